// How good the labels of a project are, and those who give them.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { request } from '../http'
import type { Annotation, Id, Media, Outcome, Page, Person } from '../types'
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
  /** Of the newest answers to hidden gold; null where there is none, or where gold is not told. */
  readonly gold?: Mean | null
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
  readonly first_id: Id
  readonly second_id: Id
}

export interface HardTask {
  readonly task_id: Id
  readonly seq: number
  readonly name: string
  readonly agreement: number | null
  readonly probability: number | null
}

/** How many of how many a figure is of. */
export interface Of {
  readonly n: number
  readonly all: number
}

export interface Quality {
  /** The first of the days that scores are of, in UTC. */
  readonly since: string
  readonly days: readonly DayScore[]
  readonly people: readonly PersonScore[]
  readonly confusion: readonly MixedUp[]
  readonly couples: readonly Couple[]
  /** How many of all scored answers confusion and couples are of. */
  readonly compared: Of
  readonly hardest: readonly HardTask[]
  /** Among how many of all items the hardest were looked for. */
  readonly recent: Of
}

/** One of two answers; without a person it is what stands. */
export interface ContrastSide {
  readonly answer_id: Id
  readonly person: Person | null
  readonly annotations: readonly Annotation[]
}

/** Two answers to one item held against one another. */
export interface Contrast {
  readonly task_id: Id
  readonly seq: number
  readonly name: string
  readonly media: Media
  readonly width: number | null
  readonly height: number | null
  readonly thumbnail: string | null
  readonly text: string | null
  readonly first: ContrastSide
  readonly second: ContrastSide
  readonly alike: number
}

/** Which contrasts: of a person, of two people, of a cell of the confusion, of a class, of some days, of gold. */
export interface ContrastQuery {
  readonly person?: Id
  readonly other?: Id
  readonly said?: string
  readonly stands?: string
  readonly class?: string
  /** The first and the last day, in UTC. */
  readonly since?: string
  readonly until?: string
  /** Answers of the person to hidden gold, each beside what is right. */
  readonly gold?: true
}

/** Some contrasts, and how many there are; where not `exact`, at least so many. */
export interface Contrasts extends Page<Contrast> {
  readonly count: number
  readonly exact: boolean
}

/** The items behind a figure, the least alike answers first. */
export function useContrasts(project: Id, wanted: ContrastQuery, limit = 24) {
  return useInfiniteQuery({
    queryKey: [...keys.project(project), 'quality', 'contrasts', wanted, limit],
    queryFn: ({ pageParam }) =>
      request<Contrasts>('GET', `/projects/${project}/quality/contrasts?${asked(wanted, pageParam, limit)}`),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    staleTime: 60_000,
  })
}

/** The question as it is asked; a class that is '' asks for nothing, and is no question left out. */
function asked(wanted: ContrastQuery, cursor: string, limit: number): string {
  const known = Object.entries(wanted).map(([key, value]) => [key, String(value)])
  return new URLSearchParams([...known, ...(cursor ? [['cursor', cursor]] : []), ['limit', String(limit)]]).toString()
}

export function useQuality(project: Id) {
  return useQuery({
    queryKey: [...keys.project(project), 'quality'],
    queryFn: () => request<Quality>('GET', `/projects/${project}/quality`),
    staleTime: 60_000,
  })
}

/** How many verdicts of each kind somebody gave, or got, or were given in a stage. */
export interface Outcomes extends Readonly<Record<Outcome, number>> {
  readonly name: string
}

interface PersonOutcomes extends Outcomes {
  readonly user_id: Id
}

interface StageOutcomes extends Outcomes {
  readonly stage: number
}

export interface Reviews {
  /** The first day, in UTC. */
  readonly since: string
  readonly reviewers: readonly PersonOutcomes[]
  readonly annotators: readonly PersonOutcomes[]
  readonly stages: readonly StageOutcomes[]
  /** The most frequent of `all_reasons`. */
  readonly reasons: readonly { readonly outcome: Outcome; readonly reason: string; readonly n: number }[]
  readonly all_reasons: number
}

export function useReviews(project: Id) {
  return useQuery({
    queryKey: [...keys.project(project), 'quality', 'reviews'],
    queryFn: () => request<Reviews>('GET', `/projects/${project}/quality/reviews`),
    staleTime: 60_000,
  })
}

/** What a person is told of themselves: what their scores say, how much they did, and how fast. */
export interface OwnQuality {
  readonly person: PersonScore | null
  readonly pace: { readonly answers: number; readonly seconds: number | null }
}

export function useOwnQuality(project: Id) {
  return useQuery({
    queryKey: [...keys.project(project), 'quality', 'me'],
    queryFn: () => request<OwnQuality>('GET', `/projects/${project}/quality/me`),
    staleTime: 60_000,
  })
}
