// Which events are looked at: of a kind, by a person, about items of a name, in a time.
import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { EventQuery } from '@client/queries/events'
import { useMembers } from '@client/queries/projects'
import { KINDS } from './kinds'

/** What is chosen, as it stands in the fields; days are whole days of the person's own time. */
export interface Chosen {
  readonly kind: string
  readonly actor: string
  readonly item: string
  readonly from: string
  readonly to: string
}

export const NOTHING: Chosen = { kind: '', actor: '', item: '', from: '', to: '' }

/** The question that the fields amount to; the last day is meant to its end. */
export function queryOf({ kind, actor, item, from, to }: Chosen): EventQuery {
  return {
    ...(kind ? { kind } : {}),
    ...(actor ? { actor } : {}),
    ...(item.trim() ? { item: item.trim() } : {}),
    ...(from ? { since: dayStart(from, 0) } : {}),
    ...(to ? { until: dayStart(to, 1) } : {}),
  }
}

function dayStart(day: string, later: number): string {
  const at = new Date(`${day}T00:00`)
  at.setDate(at.getDate() + later)
  return at.toISOString()
}

interface EventFiltersProps {
  readonly project: string
  readonly chosen: Chosen
  readonly onChange: (chosen: Chosen) => void
}

export function EventFilters({ project, chosen, onChange }: EventFiltersProps) {
  const { t } = useTranslation('activity')
  const members = useMembers(project).data ?? []
  const set = (changes: Partial<Chosen>): void => onChange({ ...chosen, ...changes })
  return (
    <div className="lw-row" style={{ flexWrap: 'wrap', marginBottom: 14 }} role="search" aria-label={t('filters')}>
      <NativeSelect
        aria-label={t('kind')}
        value={chosen.kind}
        onChange={(event) => set({ kind: event.currentTarget.value })}
        data={[
          { value: '', label: t('everything') },
          ...KINDS.map((one) => ({ value: one, label: t(`families.${one}`) })),
        ]}
      />
      <NativeSelect
        aria-label={t('actor')}
        value={chosen.actor}
        onChange={(event) => set({ actor: event.currentTarget.value })}
        data={[
          { value: '', label: t('everyone') },
          ...members.map((member) => ({ value: member.user_id, label: member.name || member.email })),
        ]}
      />
      <TextInput
        aria-label={t('item')}
        placeholder={t('item')}
        w={170}
        value={chosen.item}
        onChange={(event) => set({ item: event.currentTarget.value })}
      />
      <TextInput
        aria-label={t('from')}
        title={t('from')}
        type="date"
        max={chosen.to || undefined}
        value={chosen.from}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <TextInput
        aria-label={t('to')}
        title={t('to')}
        type="date"
        min={chosen.from || undefined}
        value={chosen.to}
        onChange={(event) => set({ to: event.currentTarget.value })}
      />
    </div>
  )
}
