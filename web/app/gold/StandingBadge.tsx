// What somebody may do in a project, as one word.
import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { StandingState } from '@client/queries/gold'

const COLORS: Readonly<Record<StandingState, string>> = {
  training: 'gray',
  qualifying: 'gray',
  working: 'accent',
  paused: 'yellow',
  failed: 'red',
}

export function StandingBadge({ state }: { readonly state: StandingState }) {
  const { t } = useTranslation('gold')
  return <Badge color={COLORS[state]}>{t(`states.${state}`)}</Badge>
}
