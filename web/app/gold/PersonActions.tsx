// What a lead can do about one person: pause, resume, let pass, ask to qualify again, set answers aside.
import { Menu } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStandingAct, type GoldPerson, type StandingAct, type StandingState } from '@client/queries/gold'
import { RowMenu } from '@ui/RowMenu'
import { ReasonDialog } from '../label/ReasonDialog'
import { tellDone, tellProblem } from '../notices'
import { AsideDialog } from './AsideDialog'

/** What can be done from each standing. */
const ACTS: Readonly<Record<StandingState, readonly StandingAct[]>> = {
  training: ['pass', 'pause'],
  qualifying: ['pass', 'pause'],
  working: ['pause', 'requalify'],
  paused: ['resume', 'requalify'],
  failed: ['pass', 'requalify'],
}
/** What takes an act back, by what it was done from. */
const BACK: Readonly<Partial<Record<StandingAct, Readonly<Partial<Record<StandingState, StandingAct>>>>>> = {
  pause: { working: 'resume', qualifying: 'requalify' },
  resume: { paused: 'pause' },
  requalify: { working: 'pass' },
}

interface PersonActionsProps {
  readonly project: string
  readonly person: GoldPerson
  readonly mayQualify: boolean
}

export function PersonActions({ project, person, mayQualify }: PersonActionsProps) {
  const { t } = useTranslation('gold')
  const [dialog, setDialog] = useState<'pause' | 'aside' | null>(null)
  const standing = useStandingAct(project)
  const { id: user, name, state } = person
  const act = (wanted: StandingAct, reason = ''): void => {
    const back = BACK[wanted]?.[state]
    const undo = (): void =>
      back && standing.mutate({ user, act: back, reason: person.reason || t('asBefore') }, { onError: tellProblem })
    standing.mutate(
      { user, act: wanted, reason },
      {
        onSuccess: () => tellDone(t(`acted.${wanted}`, { name }), back && undo),
        onError: tellProblem,
      },
    )
  }
  return (
    <>
      <RowMenu label={t('actionsOf', { name })}>
        {ACTS[state]
          .filter((wanted) => wanted !== 'requalify' || mayQualify)
          .map((wanted) => (
            <Menu.Item key={wanted} onClick={() => (wanted === 'pause' ? setDialog('pause') : act(wanted))}>
              {t(`acts.${wanted}`)}
            </Menu.Item>
          ))}
        <Menu.Divider />
        <Menu.Item onClick={() => setDialog('aside')}>{t('acts.aside')}</Menu.Item>
      </RowMenu>
      <ReasonDialog
        opened={dialog === 'pause'}
        title={t('pauseTitle', { name })}
        label={t('pauseReason', { name })}
        reasons={t('pauseReasons', { returnObjects: true })}
        action={t('pauseAction')}
        danger
        onClose={() => setDialog(null)}
        onReason={(reason) => {
          setDialog(null)
          act('pause', reason)
        }}
      />
      <AsideDialog project={project} person={person} opened={dialog === 'aside'} onClose={() => setDialog(null)} />
    </>
  )
}
