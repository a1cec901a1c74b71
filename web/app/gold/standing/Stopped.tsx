// Why somebody gets no work, and what they can do about it.
import { Button, Text, Title } from '@mantine/core'
import { IconHourglass, IconPlayerPause, IconSchool } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useOwnStanding } from '@client/queries/gold'
import { ResultBox } from './ResultList'
import classes from './Standing.module.css'

export const STOPS = ['paused', 'failed', 'no-gold'] as const
export type Stop = (typeof STOPS)[number]

export function isStop(reason: string): reason is Stop {
  return STOPS.some((stop) => stop === reason)
}

const SIGNS = { paused: IconPlayerPause, failed: IconSchool, 'no-gold': IconHourglass } as const
const TEXTS = { paused: 'stopped.pausedText', failed: 'stopped.failedText', 'no-gold': 'stopped.noGoldText' } as const

interface StoppedProps {
  readonly project: string
  readonly stop: Stop
  /** What the server says of it, where no reason was given. */
  readonly message: string
  readonly onRetry: () => void
}

export function Stopped({ project, stop, message, onRetry }: StoppedProps) {
  const { t } = useTranslation('gold')
  const { t: label } = useTranslation('label')
  const standing = useOwnStanding(project).data
  const results = standing?.feedback ?? []
  const said = standing?.reason || message
  const Sign = SIGNS[stop]
  return (
    <section className={`${classes.card ?? ''} lw-panel`} aria-live="polite">
      <span className="lw-row">
        <Sign size={26} stroke={1.5} color="var(--lw-accent)" aria-hidden />
        <Title order={1}>{t(`stopped.${stop}`)}</Title>
      </span>
      {said && <Text fw={550}>{said}</Text>}
      <Text c="dimmed">{t(TEXTS[stop])}</Text>
      <ResultBox project={project} results={results} />
      <div className="lw-row">
        <Button onClick={onRetry}>{label('lookAgain')}</Button>
        <Button
          variant="default"
          renderRoot={(props) => <Link {...props} to="/projects/$id" params={{ id: project }} />}
        >
          {label('toOverview')}
        </Button>
      </div>
    </section>
  )
}
