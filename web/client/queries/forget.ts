// What is done with answers in the cache that no longer hold.
import type { QueryClient, QueryKey } from '@tanstack/react-query'

/** Reads anew what is shown of these keys and of all below them, and the rest once it is asked for. */
export function forget(client: QueryClient, queryKeys: readonly QueryKey[]): Promise<unknown> {
  return Promise.all(queryKeys.map((queryKey) => client.invalidateQueries({ queryKey })))
}
