// The slim bar over the work: where one is, whether it is saved, how long it takes, what ends it.
import { Badge, Text } from '@mantine/core'
import { IconCloudCheck, IconCloudOff, IconCloudUp, IconAlertTriangle } from '@tabler/icons-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Bundle } from '@client/types'
import { clock } from '@ui/format'
import { useStageName } from '../spec/stageName'
import { BackLink } from './BackLink'
import { useSaveState, type Saving } from './useSaving'
import type { TaskTimer } from './useTaskTimer'
import classes from './Label.module.css'

interface TopStripProps {
  readonly project: string
  readonly name: string
  readonly bundle: Bundle
  readonly done: number
  readonly saving: Saving
  readonly since: TaskTimer
  readonly children: ReactNode
}

export function TopStrip({ project, name, bundle, done, saving, since, children }: TopStripProps) {
  const { t } = useTranslation('label')
  const stageName = useStageName()
  const judged = bundle.judged
  return (
    <>
      <BackLink project={project} name={name} />
      <div className={`${classes.title ?? ''} lw-grow`}>
        <Text component="h1" fw={600} size="md" className="lw-ellipsis" title={bundle.item.name}>
          {bundle.item.name}
        </Text>
        <Text size="xs" c="dimmed" className="lw-num" style={{ whiteSpace: 'nowrap' }}>
          {[bundle.task.seq === null ? '' : t('taskOf', { seq: bundle.task.seq }), stageName(bundle.stage.name)]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {bundle.task.round > 1 && <Badge color="yellow">{t('roundN', { round: bundle.task.round })}</Badge>}
        {judged?.annotator && (
          <Text size="xs" c="dimmed" className="lw-ellipsis">
            {t('by', { name: judged.annotator.name })}
          </Text>
        )}
      </div>
      <SaveSign saving={saving} />
      {done > 0 && (
        <Text size="xs" c="dimmed" className="lw-num" style={{ whiteSpace: 'nowrap' }}>
          {t('doneToday', { count: done })}
        </Text>
      )}
      <Clock timer={since} />
      {children}
    </>
  )
}

function SaveSign({ saving }: { saving: Saving }) {
  const { t } = useTranslation('label')
  const state = useSaveState(saving, (now) => now)
  const text =
    state.kind === 'offline'
      ? t('save.offline', { count: state.edits })
      : state.kind === 'refused'
        ? state.message
        : t(`save.${state.kind}`)
  const Sign = {
    saved: IconCloudCheck,
    saving: IconCloudUp,
    offline: IconCloudOff,
    conflict: IconAlertTriangle,
    refused: IconAlertTriangle,
  }[state.kind]
  return (
    <span className={classes.save} data-state={state.kind} data-testid="save-state" role="status" title={text}>
      <Sign size={15} stroke={1.7} style={{ flex: 'none' }} />
      <span className="lw-ellipsis" style={{ maxWidth: '14rem' }}>
        {text}
      </span>
    </span>
  )
}

function Clock({ timer }: { timer: TaskTimer }) {
  const { t } = useTranslation('label')
  const [shown, setShown] = useState('0:00')
  useEffect(() => {
    const tick = (): void => setShown(clock(timer.seconds()))
    tick()
    const id = setInterval(tick, 1000)
    return () => clearInterval(id)
  }, [timer])
  return (
    <Text
      size="xs"
      c="dimmed"
      className="lw-num"
      title={t('timer')}
      aria-hidden
      style={{ minWidth: '2.2rem', textAlign: 'right' }}
    >
      {shown}
    </Text>
  )
}
