// The project document: read, plan, save with the revision last seen, compare, restore.
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../http'
import type { Id, Page, Plan, Spec, SpecDocument, SpecRevision } from '../types'
import { keys } from './keys'

export type SpecBody = { readonly document: SpecDocument } | { readonly yaml: string }
export type SaveSpec = SpecBody & { readonly message: string; readonly accept_loss: boolean; readonly revision: number }

export const specQuery = (id: Id) =>
  queryOptions({
    queryKey: keys.spec(id),
    queryFn: () => request<Spec>('GET', `/projects/${id}/spec`),
    staleTime: 30_000,
  })

export function useSpec(id: Id) {
  return useQuery(specQuery(id))
}

export function usePlan(id: Id) {
  return useMutation({ mutationFn: (body: SpecBody) => request<Plan>('POST', `/projects/${id}/spec/plan`, { body }) })
}

export function useSaveSpec(id: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ revision, ...body }: SaveSpec) =>
      request<Spec>('PUT', `/projects/${id}/spec`, { body, ifMatch: `"${String(revision)}"` }),
    // Refused, too: somebody else may have saved, and what they saved must be seen.
    onSettled: () => client.invalidateQueries({ queryKey: keys.project(id) }),
  })
}

export function useRevisions(id: Id) {
  return useQuery({
    queryKey: keys.revisions(id),
    queryFn: () => request<Page<SpecRevision>>('GET', `/projects/${id}/spec/revisions`),
    select: (page) => page.items,
  })
}

/** What changed from one revision to another. */
export function useDiff(id: Id, from: number, to: number) {
  return useQuery({
    queryKey: keys.diff(id, from, to),
    queryFn: () => request<Plan>('GET', `/projects/${id}/spec/diff`, { query: { from, to } }),
    staleTime: Infinity,
  })
}

export function useRestore(id: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (revision: number) => request<Spec>('POST', `/projects/${id}/spec/restore`, { body: { revision } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.project(id) }),
  })
}

/** Stores a picture for the guideline and gives the address to write into its Markdown. */
export function useAddPicture(id: Id) {
  return useMutation({
    mutationFn: (file: Blob) =>
      request<{ hash: string; url?: string }>('POST', `/projects/${id}/pictures`, {
        body: file,
        headers: { 'Content-Type': file.type },
      }),
  })
}

/** Adds an example to the guideline; refused where the project's document is no longer the revision that was seen. */
export function useAddExample(id: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { readonly title: string; readonly text: string; readonly revision?: number }) =>
      request<{ revision: number }>('POST', `/projects/${id}/examples`, { body }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.spec(id) }),
  })
}

export function useTakeExampleBack(id: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (revision: number) =>
      request<{ revision: number }>('POST', `/projects/${id}/examples/take-back`, { body: { revision } }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.spec(id) }),
  })
}
