// What a check would find in the newest answers there are, before it is saved.
import { Button, Text } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useTryChecks, type CheckTrial } from '@client/queries/checks'
import type { Id, SpecDocument } from '@client/types'
import { count } from '@ui/format'
import { ProblemView } from '../../ProblemView'
import classes from './Checks.module.css'

interface TryCheckProps {
  readonly project: Id
  /** The document with no check but the one to try. */
  readonly document: SpecDocument
  /** Whether the check is not complete. */
  readonly disabled: boolean
}

export function TryCheck({ project, document, disabled }: TryCheckProps) {
  const { t } = useTranslation('checks')
  const { mutate, data, error, variables, isPending } = useTryChecks(project)
  const current = variables !== undefined && asked(variables) === asked(document)
  return (
    <div className={classes.trial}>
      <div className="lw-row">
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconFlask size={14} />}
          loading={isPending}
          disabled={disabled}
          onClick={() => mutate(document)}
        >
          {t('try.button')}
        </Button>
        <Text size="sm" {...(data && current ? {} : { c: 'dimmed' })} role="status">
          {current ? data && <Told trial={data} /> : t('try.hint')}
        </Text>
      </div>
      {current && error && <ProblemView error={error} />}
      {current && data && <Examples project={project} trial={data} />}
    </div>
  )
}

/** How much was found, in how many answers of how many that were looked at. */
function Told({ trial }: { readonly trial: CheckTrial }) {
  const { t } = useTranslation('checks')
  const tried = trial.checks[0]
  if (!tried) return null
  if (trial.answers === 0) return t('try.noAnswers')
  const looked = t(trial.more ? 'try.newest' : 'try.all', { count: trial.answers, formatted: count(trial.answers) })
  const said =
    tried.findings === 0
      ? t('try.nothing', { looked })
      : t('try.found', {
          count: tried.findings,
          formatted: count(tried.findings),
          answers: count(tried.answers),
          looked,
        })
  return (
    <>
      {said}
      {tried.compares && ` ${t('try.compares')}`}
    </>
  )
}

function Examples({ project, trial }: { readonly project: Id; readonly trial: CheckTrial }) {
  const { t } = useTranslation('checks')
  const found = trial.checks[0]?.found ?? []
  if (found.length === 0) return null
  return (
    <ul className={classes.found} aria-label={t('try.examples')}>
      {found.map(({ task, finding }, at) => (
        <li key={at}>
          <Text size="sm" component="div">
            <Link
              to="/projects/$id/items/$task"
              params={{ id: project, task: task.id }}
              search={finding.annotations?.length ? { marks: finding.annotations.join(' ') } : {}}
              target="_blank"
              className="lw-link"
            >
              {task.name}
            </Link>{' '}
            {finding.message}
          </Text>
        </li>
      ))}
    </ul>
  )
}

/** What the trial of a document depends on. */
function asked({ checks, classes: own, media }: SpecDocument): string {
  return JSON.stringify([checks, own, media])
}
