// Who is signed in, and what belongs to that person: preferences, tokens, password.
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../http'
import { ApiProblem } from '../problem'
import type { Me, Page, Preferences, Token } from '../types'
import { keys } from './keys'

/** The person signed in, or null. */
export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: async (): Promise<Me | null> => {
    try {
      return await request<Me>('GET', '/me')
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null
      throw error
    }
  },
  staleTime: 60_000,
})

export function useMe(): Me | null {
  return useQuery(meQuery).data ?? null
}

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (credentials: { email: string; password: string }) =>
      request<unknown>('POST', '/session', { body: credentials }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.me }),
  })
}

export function useLinkSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (token: string) => request<unknown>('POST', '/session/link', { body: { token } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.me }),
  })
}

export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => request<unknown>('DELETE', '/session'),
    onSuccess: () => {
      client.clear()
      client.setQueryData(keys.me, null)
    },
  })
}

export function useRename() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => request<Me>('PATCH', '/me', { body: { name } }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.me, exact: true }),
  })
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (passwords: { old: string | null; new: string }) =>
      request<unknown>('POST', '/me/password', { body: passwords }),
  })
}

export function useTokens() {
  return useQuery({ queryKey: keys.tokens, queryFn: () => request<Page<Token>>('GET', '/me/tokens') })
}

export function useCreateToken() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (token: { name: string; scope: string; days?: number }) =>
      request<Token>('POST', '/me/tokens', { body: token }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.tokens }),
  })
}

export function useRevokeToken() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => request<unknown>('DELETE', `/me/tokens/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.tokens }),
  })
}

export function usePreferences() {
  return useQuery({
    queryKey: keys.preferences,
    queryFn: () => request<Preferences>('GET', '/me/preferences'),
    staleTime: Infinity,
  })
}

export function useSavePreferences() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (preferences: Preferences) => request<unknown>('PUT', '/me/preferences', { body: preferences }),
    onMutate: (preferences) => {
      client.setQueryData(keys.preferences, preferences)
    },
  })
}
