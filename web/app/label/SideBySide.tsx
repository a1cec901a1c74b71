// What annotators made of each thing, a column for each of them, and what stands of it; all within reach of the keys.
import { ActionIcon, NativeSelect, Text, UnstyledButton } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { coloredPeople, colorOf, type Annotation, type MountedEditor, type Patch } from '@editor'
import { ClassDot } from '@ui/ClassDot'
import { agrees, dropped, ghostsOf, PARTS, taken, type Part, type Thing, type Voices } from './adjudicate'
import { useAnnotation, useEditorState } from './useEditor'
import { useReasons } from './useReasons'
import classes from './SideBySide.module.css'

/** Keys that take over what the cell says, all of it or one respect. */
const PART_KEYS: Readonly<Record<string, Part>> = { Enter: 'all', ' ': 'all', g: 'shape', c: 'class', a: 'attributes' }

interface SideBySideProps {
  readonly editor: MountedEditor
  readonly voices: Voices
  /** What is judged: the consensus. */
  readonly base: readonly Annotation[]
  readonly reason: string
  readonly onReason: (reason: string) => void
}

export function SideBySide({ editor, voices, base, reason, onReason }: SideBySideProps) {
  const { t } = useTranslation('label')
  const reasons = useReasons()
  const { names, things } = voices
  const readonly = useEditorState(editor, (state) => state.readonly)
  const [part, setPart] = useState<Part>('all')
  const [at, setAt] = useState({ row: 0, column: 0 })
  const [looked, setLooked] = useState(false)
  const grid = useRef<HTMLDivElement>(null)
  const chosen = looked ? (things[at.row] ?? null) : null
  const colors = useMemo(() => coloredPeople(names.slice(1)), [names])

  useEffect(() => {
    editor.setCompare(base, { annotations: ghostsOf(voices, chosen), colors })
    return () => editor.setCompare(base)
  }, [editor, base, voices, chosen, colors, readonly])

  const apply = (patch: Patch | null): void => {
    if (!patch || readonly) return
    editor.apply(patch)
    editor.select(patch.ops.flatMap(({ id, after }) => (after ? [id] : [])))
  }
  const take = (thing: Thing, column: number, which: Part): void =>
    apply(taken(thing, names[column] ?? '', thing.said[column], which, editor.document.get(thing.id)))
  const drop = (thing: Thing): void => apply(dropped(thing, editor.document.get(thing.id)))
  const goTo = (row: number, column: number): void => {
    const next = { row: within(row, things.length), column: within(column, names.length) }
    setAt(next)
    setLooked(true)
    grid.current?.querySelector<HTMLElement>(`[data-cell="${String(next.row)}:${String(next.column)}"]`)?.focus()
    const thing = things[next.row]
    if (!thing) return
    editor.select(editor.document.get(thing.id) ? [thing.id] : [])
    if (next.row !== at.row) editor.reveal(thing.id)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const { row, column } = at
    const thing = things[row]
    if (event.ctrlKey || event.metaKey || event.altKey || !thing) return
    const step = STEPS[event.key]
    const which = PART_KEYS[event.key]
    if (step) goTo(row + step[0], column + step[1])
    else if (which) take(thing, column, which)
    else if (/^[0-9]$/.test(event.key)) take(thing, Number(event.key), part)
    else if (event.key === 'Delete' || event.key === 'Backspace') drop(thing)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div className={classes.pane}>
      <div className={classes.options}>
        <NativeSelect
          size="xs"
          label={t('adjudicate.part')}
          value={part}
          onChange={(event) => setPart(event.currentTarget.value as Part)}
          data={PARTS.map((one) => ({ value: one, label: t(`adjudicate.parts.${one}`) }))}
        />
        <NativeSelect
          size="xs"
          label={t('adjudicate.reason')}
          value={reason}
          onChange={(event) => onReason(event.currentTarget.value)}
          data={[{ value: '', label: t('adjudicate.noReason') }, ...reasons.map((one) => ({ value: one, label: one }))]}
        />
      </div>
      <div className={classes.scroll}>
        <div
          ref={grid}
          role="grid"
          aria-label={t('adjudicate.title')}
          data-keys="shared"
          className={classes.grid}
          style={{
            gridTemplateColumns: `1.25rem repeat(${String(names.length)}, minmax(0, 1fr)) 1.5rem`,
            minWidth: `${String(3.5 + names.length * 4)}rem`,
          }}
          onKeyDown={onKeyDown}
        >
          <div role="row" className={classes.row}>
            <span role="columnheader" aria-label={t('adjudicate.thing')} />
            {names.map((name, column) => (
              <span key={column} role="columnheader" className={classes.head} title={name}>
                {column > 0 && <ClassDot name={name} color={colors.get(name)} />}
                <span className="lw-ellipsis">{name}</span>
                {column < 10 && <kbd className={classes.key}>{column}</kbd>}
              </span>
            ))}
            <span role="columnheader" aria-label={t('adjudicate.drop')} />
          </div>
          {things.map((thing, row) => (
            <ThingRow
              key={thing.id}
              editor={editor}
              names={names}
              thing={thing}
              row={row}
              active={at.row === row ? at.column : -1}
              chosen={chosen === thing}
              readonly={readonly}
              onGo={(column) => goTo(row, column)}
              onTake={(column) => take(thing, column, part)}
              onDrop={() => drop(thing)}
            />
          ))}
        </div>
      </div>
      <Text size="xs" c="dimmed" className={classes.hint}>
        {t('adjudicate.hint')}
      </Text>
    </div>
  )
}

