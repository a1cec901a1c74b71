// Calibrations: a team answers the same items, each alone, and then talks about the differences.
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../http'
import type { Annotation, Difference, Id, ItemView, Page, Person, TaskState, Time } from '../types'
import { forget } from './forget'
import { keys } from './keys'
import type { Mean } from './quality'

export interface CalibrationPerson extends Person {
  readonly answered: number
  readonly skipped: number
}

export interface CalibrationSession {
  readonly id: Id
  readonly project_id: Id
  readonly name: string
  readonly state: 'open' | 'discussing' | 'closed'
  readonly items: number
  readonly settled: number
  readonly people: readonly CalibrationPerson[]
  /** Whether who reads this is one of its people. */
  readonly own: boolean
  readonly created_at: Time
}

export interface CalibrationItem {
  readonly task_id: Id
  readonly seq: number
  readonly item: ItemView
  readonly state: TaskState
  readonly answers: number
  readonly truth_answer_id: Id | null
  readonly gold: boolean
  /** Null before the discussion, and where fewer than two answered. */
  readonly agreement: number | null
}

export interface Calibration {
  readonly session: CalibrationSession
  readonly items: readonly CalibrationItem[]
  /** Null before the discussion. */
  readonly overall: Mean | null
  /** Krippendorff's alpha of whole answers; null where chance cannot be told, as where all answers are the same. */
  readonly alpha: { readonly value: number; readonly low: number; readonly high: number; readonly items: number } | null
  readonly couples: readonly { readonly first: Id; readonly second: Id; readonly alike: Mean }[]
}

export interface CalibrationAnswer {
  readonly id: Id
  readonly annotator: Person
  readonly annotations: readonly Annotation[]
  /** From the answer that all are held against. */
  readonly differences: readonly Difference[]
  readonly seconds: number | null
  readonly created_at: Time
}

export interface CalibrationAnswers {
  readonly item: CalibrationItem
  readonly answers: readonly CalibrationAnswer[]
  /** Which annotations are of one thing, each by the place of its answer and its id. */
  readonly things: readonly (readonly (readonly [number, Id])[])[]
  /** The answer that the others are held against. */
  readonly against: Id | null
}

export interface NewCalibration {
  readonly name: string
  readonly people: readonly Id[]
  readonly task_ids: readonly Id[]
  /** So many are drawn, where no tasks are named. */
  readonly sample: number
}

const all = (project: Id) => [...keys.project(project), 'calibrations'] as const

export function useCalibrations(project: Id) {
  return useInfiniteQuery({
    queryKey: [...all(project), 'list'],
    queryFn: ({ pageParam }) =>
      request<Page<CalibrationSession>>('GET', `/projects/${project}/calibrations`, { query: { cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
  })
}

export function useCalibration(project: Id, session: Id) {
  return useQuery({
    queryKey: [...all(project), session],
    queryFn: () => request<Calibration>('GET', `/calibrations/${session}`),
    staleTime: 0,
  })
}

export function useCalibrationAnswers(project: Id, session: Id, task: Id, against: Id | null) {
  return useQuery({
    queryKey: [...all(project), session, task, against],
    queryFn: () =>
      request<CalibrationAnswers>('GET', `/calibrations/${session}/items/${task}`, {
        query: { against: against ?? undefined },
      }),
    placeholderData: (before) => (before?.item.task_id === task ? before : undefined),
  })
}

export function useBeginCalibration(project: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: NewCalibration) =>
      request<CalibrationSession>('POST', `/projects/${project}/calibrations`, { body, idempotency: true }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.project(project) }),
  })
}

/** Opens the discussion of a session, or closes it. */
export function useMoveCalibration(project: Id, session: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (step: 'discuss' | 'close') => request<CalibrationSession>('POST', `/calibrations/${session}/${step}`),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.project(project) }),
  })
}

export function useChooseAnswer(project: Id, session: Id, task: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (answer: Id) =>
      request<unknown>('POST', `/calibrations/${session}/items/${task}/choose`, { body: { answer_id: answer } }),
    onSuccess: () => forget(client, [keys.project(project), keys.task(task)]),
  })
}
