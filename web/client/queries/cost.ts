// What the labels of a project cost, and at which rates.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../http'
import type { Id } from '../types'
import { keys } from './keys'

export interface Rate {
  /** Whose; empty for everybody who has none of their own. */
  readonly user_id: Id
  readonly per_hour: number
  readonly per_answer: number
}

export interface Rates {
  /** Three letters; empty where nobody has said it yet. */
  readonly currency: string
  readonly rates: readonly Rate[]
}

/** A part of the cost; `pieces` are answers and verdicts. */
export interface CostShare {
  readonly key: string
  readonly name: string
  readonly pieces: number
  readonly seconds: number
  readonly cost: number
}

export interface Cost {
  readonly currency: string
  readonly total: number
  readonly seconds: number
  readonly pieces: number
  readonly untimed: number
  /** Up to how many seconds one piece is counted. */
  readonly cap: number
  readonly labels: number
  readonly tasks: number
  readonly per_label: number | null
  readonly per_task: number | null
  readonly people: readonly CostShare[]
  readonly stages: readonly CostShare[]
  readonly days: readonly CostShare[]
  readonly wasted: readonly CostShare[]
  /** The first day, in UTC; null where all there is is counted. */
  readonly since: string | null
}

/** What came in the last days; 0 for all there is. */
export function useCost(project: Id, days: number) {
  return useQuery({
    queryKey: [...keys.project(project), 'cost', days],
    queryFn: () => request<Cost>('GET', `/projects/${project}/cost`, { query: { days } }),
    staleTime: 60_000,
  })
}

export function useRates(project: Id) {
  return useQuery({
    queryKey: [...keys.project(project), 'rates'],
    queryFn: () => request<Rates>('GET', `/projects/${project}/rates`),
  })
}

export function useSetRates(project: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (rates: Rates) => request<null>('PUT', `/projects/${project}/rates`, { body: rates }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.project(project) }),
  })
}
