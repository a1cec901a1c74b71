// Jobs, and the two that people start by hand: imports and exports.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { API, request } from '../http'
import type { ExportPreview, Id, Job, Page } from '../types'
import type { FilterBody } from './tasks'
import { keys } from './keys'

export type ImportSource =
  | { readonly kind: 'upload'; readonly uploads: readonly Id[] }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 's3'; readonly url: string }
  | { readonly kind: 'manifest'; readonly upload: Id }

export interface NewImport {
  readonly source: ImportSource
  readonly format?: string
  readonly dialect?: string
  readonly as: 'answers' | 'truth' | 'none'
  /** The pool of gold that items with an answer come into; none where it is not told. */
  readonly gold?: 'hidden' | 'training' | 'qualify'
}

export interface NewExport {
  readonly format: string
  readonly dialect?: string
  readonly answers: 'truth' | 'all'
  /** Fails where a check finds an error. */
  readonly without_errors?: boolean
  readonly filter?: FilterBody
}

export function isActive(job: Job): boolean {
  return job.state === 'queued' || job.state === 'running'
}

export function useJobs(project?: Id) {
  return useQuery({
    queryKey: keys.jobs(project),
    queryFn: () => request<Page<Job>>('GET', '/jobs', { query: { project } }),
    select: (page) => page.items,
    refetchInterval: (query) => (query.state.data?.items.some(isActive) ? 1500 : false),
  })
}

export function useJob(id: Id | null) {
  return useQuery({
    queryKey: keys.job(id ?? ''),
    queryFn: () => request<Job>('GET', `/jobs/${id ?? ''}`),
    enabled: id !== null,
    refetchInterval: (query) => (query.state.data && isActive(query.state.data) ? 1000 : false),
  })
}

export function useSteerJob() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, what }: { id: Id; what: 'cancel' | 'resume' }) =>
      request<unknown>('POST', `/jobs/${id}/${what}`),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.jobs() }),
  })
}

export function useStartImport(project: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: NewImport) => request<Job>('POST', `/projects/${project}/imports`, { body, idempotency: true }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.jobs() }),
  })
}

export function useExportPreview(project: Id) {
  return useMutation({
    mutationFn: (body: NewExport) => request<ExportPreview>('POST', `/projects/${project}/exports/preview`, { body }),
  })
}

export function useStartExport(project: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: NewExport) => request<Job>('POST', `/projects/${project}/exports`, { body, idempotency: true }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.jobs() }),
  })
}

export function resultUrl(job: Id): string {
  return `${API}/jobs/${job}/result`
}
