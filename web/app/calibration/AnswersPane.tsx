// The answers of a calibration side by side: a row for each thing, a column for each person; and which one stands.
import { Button, Switch, Text, UnstyledButton } from '@mantine/core'
import { IconAward, IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  useChooseAnswer,
  type CalibrationAnswer,
  type CalibrationAnswers,
  type CalibrationSession,
} from '@client/queries/calibrations'
import { useProject } from '@client/queries/projects'
import { colorOf, type Ontology } from '@editor'
import { ClassDot } from '@ui/ClassDot'
import { duration } from '@ui/format'
import { MakeGold } from '../gold/MakeGold'
import { tellDone, tellProblem } from '../notices'
import { can } from '../roles'
import type { Cell, Row } from './matrix'
import classes from './Calibration.module.css'

interface AnswersPaneProps {
  readonly project: string
  readonly session: CalibrationSession
  readonly found: CalibrationAnswers
  readonly rows: readonly Row[]
  /** Of each person by name. */
  readonly colors: ReadonlyMap<string, string>
  readonly ontology: Ontology
  /** Brings a thing into view. */
  readonly onLook: (row: number) => void
  /** Holds the others against another answer. */
  readonly onAgainst: (answer: string) => void
}

export function AnswersPane({ project, session, found, rows, colors, ontology, onLook, onAgainst }: AnswersPaneProps) {
  const { t } = useTranslation('calibration')
  const [all, setAll] = useState(false)
  const [chosen, setChosen] = useState(-1)
  const { answers, against } = found
  const listed = rows.flatMap((row, index) => (all || row.differs ? [{ row, index }] : []))
  if (answers.length === 0) {
    return (
      <Text size="sm" c="dimmed" p="md">
        {t('nobodyAnswered')}
      </Text>
    )
  }
  return (
    <div className={classes.pane}>
      <ul className={classes.answers} aria-label={t('whose')}>
        {answers.map((answer) => (
          <AnswerLine
            key={answer.id}
            project={project}
            session={session}
            found={found}
            answer={answer}
            color={colors.get(answer.annotator.name)}
            onAgainst={onAgainst}
          />
        ))}
      </ul>
      {answers.length > 1 && (
        <>
          <div className={classes.options}>
            <Text size="xs" c="dimmed" className="lw-grow">
              {t('against', { name: answers.find(({ id }) => id === against)?.annotator.name })}
            </Text>
            <Switch
              size="xs"
              label={t('showAll')}
              checked={all}
              onChange={(event) => setAll(event.currentTarget.checked)}
            />
          </div>
          {listed.length === 0 ? (
            <Text size="sm" p="md" role="status">
              {t('allAgree')}
            </Text>
          ) : (
            <div className={classes.scroll} tabIndex={0} role="group" aria-label={t('sideBySide')}>
              <table className={classes.matrix}>
                <thead>
                  <tr>
                    <th scope="col" aria-label={t('thing')} />
                    {answers.map(({ id, annotator }) => (
                      <th key={id} scope="col" title={annotator.name} data-against={id === against || undefined}>
                        <span className="lw-row" style={{ gap: 4 }}>
                          <ClassDot name={annotator.name} color={colors.get(annotator.name)} />
                          <span className="lw-ellipsis">{annotator.name}</span>
                        </span>
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {listed.map(({ row, index }) => (
                    <tr key={row.key} data-chosen={index === chosen || undefined}>
                      <th scope="row">
                        <UnstyledButton
                          className={classes.number}
                          aria-label={t('look', { n: index + 1 })}
                          onClick={() => {
                            setChosen(index)
                            onLook(index)
                          }}
                        >
                          {index + 1}
                        </UnstyledButton>
                      </th>
                      {row.cells.map((cell, column) => (
                        <CellOf key={answers[column]?.id} cell={cell} ontology={ontology} />
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
    </div>
  )
}

function CellOf({ cell: { said, kinds }, ontology }: { readonly cell: Cell; readonly ontology: Ontology }) {
  const { t } = useTranslation('calibration')
  return (
    <td data-differs={kinds.length > 0 || undefined} title={kinds.map((kind) => t(`kinds.${kind}`)).join(' · ')}>
      {said ? (
        <span className="lw-row" style={{ gap: 4 }}>
          <ClassDot name={said.class} color={colorOf(ontology, said.class)} />
          <span className="lw-ellipsis">{said.class}</span>
        </span>
      ) : (
        <span aria-label={t('kinds.missing')}>–</span>
      )}
      {kinds.length > 0 && said && (
        <span className={classes.kinds}>{kinds.map((kind) => t(`kinds.${kind}`)).join(', ')}</span>
      )}
    </td>
  )
}

interface AnswerLineProps {
  readonly project: string
  readonly session: CalibrationSession
  readonly found: CalibrationAnswers
  readonly answer: CalibrationAnswer
  readonly color: string | undefined
  readonly onAgainst: (answer: string) => void
}

function AnswerLine({ project, session, found: { item, against }, answer, color, onAgainst }: AnswerLineProps) {
  const { t } = useTranslation('calibration')
  const role = useProject(project).data?.role ?? null
  const choose = useChooseAnswer(project, session.id, item.task_id)
  const [making, setMaking] = useState(false)
  const stands = item.truth_answer_id === answer.id
  const mayChoose = can(role, 'manage') && session.state === 'discussing'
  const told = [
    answer.id === against ? t('middle') : t('differences', { count: answer.differences.length }),
    answer.seconds === null ? '' : duration(answer.seconds),
  ].filter(Boolean)
  return (
    <li data-stands={stands || undefined}>
      <UnstyledButton className={classes.person} onClick={() => onAgainst(answer.id)} title={t('holdAgainst')}>
        <ClassDot name={answer.annotator.name} color={color} />
        <span className={classes.words}>
          <span className="lw-ellipsis">{answer.annotator.name}</span>
          <Text size="xs" c="dimmed" component="span">
            {told.join(' · ')}
          </Text>
        </span>
      </UnstyledButton>
      {stands ? (
        <span className={classes.standing}>
          <IconCheck size={14} /> {t('stands')}
        </span>
      ) : (
        mayChoose && (
          <Button
            size="compact-xs"
            variant="default"
            loading={choose.isPending}
            onClick={() =>
              choose.mutate(answer.id, {
                onSuccess: () => tellDone(t('chosen', { name: answer.annotator.name })),
                onError: tellProblem,
              })
            }
          >
            {t('letStand')}
          </Button>
        )
      )}
      {stands && can(role, 'manage') && !item.gold && (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconAward size={12} />}
          onClick={() => setMaking(true)}
        >
          {t('makeGold')}
        </Button>
      )}
      <MakeGold
        project={project}
        tasks={[item.task_id]}
        answer={answer.id}
        opened={making}
        onClose={() => setMaking(false)}
      />
    </li>
  )
}
