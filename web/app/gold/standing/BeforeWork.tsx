// What comes before the work: the way there, or how a round of it went.
import { Button, Text, Title } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { OwnStanding } from '@client/queries/gold'
import type { Test } from '@client/types'
import { percent } from '@ui/format'
import { EnterKey } from '@ui/Keys'
import { Range } from '@ui/Range'
import { ResultBox } from './ResultList'
import { stepsOf, turnOf, type Step, type Turn } from './turn'
import classes from './Standing.module.css'

interface BeforeWorkProps {
  readonly project: string
  readonly standing: OwnStanding
  /** The round that is just over. */
  readonly round: Test['kind'] | null
  readonly onGoOn: () => void
}

const TITLES = {
  begin: 'before.title',
  trained: 'before.trained',
  trainedWork: 'before.trained',
  qualified: 'before.qualified',
  notYet: 'before.notYet',
  failed: 'stopped.failed',
} as const satisfies Readonly<Record<Turn, string>>

const ACTIONS = {
  begin: 'before.begin',
  trained: 'before.begin',
  trainedWork: 'before.toWork',
  qualified: 'before.toWork',
  notYet: 'before.tryAgain',
  failed: null,
} as const satisfies Readonly<Record<Turn, string | null>>

export function BeforeWork({ project, standing, round, onGoOn }: BeforeWorkProps) {
  const { t } = useTranslation('gold')
  const { t: label } = useTranslation('label')
  const turn = turnOf(standing, round)
  const action = ACTIONS[turn]
  const results = round === 'qualify' ? standing.feedback.filter(({ pool }) => pool === 'qualify') : []
  return (
    <section className={`${classes.card ?? ''} lw-panel`} aria-live="polite">
      <Title order={1}>{t(TITLES[turn])}</Title>
      <Words turn={turn} standing={standing} />
      {(turn === 'begin' || turn === 'trained') && <Steps standing={standing} />}
      {round === 'qualify' && <Reached standing={standing} />}
      <ResultBox project={project} results={results} />
      <div className="lw-row">
        {action && (
          <Button onClick={onGoOn} rightSection={<EnterKey />} autoFocus>
            {t(action)}
          </Button>
        )}
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

function Words({ turn, standing }: { readonly turn: Turn; readonly standing: OwnStanding }) {
  const { t } = useTranslation('gold')
  const left = standing.tries_left ?? 0
  const words = {
    begin: '',
    trained: t('before.trainedText'),
    trainedWork: t('before.trainedWork'),
    qualified: t('before.qualifiedText'),
    notYet: t('before.notYetText', { count: left }),
    failed: `${t('stopped.failedText')} ${standing.reason}`,
  }[turn]
  return words ? <Text c="dimmed">{words}</Text> : null
}

function Steps({ standing }: { readonly standing: OwnStanding }) {
  const { t } = useTranslation('gold')
  const pass = percent(standing.qualify?.pass ?? 0)
  const left = standing.tries_left ?? 0
  const text = ({ kind, of }: Step): string =>
    kind === 'work' ? t('before.steps.work') : t(`before.steps.${kind}`, { count: of, pass })
  return (
    <ol className={classes.steps}>
      {stepsOf(standing).map((step, index) => (
        <li
          key={step.kind}
          className={classes.step}
          data-now={step.place === 'now' || undefined}
          data-done={step.place === 'done' || undefined}
          aria-current={step.place === 'now' ? 'step' : undefined}
        >
          <span className={classes.number} aria-hidden>
            {step.place === 'done' ? <IconCheck size={14} stroke={2.2} /> : index + 1}
          </span>
          <span>
            {text(step)}
            {step.kind === 'qualify' && left > 0 && (
              <Text span c="dimmed">{` ${t('before.triesLeft', { count: left })}`}</Text>
            )}
            {step.place === 'done' && <Text span c="dimmed">{` (${t('before.done')})`}</Text>}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** How much was right, beside what is asked for. */
function Reached({ standing: { qualify } }: { readonly standing: OwnStanding }) {
  const { t } = useTranslation('gold')
  if (!qualify || qualify.score === null) return null
  const { score, pass } = qualify
  return (
    <div>
      <Range mean={score} pass={pass} wide />
      <Text size="sm" mt={6} className="lw-num">
        {t('before.score', { score: percent(score), pass: percent(pass) })}
      </Text>
    </div>
  )
}
