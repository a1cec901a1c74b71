// A project's live events, so that pages show what others do without asking again and again.
import { useEffect, useState } from 'react'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { API } from './http'
import { goldKeys } from './queries/gold'
import { keys } from './queries/keys'
import type { Id, Person } from './types'

/** What each kind of live event makes out of date. */
const STALE: Readonly<Record<string, (project: Id) => readonly (readonly unknown[])[]>> = {
  job: (project) => [keys.jobs(), keys.jobs(project)],
  task: (project) => [keys.tasks(project), keys.overview(project), keys.events(project)],
  spec: (project) => [keys.project(project)],
  gold: (project) => [goldKeys.all(project)],
}

const REFRESH_MS = 2000

/** Keeps a project's cached answers fresh while the page is open. Gives the people who are present. */
export function useProjectStream(project: Id): readonly Person[] {
  const client = useQueryClient()
  const [present, setPresent] = useState<readonly Person[]>([])
  useEffect(() => {
    const source = new EventSource(`${API}/projects/${project}/stream`)
    const refresh = refresher(client, project)
    for (const kind of Object.keys(STALE))
      source.addEventListener(kind, () => {
        refresh.ask(kind)
      })
    source.addEventListener('presence', (event: MessageEvent<string>) => {
      setPresent(peopleIn(event.data))
    })
    return () => {
      source.close()
      refresh.stop()
    }
  }, [client, project])
  return present
}

/** Gathers events and forgets the cached answers they touch at most once per `REFRESH_MS`. */
export function refresher(client: Pick<QueryClient, 'invalidateQueries'>, project: Id) {
  const asked = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = (): void => {
    timer = undefined
    for (const kind of asked) {
      for (const queryKey of STALE[kind]?.(project) ?? []) void client.invalidateQueries({ queryKey })
    }
    asked.clear()
  }
  return {
    ask(kind: string): void {
      asked.add(kind)
      timer ??= setTimeout(flush, REFRESH_MS)
    },
    stop(): void {
      clearTimeout(timer)
    },
  }
}

/** Everyone once, however many tasks they hold. */
function peopleIn(data: string): readonly Person[] {
  const parsed: unknown = JSON.parse(data)
  const list = Array.isArray(parsed) ? parsed : (parsed as { people?: unknown }).people
  const people = Array.isArray(list) ? (list as readonly Person[]) : []
  return [...new Map(people.map((person) => [person.id, person])).values()]
}
