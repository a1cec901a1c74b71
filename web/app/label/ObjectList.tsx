// The accessible twin of the canvas: every object as a line, from front to back, all of it within reach of the keyboard.
import { Text } from '@mantine/core'
import { IconEye, IconEyeOff, IconLock, IconLockOpen, IconPin, IconPinnedOff, IconTrash } from '@tabler/icons-react'
import {
  memo,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { Editor, EditorState } from '@editor'
import { ObjectFilter } from './ObjectFilter'
import { ObjectRow, ROW } from './ObjectRow'
import { EVERYTHING, orderedIds } from './objectOrder'
import { useAnnotation, useAnnotationIds, useDerived, useEditorState, type Pieces } from './useEditor'
import { useLines } from './useLines'
import classes from './Label.module.css'

/** Lists of so many objects can be searched and sorted. */
const QUERY_FROM = 8

const selectionOf = (state: EditorState) => state.selection
const OF_SELECTION: Pieces = ['selection']
const editsOf = (state: EditorState) => state.edits
/** A list of everything is in the order of the ids, whatever becomes of each. */
const none = () => 0

export function ObjectList({ editor }: { editor: Editor }) {
  const { t } = useTranslation('label')
  const all = useAnnotationIds(editor)
  const [query, setQuery] = useState(EVERYTHING)
  const edits = useEditorState(editor, query === EVERYTHING ? none : editsOf)
  const ids = useMemo(
    () => orderedIds(editor.document, query, (id) => sizeOf(editor, id)),
    // The document is the same object for ever: that it changed is told by its ids and the count of edits.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [editor, query, all, edits],
  )
  const selection = useEditorState(editor, selectionOf, OF_SELECTION)
  const [pane, setPane] = useState<HTMLElement | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const [pointed, setPointed] = useState<string | null>(null)
  const at = (index: number): string | undefined => ids[index]
  const placeOf = (id: string): number => ids.indexOf(id)
  const chosen = [...selection].at(-1)
  const active = chosen === undefined ? -1 : placeOf(chosen)
  const over = pointed === null ? -1 : placeOf(pointed)
  const acted = over < 0 ? active : over
  const actedId = at(acted)

  useEffect(() => {
    if (!pane || active < 0 || active >= ids.length) return
    return afterFrame(() => bringIntoView(pane, active * ROW))
  }, [pane, active, ids.length])

  const point = (id: string | null): void => {
    setPointed(id)
    editor.hover(id)
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const { top } = event.currentTarget.getBoundingClientRect()
    const id = at(Math.floor((event.clientY - top) / ROW)) ?? null
    if (id !== pointed) point(id)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: ids.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const id = at(Math.max(0, Math.min(ids.length - 1, to)))
    if (id === undefined) return
    const kept = event.shiftKey ? [...selection].filter((other) => other !== id) : []
    editor.select([...kept, id])
    editor.reveal(id)
  }

  if (all.length === 0) return <NoObjects editor={editor} />
  return (
    <div className={classes.objectPane}>
      {(all.length >= QUERY_FROM || query !== EVERYTHING) && (
        <ObjectFilter query={query} onQuery={setQuery} found={ids.length} />
      )}
      <div ref={setPane} className={classes.objects}>
        <div
          style={{ height: ids.length * ROW, position: 'relative' }}
          onPointerMove={onPointerMove}
          onPointerLeave={() => point(null)}
        >
          <div
            ref={list}
            className={classes.objectRows}
            role="listbox"
            aria-multiselectable
            aria-label={t('objectList')}
            aria-activedescendant={chosen === undefined ? undefined : `object-${chosen}`}
            data-keys="shared"
            tabIndex={0}
            onKeyDown={onKeyDown}
          >
            <Rows editor={editor} pane={pane} ids={ids} />
          </div>
          {actedId !== undefined && (
            <ObjectActions
              editor={editor}
              id={actedId}
              number={acted + 1}
              top={acted * ROW}
              onRemoved={() => list.current?.focus()}
            />
          )}
        </div>
      </div>
    </div>
  )
}

interface RowsProps {
  readonly editor: Editor
  readonly pane: HTMLElement | null
  readonly ids: readonly string[]
}

/** The lines in view. They are not gone through again because another is chosen, nor the rest because they scroll. */
const Rows = memo(function Rows({ editor, pane, ids }: RowsProps) {
  const lines = useLines(pane, ids.length, ROW)
  return lines.indices.map((index) => {
    const id = ids[index]
    if (id === undefined) return null
    return (
      <ObjectRow
        key={lines.placeOf(index)}
        editor={editor}
        id={id}
        top={index * ROW}
        number={index + 1}
        count={ids.length}
      />
    )
  })
})

function NoObjects({ editor }: { editor: Editor }) {
  const { t } = useTranslation('label')
  const media = useEditorState(editor, (state) => state.item.media)
  return (
    <div style={{ padding: '1.5rem 1rem', textAlign: 'center' }}>
      <Text fw={550}>{t('noObjects')}</Text>
      <Text size="sm" c="dimmed">
        {t(media === 'text' ? 'noObjectsText' : 'noObjectsImage')}
      </Text>
    </div>
  )
}

interface ObjectActionsProps {
  readonly editor: Editor
  readonly id: string
  readonly number: number
  readonly top: number
  readonly onRemoved: () => void
}

/** What can be done to one object, over the end of its line: a list's options hold no buttons. */
function ObjectActions({ editor, id, number, top, onRemoved }: ObjectActionsProps) {
  const { t } = useTranslation('label')
  const annotation = useAnnotation(editor, id)
  const facts = useDerived(editor, ({ state }) => FACTS.filter((fact) => isFact(state, fact, id)).join(' '), FACTS)
  const [hidden, locked, pinned] = [facts.includes('hidden'), facts.includes('locked'), facts.includes('pinned')]
  const [selected, readonly] = [facts.includes('selection'), facts.includes('readonly')]
  if (!annotation) return null
  const name = `${annotation.class} ${String(number)}`
  const flip = (which: 'hidden' | 'locked' | 'pinned'): void => {
    const next = new Set(editor.getState()[which])
    if (!next.delete(id)) next.add(id)
    editor.set({ [which]: next })
  }
  const remove = (): void => {
    editor.apply({ ops: [{ id, before: annotation, after: null }], origin: 'local', label: t('deleteOne', { name }) })
    onRemoved()
  }
  return (
    <div
      className={classes.objectActions}
      role="toolbar"
      aria-label={t('actionsOf', { name })}
      data-selected={selected || undefined}
      style={{ top, height: ROW }}
    >
      <Action name={t(hidden ? 'show' : 'hide', { name })} onClick={() => flip('hidden')}>
        {hidden ? <IconEyeOff size={14} /> : <IconEye size={14} />}
      </Action>
      {!readonly && (
        <>
          <Action name={t(locked ? 'unlock' : 'lock', { name })} onClick={() => flip('locked')}>
            {locked ? <IconLock size={14} /> : <IconLockOpen size={14} />}
          </Action>
          <Action name={t(pinned ? 'unpin' : 'pin', { name })} onClick={() => flip('pinned')}>
            {pinned ? <IconPin size={14} /> : <IconPinnedOff size={14} />}
          </Action>
          <Action name={t('deleteOne', { name })} disabled={locked} onClick={remove}>
            <IconTrash size={14} />
          </Action>
        </>
      )}
    </div>
  )
}

interface ActionProps {
  readonly name: string
  readonly disabled?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

/** A plain button: these are drawn anew with every selection, and a styled one costs ten times as much. */
function Action({ name, disabled = false, onClick, children }: ActionProps) {
  return (
    <button
      type="button"
      className={classes.objectAction}
      aria-label={name}
      title={name}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  )
}

const FACTS = ['hidden', 'locked', 'pinned', 'selection', 'readonly'] as const

function isFact(state: EditorState, fact: (typeof FACTS)[number], id: string): boolean {
  return fact === 'readonly' ? state.readonly : state[fact].has(id)
}

/** Scrolls no farther than needed for the line that begins there to be seen. */
function bringIntoView(pane: HTMLElement, top: number): void {
  const first = top + ROW - pane.clientHeight
  if (pane.scrollTop > top) pane.scrollTop = top
  else if (pane.scrollTop < first) pane.scrollTop = first
}

/** Calls when the next frame is on the screen: to scroll before would lay out the page for that alone. */
function afterFrame(call: () => unknown): () => void {
  let timer = 0
  const frame = requestAnimationFrame(() => (timer = window.setTimeout(call)))
  return () => {
    cancelAnimationFrame(frame)
    window.clearTimeout(timer)
  }
}

/** Square pixels of the place that an object takes; what has none is smallest. */
function sizeOf(editor: Editor, id: string): number {
  const bounds = editor.boundsOf(id)
  return bounds ? (bounds.maxX - bounds.minX) * (bounds.maxY - bounds.minY) : 0
}
