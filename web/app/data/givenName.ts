// What was given to the items that are shown, in words: “Rejected by Rosa Diaz · since 1 Nov 2026”.
import { useTranslation } from 'react-i18next'
import { useMembers, useProject } from '@client/queries/projects'
import type { GivenFilter } from '@client/queries/tasks'
import { date } from '@ui/format'
import { useStageName } from '../spec/stageName'
import type { What } from './given'

export function useGivenName(project: string): (given: GivenFilter) => string {
  const { t } = useTranslation('data')
  const stageName = useStageName()
  const members = useMembers(project).data ?? []
  const stages = useProject(project).data?.counts.by_stage ?? []
  const person = (id: string): string => members.find((one) => one.user_id === id)?.name ?? t('given.somebody')
  return ({ what, by, of, reason, stage, since, until, newest }) => {
    const whom =
      by === undefined ? t(`given.what.${what as What}`) : t(`given.by.${what as What}`, { name: person(by) })
    const more = [
      newest === undefined ? '' : t('given.newest', { count: newest }),
      of === undefined ? '' : t('given.of', { name: person(of) }),
      stage === undefined ? '' : t('given.in', { stage: stageName(stages[stage]?.name ?? String(stage)) }),
      reason === undefined ? '' : t('given.reason', { reason }),
      ...timeOf(since, until),
    ]
    return [whom, ...more].filter(Boolean).join(' · ')
  }

  function timeOf(since: string | undefined, until: string | undefined): readonly string[] {
    if (since !== undefined && since === until) return [t('given.on', { day: date(since) })]
    return [
      since === undefined ? '' : t('given.since', { day: date(since) }),
      until === undefined ? '' : t('given.until', { day: date(until) }),
    ]
  }
}