/** What each arrow does to row and column. */
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
}

function within(place: number, count: number): number {
  return Math.max(0, Math.min(count - 1, place))
}

interface ThingRowProps {
  readonly editor: MountedEditor
  readonly names: readonly string[]
  readonly thing: Thing
  readonly row: number
  /** The column that the keyboard is on, −1 where it is in another row. */
  readonly active: number
  readonly chosen: boolean
  readonly readonly: boolean
  readonly onGo: (column: number) => void
  readonly onTake: (column: number) => void
  readonly onDrop: () => void
}

function ThingRow({ editor, names, thing, row, active, chosen, readonly, onGo, onTake, onDrop }: ThingRowProps) {
  const { t } = useTranslation('label')
  const stands = useAnnotation(editor, thing.id)
  const name = stands?.class ?? ''
  return (
    <div role="row" className={classes.row} data-chosen={chosen || undefined} data-out={stands ? undefined : true}>
      <span role="rowheader" className={classes.number}>
        {row + 1}
      </span>
      {thing.said.map((said, column) => {
        const held = agrees(said, stands)
        const told = { name: names[column] ?? '', said: said?.class ?? '', row: row + 1 }
        return (
          <span key={column} role="gridcell" aria-selected={held} className={classes.cell}>
            <UnstyledButton
              className={classes.said}
              data-cell={`${String(row)}:${String(column)}`}
              data-held={held || undefined}
              tabIndex={active === column ? 0 : -1}
              disabled={readonly}
              aria-label={t(said ? 'adjudicate.saidOf' : 'adjudicate.sawNothing', told)}
              onClick={() => {
                onGo(column)
                onTake(column)
              }}
            >
              {said ? (
                <>
                  <ClassDot name={said.class} color={colorOf(editor.ontology, said.class)} />
                  <span className="lw-ellipsis">{said.class}</span>
                </>
              ) : (
                <span className={classes.nothing}>—</span>
              )}
            </UnstyledButton>
          </span>
        )
      })}
      <span role="gridcell">
        {stands && !readonly && (
          <ActionIcon size="sm" aria-label={t('deleteOne', { name })} tabIndex={-1} onClick={onDrop}>
            <IconTrash size={14} />
          </ActionIcon>
        )}
      </span>
    </div>
  )
}
