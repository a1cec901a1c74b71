// Everyone with an account, for administrators.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../http'
import type { Id, Page, User } from '../types'
import { keys } from './keys'

export interface NewUser {
  readonly email: string
  readonly name: string
  readonly is_admin?: boolean
}

export function useUsers(enabled = true) {
  return useQuery({
    queryKey: keys.users,
    queryFn: () => request<Page<User>>('GET', '/users', { query: { limit: 200 } }),
    select: (page) => page.items,
    enabled,
  })
}

export function useCreateUser() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (user: NewUser) => request<User & { link: string }>('POST', '/users', { body: user }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.users }),
  })
}

export function useChangeUser() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, ...changes }: { id: Id; name?: string; is_admin?: boolean; disabled?: boolean; link?: true }) =>
      request<User & { link?: string }>('PATCH', `/users/${id}`, { body: changes }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.users }),
  })
}
