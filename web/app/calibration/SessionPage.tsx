// One calibration: who has come how far, how alike the answers are, and its items to talk about.
import { Button, Progress, Skeleton, Text } from '@mantine/core'
import { IconCheck, IconMessages, IconPencil } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  useCalibration,
  useMoveCalibration,
  type Calibration,
  type CalibrationItem,
} from '@client/queries/calibrations'
import { useProject } from '@client/queries/projects'
import { Confirm } from '@ui/Confirm'
import { coefficient, percent } from '@ui/format'
import { Page, Section } from '@ui/Page'
import { PersonAvatar } from '@ui/PersonAvatar'
import { tellDone, tellProblem } from '../notices'
import { ProblemView } from '../ProblemView'
import { Interval } from '../quality/Interval'
import { can } from '../roles'
import { StateBadge } from './CalibrationsPage'
import classes from './Calibration.module.css'

/** Characters of a text that a line shows at most. */
const PREVIEW = 200
const route = getRouteApi('/inside/projects/$id/calibrations/$session')

export function SessionPage() {
  const { t } = useTranslation('calibration')
  const { id, session } = route.useParams()
  const found = useCalibration(id, session)
  if (found.error) {
    return (
      <Page title={t('title')}>
        <ProblemView error={found.error} onRetry={() => void found.refetch()} />
      </Page>
    )
  }
  if (!found.data) {
    return (
      <Page title={t('title')}>
        <Skeleton height={240} />
      </Page>
    )
  }
  return <Session project={id} found={found.data} />
}

function Session({ project, found }: { readonly project: string; readonly found: Calibration }) {
  const { t } = useTranslation('calibration')
  const { session, items, overall } = found
  return (
    <Page title={session.name} actions={<Actions project={project} found={found} />}>
      <div className={classes.columns}>
        <div className={classes.stack}>
          <Section title={t('items')} actions={<StateBadge state={session.state} />}>
            <Text size="sm" c="dimmed" mb="sm">
              {t(`stateHints.${session.state}`)}
            </Text>
            <ul className={classes.items}>
              {items.map((item) => (
                <ItemRow
                  key={item.task_id}
                  project={project}
                  session={session.id}
                  item={item}
                  open={session.state === 'open'}
                />
              ))}
            </ul>
          </Section>
        </div>
        <div className={classes.stack}>
          <Section title={t('people')}>
            <ul className={classes.people}>
              {session.people.map((person) => (
                <li key={person.id}>
                  <span className="lw-row">
                    <PersonAvatar name={person.name} />
                    <span className="lw-grow lw-ellipsis">{person.name}</span>
                    <Text size="sm" c="dimmed" className="lw-num">
                      {t('progress', { done: person.answered + person.skipped, of: session.items })}
                    </Text>
                  </span>
                  <Progress
                    size="sm"
                    mt={6}
                    value={((person.answered + person.skipped) / session.items) * 100}
                    aria-label={t('doneOf', {
                      name: person.name,
                      done: person.answered + person.skipped,
                      of: session.items,
                    })}
                  />
                </li>
              ))}
            </ul>
          </Section>
          {overall && (
            <Section title={t('agreement')}>
              <Interval score={overall} />
              <Text size="xs" c="dimmed" mt={4} mb="sm">
                {t('agreementHint')}
              </Text>
              <Alpha alpha={found.alpha} />
              <Couples found={found} />
            </Section>
          )}
        </div>
      </div>
    </Page>
  )
}

