// Names under which answers are cached. A project's own keys all start with ['project', id], so one call forgets them.
import type { Id } from '../types'

export const keys = {
  me: ['me'] as const,
  preferences: ['me', 'preferences'] as const,
  tokens: ['me', 'tokens'] as const,
  users: ['users'] as const,
  projects: ['projects'] as const,
  project: (id: Id) => ['project', id] as const,
  overview: (id: Id) => ['project', id, 'overview'] as const,
  spec: (id: Id) => ['project', id, 'spec'] as const,
  revisions: (id: Id) => ['project', id, 'spec', 'revisions'] as const,
  revision: (id: Id, revision: number) => ['project', id, 'spec', 'revisions', revision] as const,
  diff: (id: Id, from: number, to: number) => ['project', id, 'spec', 'diff', from, to] as const,
  members: (id: Id) => ['project', id, 'members'] as const,
  tasks: (id: Id) => ['project', id, 'tasks'] as const,
  views: (id: Id) => ['project', id, 'views'] as const,
  events: (id: Id) => ['project', id, 'events'] as const,
  jobs: (project?: Id) => (project ? (['jobs', project] as const) : (['jobs'] as const)),
  job: (id: Id) => ['jobs', 'one', id] as const,
  task: (id: Id) => ['task', id] as const,
  threads: (task: Id) => ['task', task, 'threads'] as const,
  parts: (family: string) => ['parts', family] as const,
}
