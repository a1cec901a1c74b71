// What one person did many times in a row and nobody reads line by line, gathered into one event.
import type { Event } from '@client/types'

const GATHERED: ReadonlySet<string> = new Set(['assignment.released', 'assignment.expired'])

/** The events in their order; a run becomes its first event, with all its tasks in place of one item. */
export function gathered(events: readonly Event[]): readonly Event[] {
  const runs: Event[][] = []
  for (const event of events) {
    const run = runs.at(-1)
    if (run?.[0] && follows(run[0], event)) run.push(event)
    else runs.push([event])
  }
  return runs.flatMap((run) => (run[0] && run.length > 1 ? [merged(run[0], run)] : run))
}

function follows(first: Event, event: Event): boolean {
  return GATHERED.has(event.kind) && first.kind === event.kind && first.actor?.id === event.actor?.id
}

function merged(first: Event, run: readonly Event[]): Event {
  const tasks = new Set(run.flatMap(({ subject, data }) => (Array.isArray(data.tasks) ? data.tasks : [subject])))
  return tasks.size === 1 ? first : { ...first, item: null, data: { tasks: [...tasks] } }
}