function Actions({ project, found: { session, items } }: { readonly project: string; readonly found: Calibration }) {
  const { t } = useTranslation('calibration')
  const role = useProject(project).data?.role ?? null
  const [asking, setAsking] = useState<'discuss' | 'close' | null>(null)
  const move = useMoveCalibration(project, session.id)
  const missing = session.people.reduce((sum, one) => sum + session.items - one.answered - one.skipped, 0)
  const unsettled = items.filter(({ state }) => state !== 'done').length
  const go = (step: 'discuss' | 'close'): void =>
    move.mutate(step, {
      onSuccess: () => {
        setAsking(null)
        tellDone(t(`told.${step}`))
      },
      onError: tellProblem,
    })
  return (
    <span className="lw-row">
      {session.own && session.state === 'open' && (
        <Button
          variant="default"
          leftSection={<IconPencil size={16} />}
          renderRoot={(props) => <Link {...props} to="/projects/$id/label" params={{ id: project }} />}
        >
          {t('answer')}
        </Button>
      )}
      {can(role, 'manage') && session.state === 'open' && (
        <Button
          leftSection={<IconMessages size={16} />}
          onClick={() => (missing > 0 ? setAsking('discuss') : go('discuss'))}
        >
          {t('discuss')}
        </Button>
      )}
      {can(role, 'manage') && session.state !== 'closed' && (
        <Button
          variant={session.state === 'open' ? 'default' : 'filled'}
          leftSection={<IconCheck size={16} />}
          onClick={() => (unsettled > 0 ? setAsking('close') : go('close'))}
        >
          {t('close')}
        </Button>
      )}
      <Confirm
        opened={asking !== null}
        title={t(asking === 'close' ? 'closeAsk' : 'discussAsk')}
        action={t(asking === 'close' ? 'close' : 'discuss')}
        busy={move.isPending}
        onConfirm={() => asking && go(asking)}
        onClose={() => setAsking(null)}
      >
        {asking === 'close' ? t('closeText', { count: unsettled }) : t('discussText', { count: missing })}
      </Confirm>
    </span>
  )
}

interface ItemRowProps {
  readonly project: string
  readonly session: string
  readonly item: CalibrationItem
  readonly open: boolean
}

function ItemRow({ project, session, item, open }: ItemRowProps) {
  const { t } = useTranslation('calibration')
  const { item: shown, agreement, state, answers, gold } = item
  const facts = [
    t('answers', { count: answers }),
    state === 'done' ? t('settled') : '',
    gold ? t('isGold') : '',
  ].filter(Boolean)
  return (
    <li>
      <Link
        className={classes.item ?? ''}
        to="/projects/$id/calibrations/$session/items/$task"
        params={{ id: project, session, task: item.task_id }}
      >
        {shown.thumbnail_url !== null && (
          <span className={classes.thumb}>
            <img src={shown.thumbnail_url} alt="" loading="lazy" />
          </span>
        )}
        <span className={classes.words}>
          <span className="lw-ellipsis">{shown.name}</span>
          {shown.text !== null && (
            <Text size="sm" c="dimmed" component="span" className="lw-ellipsis">
              {shown.text.slice(0, PREVIEW)}
            </Text>
          )}
          <Text size="xs" c="dimmed" component="span">
            {facts.join(' · ')}
          </Text>
        </span>
        {!open && (
          <span className="lw-num" title={t('agreementOf')}>
            {agreement === null ? '–' : percent(agreement)}
          </span>
        )}
      </Link>
    </li>
  )
}

/** How alike the answers are beyond what chance gives. */
function Alpha({ alpha }: Pick<Calibration, 'alpha'>) {
  const { t } = useTranslation('calibration')
  return (
    <div className={classes.alpha}>
      <Text size="sm" fw={550}>
        {t('alpha')}
      </Text>
      {alpha ? (
        <span className="lw-num" title={t('from', { low: coefficient(alpha.low), high: coefficient(alpha.high) })}>
          α {coefficient(alpha.value)}
          <Text component="span" size="sm" c="dimmed" ml={8}>
            {coefficient(alpha.low)} – {coefficient(alpha.high)}
          </Text>
        </span>
      ) : (
        <Text size="sm">{t('noAlpha')}</Text>
      )}
      <Text size="xs" c="dimmed">
        {t('alphaHint')}
      </Text>
    </div>
  )
}

/** Each two people with how alike their answers are, the least alike first. */
function Couples({ found: { session, couples } }: { readonly found: Calibration }) {
  const { t } = useTranslation('calibration')
  const names = new Map(session.people.map(({ id, name }) => [id, name]))
  if (session.people.length < 3) return null
  return (
    <table className="lw-table" aria-label={t('couples')}>
      <tbody>
        {[...couples]
          .sort((a, b) => a.alike.mean - b.alike.mean)
          .map(({ first, second, alike }) => (
            <tr key={`${first}:${second}`}>
              <td>
                {t('couple', { first: names.get(first), second: names.get(second) })}
                <Interval score={alike} />
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
