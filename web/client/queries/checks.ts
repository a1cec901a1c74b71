// Checks: of the draft in hand, and of all answers that stand in a project.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../http'
import type { Annotation, Id, Job, Page, SpecDocument } from '../types'
import { upload } from '../upload'
import { isActive } from './jobs'
import { keys } from './keys'

export interface Change {
  readonly id: Id
  /** What the annotation becomes; without it the annotation is taken away. */
  readonly after?: Annotation | null
}

export interface Fix {
  readonly title: string
  readonly changes: readonly Change[]
}

/** One thing that a check finds wrong, about these annotations; about the whole answer where there are none. */
export interface Finding {
  readonly message: string
  readonly annotations?: readonly Id[]
  readonly fix?: Fix | null
  readonly rule: string
  readonly check: string
  readonly severity: 'error' | 'warning'
}

export interface Named {
  readonly id: Id
  readonly name: string
}

/** A finding of a scan, the task that it is in, and those that it compares that with. */
export interface Found {
  readonly task: Named
  readonly finding: Finding
  readonly others?: readonly Named[]
}

export interface ScanReport {
  readonly tasks: number
  readonly findings: number
  readonly errors: number
  readonly checks: readonly {
    readonly check: string
    readonly rule: string
    readonly severity: Finding['severity']
    readonly count: number
  }[]
  readonly found: readonly Found[]
}

export function checkDraft(
  assignment: Id,
  annotations: readonly Annotation[],
): Promise<{ findings: readonly Finding[] }> {
  return request('POST', `/assignments/${assignment}/check`, { body: { annotations } })
}

/** What a check that is not saved finds in the newest answers that stand. */
export interface CheckTried {
  readonly check: string
  /** Whether it also holds items against one another, which only a scan of all answers shows. */
  readonly compares: boolean
  readonly findings: number
  readonly answers: number
  readonly found: readonly Found[]
}

export interface CheckTrial {
  readonly answers: number
  /** Whether there are answers that were not looked at. */
  readonly more: boolean
  readonly checks: readonly CheckTried[]
}

/** Tries the checks of a document that is not saved. */
export function useTryChecks(project: Id) {
  return useMutation({
    mutationFn: (document: SpecDocument) =>
      request<CheckTrial>('POST', `/projects/${project}/checks/try`, { body: { document } }),
  })
}

/** What each check of a document asks, in plain words; empty of one that cannot be read. */
export function useCheckSentences(project: Id, document: Pick<SpecDocument, 'classes' | 'checks'>) {
  return useQuery({
    queryKey: [...keys.spec(project), 'sentences', document],
    queryFn: () =>
      request<{ sentences: readonly string[] }>('POST', `/projects/${project}/checks/sentences`, {
        body: { document },
      }),
    select: ({ sentences }) => sentences,
    enabled: (document.checks ?? []).length > 0,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
  })
}

/** The newest scan of a project, null where there is none. */
export function useScan(project: Id) {
  return useQuery({
    queryKey: [...keys.jobs(project), 'scan'],
    queryFn: () => request<Page<Job>>('GET', '/jobs', { query: { project, kind: 'scan', limit: 1 } }),
    select: (page) => page.items[0] ?? null,
    refetchInterval: (query) => (query.state.data?.items.some(isActive) ? 1000 : false),
  })
}

/** Scans a project, beside what a model predicts where a file with that is given. */
export function useStartScan(project: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (predictions: File | null) => {
      const body = predictions ? { predictions: await upload(predictions) } : {}
      return request<Job>('POST', `/projects/${project}/scans`, { body, idempotency: true })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: keys.jobs(project) }),
  })
}

/** The report of a scan that is done; null of any other job. */
export function scanReport(job: Job): ScanReport | null {
  const report = job.report as Partial<ScanReport> | null | undefined
  return job.state === 'done' && Array.isArray(report?.found) ? (report as ScanReport) : null
}
