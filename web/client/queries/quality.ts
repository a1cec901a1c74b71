// How good the labels of a project are, and those who give them.
import { useQuery } from '@tanstack/react-query'
import { request } from '../http'
import type { Id } from '../types'
import { keys } from './keys'

/** The mean of `n` scores from 0 to 1, with the ends of its 95 % interval where there are enough to tell. */
export interface Mean {
  readonly n: number
  readonly mean: number
  readonly low: number | null
  readonly high: number | null
}

export interface DayScore {
  readonly day: string
  readonly score: Mean
}

export interface PersonScore {
  readonly id: Id
  readonly name: string
  readonly skill: number
  readonly score: Mean | null
  readonly days: readonly DayScore[]
}

export interface MixedUp {
  readonly said: string
  readonly stands: string
  readonly n: number
}

export interface Couple {
  readonly first: string
  readonly second: string
  readonly alike: Mean
}

export interface HardTask {
  readonly task_id: Id
  readonly seq: number
  readonly name: string
  readonly agreement: number | null
  readonly probability: number | null
}

export interface Quality {
  readonly days: readonly DayScore[]
  readonly people: readonly PersonScore[]
  readonly confusion: readonly MixedUp[]
  readonly couples: readonly Couple[]
  readonly hardest: readonly HardTask[]
  readonly sample: number
}

export function useQuality(project: Id) {
  return useQuery({
    queryKey: [...keys.project(project), 'quality'],
    queryFn: () => request<Quality>('GET', `/projects/${project}/quality`),
    staleTime: 60_000,
  })
}

export function useOwnQuality(project: Id) {
  return useQuery({
    queryKey: [...keys.project(project), 'quality', 'me'],
    queryFn: () => request<{ readonly person: PersonScore | null }>('GET', `/projects/${project}/quality/me`),
    staleTime: 60_000,
  })
}
