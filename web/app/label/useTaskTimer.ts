// How long a task has been worked on: time while the page is hidden does not count.
import { useEffect, useMemo } from 'react'

export interface TaskTimer {
  seconds(): number
}

export function useTaskTimer(assignment: string): TaskTimer {
  const timer = useMemo(() => ({ assignment, ...stopwatch(sinceStart) }), [assignment])
  useEffect(() => {
    const change = (): void => timer.run(!document.hidden)
    document.addEventListener('visibilitychange', change)
    return () => document.removeEventListener('visibilitychange', change)
  }, [timer])
  return timer
}

const sinceStart = (): number => performance.now()

/** A stopwatch that starts running; `now` gives milliseconds. */
export function stopwatch(now: () => number): TaskTimer & { run(running: boolean): void } {
  let before = 0
  let since: number | null = now()
  return {
    run(running) {
      if (!running && since !== null) {
        before += now() - since
        since = null
      }
      if (running) since ??= now()
    },
    seconds: () => Math.round((before + (since === null ? 0 : now() - since)) / 100) / 10,
  }
}
