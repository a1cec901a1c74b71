// The cache of answers: what is retried, and what happens when a session has ended.
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiProblem } from '@client/problem'
import { keys } from '@client/queries/keys'

const TRIES = 2

export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: forgetSession }),
  mutationCache: new MutationCache({ onError: forgetSession }),
  defaultOptions: {
    queries: {
      staleTime: 5000,
      retry: (failures, error) => failures < TRIES && !(error instanceof ApiProblem && error.status >= 400),
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
})

/** A 401 on any request means that nobody is signed in any more; the shell then leads to the sign-in page. */
function forgetSession(error: Error): void {
  if (error instanceof ApiProblem && error.status === 401) queries.setQueryData(keys.me, null)
}
