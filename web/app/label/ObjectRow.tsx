// One object as a line of the list. Thousands come and go while one scrolls, so a line holds little and asks for little.
import { IconCirclesRelation, IconEyeOff, IconLock, IconPin } from '@tabler/icons-react'
import { memo, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { chosenBy, colorOf, whole, type Editor, type EditorState } from '@editor'
import { ClassDot } from '@ui/ClassDot'
import { useAnnotation, useDerived, type Pieces } from './useEditor'
import classes from './Label.module.css'

/** How many pixels a line is high. */
export const ROW = 32

const SIGNS = ['hidden', 'locked', 'pinned'] as const
const OF_LOOKS: Pieces = ['selection', 'hover', 'comparing', 'edits']
const OF_SIGNS: Pieces = [...SIGNS, 'edits']

interface ObjectRowProps {
  readonly editor: Editor
  readonly id: string
  readonly top: number
  readonly number: number
  readonly count: number
}

export const ObjectRow = memo(function ObjectRow({ editor, id, top, number, count }: ObjectRowProps) {
  const facts = useDerived(
    editor,
    ({ state: { selection, hover }, comparison }) => {
      const looks = `${selection.has(id) ? 's' : ''}${hover === id ? 'h' : ''}`
      return `${looks} ${comparison?.differences.get(id) ?? ''}`
    },
    OF_LOOKS,
  )
  const [looks = '', difference] = facts.split(' ')
  const selected = looks.includes('s')
  return (
    <div
      id={`object-${id}`}
      role="option"
      aria-selected={selected}
      aria-setsize={count}
      aria-posinset={number}
      className={classes.object}
      data-selected={selected || undefined}
      data-hovered={looks.includes('h') || undefined}
      data-difference={difference || undefined}
      style={{ top, height: ROW }}
      onClick={(event) => {
        if (event.shiftKey || event.ctrlKey || event.metaKey) editor.select(toggled(editor, id))
        else {
          editor.select(event.altKey ? [id] : chosenBy(editor, id))
          editor.reveal(id)
        }
      }}
      onContextMenu={(event) => askForMenu(event, editor, id)}
      onDoubleClick={() => editor.reveal(id, true)}
    >
      <Content editor={editor} id={id} />
    </div>
  )
})

/** What a line says. It stays as it is while others come and go before it. */
const Content = memo(function Content({ editor, id }: { editor: Editor; id: string }) {
  const annotation = useAnnotation(editor, id)
  const facts = useDerived(
    editor,
    ({ document, state }) => `${String(document.together(id).length)} ${signsOf(state, id)}`,
    OF_SIGNS,
  )
  if (!annotation) return null
  const [together, ...signs] = facts.split(' ')
  const attributes = Object.entries(annotation.attributes)
    .filter(([, value]) => value !== false && value !== '')
    .map(([name, value]) => (value === true ? name : String(value)))
    .join(', ')
  return (
    <>
      <ClassDot name={annotation.class} color={colorOf(editor.ontology, annotation.class)} />
      <span className="lw-ellipsis" style={{ flex: '0 1 auto' }}>
        {annotation.class}
      </span>
      <span className={`${classes.objectNote ?? ''} lw-ellipsis lw-grow`}>
        {spanText(editor, annotation.value) ?? attributes}
      </span>
      {annotation.annotator && (
        <span className={`${classes.objectNote ?? ''} lw-ellipsis`}>{annotation.annotator}</span>
      )}
      {facts !== '1 ' && <Signs signs={signs} together={Number(together)} />}
    </>
  )
})

function Signs({ signs, together }: { signs: readonly string[]; together: number }) {
  const { t } = useTranslation('label')
  const look = { size: 14, role: 'img', className: classes.objectSign ?? '' } as const
  return (
    <>
      {together > 1 && <IconCirclesRelation {...look} aria-label={t('isOfCompound', { count: together - 1 })} />}
      {signs.includes('hidden') && <IconEyeOff {...look} aria-label={t('isHidden')} />}
      {signs.includes('locked') && <IconLock {...look} aria-label={t('isLocked')} />}
      {signs.includes('pinned') && <IconPin {...look} aria-label={t('isPinned')} />}
    </>
  )
}

function signsOf(state: EditorState, id: string): string {
  return SIGNS.filter((sign) => state[sign].has(id)).join(' ')
}

/** What is selected with one and its compound besides, or without them. */
function toggled(editor: Editor, id: string): Set<string> {
  const { selection } = editor.getState()
  const ids = whole(editor, [id])
  return selection.has(id)
    ? new Set([...selection].filter((one) => !ids.includes(one)))
    : new Set([...selection, ...ids])
}

/** The menu of what is selected, with this one among it. */
function askForMenu(event: MouseEvent, editor: Editor, id: string): void {
  event.preventDefault()
  if (!editor.getState().selection.has(id)) editor.select(whole(editor, [id]))
  editor.commands.run('help.menu', { x: event.clientX, y: event.clientY })
}

/** The words that an annotation of a text covers; undefined on other media. */
function spanText(editor: Editor, value: Readonly<Record<string, unknown>>): string | undefined {
  const { start, end } = value
  const { text } = editor.getState().item
  if (text === undefined || typeof start !== 'number' || typeof end !== 'number') return undefined
  return editor.text?.slice(start, end)
}
