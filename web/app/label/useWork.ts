// One sitting's work, for as long as the page is open.
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { prefetch } from '@renderers'
import { heartbeat, nextTask, release, skip } from '@client/queries/assignments'
import { useMe } from '@client/queries/session'
import type { Feedback, SubmitResult } from '@client/types'
import type { SubmitReply } from '@editor/sync/ports'
import { outboxOf, type Outbox } from './saving'
import { Work, type WorkPorts } from './work'

export function useWork(project: string, stage: number | 'judging' | undefined, task: string | undefined) {
  const person = useMe()?.id ?? ''
  const outbox = outboxOf(person)
  const work = useMemo(() => new Work(portsOf(project, outbox), stage), [project, outbox, stage])
  useEffect(() => {
    void work.start(task)
    const stop = onLeaving(work)
    return () => {
      stop()
      work.end()
    }
  }, [work, task])
  const state = useSyncExternalStore(work.subscribe, work.getState)
  return { work, outbox, state }
}

function onLeaving(work: Work): () => void {
  const hide = (): void => work.pause()
  const show = (event: PageTransitionEvent): void => {
    if (event.persisted) work.resume()
  }
  window.addEventListener('pagehide', hide)
  window.addEventListener('pageshow', show)
  return () => {
    window.removeEventListener('pagehide', hide)
    window.removeEventListener('pageshow', show)
  }
}

function portsOf(project: string, outbox: Outbox): WorkPorts {
  return {
    next: (wanted) => outbox.flushed().then(() => nextTask(project, wanted)),
    handIn: (bundle, submission) => {
      const { kept, arrived } = outbox.handIn(bundle.assignment.id, submission)
      return { kept, arrived: arrived.then(feedbackOf) }
    },
    skip,
    release,
    heartbeat,
    prefetch,
    now: () => performance.now(),
  }
}

function feedbackOf(reply: SubmitReply): Feedback | null {
  return reply.kind === 'taken' ? ((reply.result as SubmitResult).feedback ?? null) : null
}
