// The parts the server has: label types, formats.
import { useQuery } from '@tanstack/react-query'
import { request } from '../http'
import type { Page, Part } from '../types'
import { keys } from './keys'

export function useParts(family: 'labels' | 'formats') {
  return useQuery({
    queryKey: keys.parts(family),
    queryFn: () => request<Page<Part>>('GET', `/parts/${family}`),
    select: (page) => page.items,
    staleTime: Infinity,
  })
}
