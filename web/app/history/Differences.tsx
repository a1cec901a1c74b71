// What two answers do not say alike, as a list that one goes through; each leads to its place.
import { Skeleton, Text, Title, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Change, Compared } from '@client/queries/history'
import { ClassDot } from '@ui/ClassDot'
import { count, percent } from '@ui/format'
import { ProblemView } from '../ProblemView'
import { useClassColors } from '../spec/colors'
import { hasMoves } from './small'
import { SmallMoves } from './SmallMoves'
import classes from './History.module.css'

interface DifferencesProps {
  readonly compared: Compared | undefined
  /** Those that are told, and how small moves are that are not. */
  readonly changes: readonly Change[]
  readonly least: number
  readonly onLeast: (least: number) => void
  readonly waits: boolean
  readonly error: unknown
  readonly answers: number
  readonly chosen: number
  readonly onChoose: (place: number) => void
  readonly onHover: (change: Change | null) => void
}

export function Differences({
  compared,
  changes,
  least,
  onLeast,
  waits,
  error,
  answers,
  chosen,
  onChoose,
  onHover,
}: DifferencesProps) {
  const { t } = useTranslation('history')
  const all = compared?.changes ?? []
  return (
    <section className={classes.part} aria-labelledby="history-differences">
      <div className={classes.heading}>
        <Title order={2} id="history-differences" fz="inherit" className="lw-grow">
          {t('differences')} {changes.length > 0 && <span className="lw-num">{count(changes.length)}</span>}
        </Title>
        {compared && (
          <Text size="xs" c="dimmed">
            {t('alike', { share: percent(compared.alike) })}
          </Text>
        )}
      </div>
      {hasMoves(all) && <SmallMoves least={least} leftOut={all.length - changes.length} onLeast={onLeast} />}
      <div className={classes.changes} tabIndex={0} role="group" aria-labelledby="history-differences">
        {error !== null && <ProblemView error={error} />}
        {waits && !compared && <Skeleton height={80} />}
        {!compared && !waits && error === null && (
          <Text size="sm" c="dimmed" p="xs">
            {t(answers === 0 ? 'none' : 'oneOnly')}
          </Text>
        )}
        {compared && all.length === 0 && (
          <Text size="sm" c="dimmed" p="xs">
            {t('same')}
          </Text>
        )}
        {changes.map((change, place) => (
          <UnstyledButton
            key={`${change.before ?? ''}:${change.after ?? ''}`}
            className={classes.change}
            aria-current={place === chosen}
            onClick={() => onChoose(place)}
            onMouseEnter={() => onHover(change)}
            onMouseLeave={() => onHover(null)}
          >
            <ChangeText change={change} />
          </UnstyledButton>
        ))}
      </div>
    </section>
  )
}

function ChangeText({ change }: { readonly change: Change }) {
  const { t } = useTranslation('history')
  const color = useClassColors()
  const name = change.class_after || change.class_before || ''
  return (
    <>
      <span className="lw-row">
        <ClassDot name={name} color={color(name)} />
        <Text size="sm" fw={550} component="span" className="lw-ellipsis">
          {name}
        </Text>
        <span className={classes.kind} data-kind={change.kind}>
          {t(`kinds.${change.kind}`)}
        </span>
      </span>
      {useFacts(change).map((fact) => (
        <Text key={fact} size="xs" c="dimmed" component="span" display="block" style={{ overflowWrap: 'anywhere' }}>
          {fact}
        </Text>
      ))}
    </>
  )
}

/** What exactly differs, a line for each respect. */
function useFacts(change: Change): readonly string[] {
  const { t } = useTranslation('history')
  const { what = [], class_before: was = '', class_after: now = '', likeness = 1, moved = null } = change
  const [before, after] = change.words ?? ['', '']
  const facts: string[] = []
  if (change.kind !== 'changed') return before || after ? [`“${before || after}”`] : []
  if (what.includes('class')) facts.push(t('class', { before: was, after: now }))
  if (what.includes('place') && before !== after) facts.push(t('words', { before, after }))
  else if (what.includes('place')) facts.push(placeText(t, likeness, moved))
  for (const one of change.attributes ?? []) {
    facts.push(t('attribute', { name: one.name, before: said(t, one.before), after: said(t, one.after) }))
  }
  if (what.includes('note')) facts.push(t('noteChanged'))
  return facts
}

type Translate = ReturnType<typeof useTranslation<'history'>>['t']

function placeText(t: Translate, share: number, moved: number | null): string {
  const likeness = percent(share)
  return moved === null ? t('place', { likeness }) : t('moved', { pixels: moved.toFixed(1), likeness })
}

function said(t: Translate, value: unknown): string {
  return value === null ? t('nothing') : Array.isArray(value) ? value.join(', ') : String(value)
}
