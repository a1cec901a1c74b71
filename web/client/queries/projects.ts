// Projects, their figures and their members.
import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { request } from '../http'
import type { Id, Member, Overview, Page, Project, Role, SpecDocument } from '../types'
import { forget } from './forget'
import { keys } from './keys'

export type NewProject = { readonly document: SpecDocument } | { readonly yaml: string }

export const projectsQuery = (archived: boolean) =>
  infiniteQueryOptions({
    queryKey: [...keys.projects, { archived }],
    queryFn: ({ pageParam }) =>
      request<Page<Project>>('GET', '/projects', { query: { cursor: pageParam, limit: 100, archived } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  })

export const projectQuery = (id: Id) =>
  queryOptions({
    queryKey: keys.project(id),
    queryFn: () => request<Project>('GET', `/projects/${id}`),
    staleTime: 10_000,
  })

export function useProjects(archived: boolean) {
  return useInfiniteQuery(projectsQuery(archived))
}

export function useProject(id: Id) {
  return useQuery(projectQuery(id))
}

export function useCreateProject() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (project: NewProject) => request<Project>('POST', '/projects', { body: project, idempotency: true }),
    onSuccess: () => forget(client, [keys.projects, keys.me]),
  })
}

export function useArchiveProject() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: Id) => request<unknown>('DELETE', `/projects/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.projects }),
  })
}

export function useOverview(id: Id) {
  return useQuery({ queryKey: keys.overview(id), queryFn: () => request<Overview>('GET', `/projects/${id}/overview`) })
}

export function useMembers(id: Id) {
  return useQuery({
    queryKey: keys.members(id),
    queryFn: () => request<Page<Member>>('GET', `/projects/${id}/members`),
    select: (page) => page.items,
    staleTime: 30_000,
  })
}

export function useSetMember(id: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (member: { user_id?: Id; email?: string; role: Role }) =>
      request<unknown>('PUT', `/projects/${id}/members`, { body: member }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.members(id) }),
  })
}

export function useRemoveMember(id: Id) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (user: Id) => request<unknown>('DELETE', `/projects/${id}/members/${user}`),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.members(id) }),
  })
}
