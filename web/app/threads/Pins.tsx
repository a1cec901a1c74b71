// The pins of comments on the picture or text: a press opens what was said, dragging or the arrow keys move them.
import { Tooltip } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MountedEditor, Point } from '@editor'
import { useMoveThread, useThreads } from '@client/queries/tasks'
import type { Thread } from '@client/types'
import { useDerived, useEditorState } from '../label/useEditor'
import { tellProblem } from '../notices'
import { heldOn, pinsOf, type Pin } from './places'
import type { Commenting } from './useCommenting'
import classes from './Pins.module.css'

const DRAG_SLOP = 4
const TOLD_MAX = 140
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const FAR = 10

interface PinsProps {
  readonly editor: MountedEditor
  readonly task: string
  readonly commenting: Commenting
}

export function Pins({ editor, task, commenting }: PinsProps) {
  const threads = useThreads(task).data ?? []
  const shown = useEditorState(editor, ({ pins, raw }) => pins && !raw)
  const { place } = commenting
  // Where nobody comments, nothing follows the camera or the text.
  const needed = threads.length > 0 || place !== null
  useDerived(editor, ({ state }) => (needed ? JSON.stringify(state.camera) : ''))
  useLayout(editor, needed)
  const move = useMoveThread(task)
  if (!shown) return null
  return (
    <div className={classes.layer} data-keys="own">
      {pinsOf(editor, threads, commenting.opened).map((pin) => (
        <PinButton
          key={pin.thread.id}
          editor={editor}
          pin={pin}
          opened={pin.thread.id === commenting.opened}
          onOpen={() => commenting.open(pin.thread.id)}
          onMove={(point) => move.mutate({ thread: pin.thread.id, point }, { onError: tellProblem })}
        />
      ))}
      {place && <Draft editor={editor} place={place} />}
    </div>
  )
}

interface PinButtonProps {
  readonly editor: MountedEditor
  readonly pin: Pin
  readonly opened: boolean
  readonly onOpen: () => void
  readonly onMove: (place: Point) => void
}

function PinButton({ editor, pin, opened, onOpen, onMove }: PinButtonProps) {
  const { t } = useTranslation('label')
  const { thread, number, place } = pin
  const [moving, setMoving] = useState<Point | null>(null)
  const press = useRef<{ readonly at: Point; readonly tip: Point; dragged: boolean } | null>(null)
  const at = editor.screenOf(moving ?? place)
  if (!at) return null

  /** Where the tip of the pin would be on the view while it is dragged. */
  const tip = (event: React.PointerEvent): Point | null => {
    const from = press.current
    return from && { x: from.tip.x + event.clientX - from.at.x, y: from.tip.y + event.clientY - from.at.y }
  }
  const drop = (): void => {
    if (moving) onMove(moving)
    setMoving(null)
  }
  return (
    <Tooltip label={told(thread)} multiline maw={260} openDelay={250} disabled={moving !== null}>
      <button
        type="button"
        className={classes.pin}
        data-opened={opened || undefined}
        data-resolved={thread.resolved || undefined}
        style={{ transform: `translate(${String(at.x)}px, ${String(at.y)}px)` }}
        aria-label={t('threads.pin', { number, text: told(thread) })}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          press.current = { at: { x: event.clientX, y: event.clientY }, tip: at, dragged: false }
        }}
        onPointerMove={(event) => {
          const [from, to] = [press.current, tip(event)]
          if (!from || !to) return
          from.dragged ||= Math.hypot(event.clientX - from.at.x, event.clientY - from.at.y) > DRAG_SLOP
          const next = from.dragged ? editor.placeAt(to) : null
          if (next) setMoving(heldOn(editor, next))
        }}
        onPointerUp={drop}
        onPointerCancel={() => {
          press.current = null
          setMoving(null)
        }}
        onClick={() => {
          // What was dragged was not pressed; a click by key has no press.
          if (!press.current?.dragged) onOpen()
          press.current = null
        }}
        onKeyDown={(event) => {
          const step = editor.text === null ? ARROWS[event.key] : undefined
          if (!step) return
          event.preventDefault()
          const by = event.shiftKey ? FAR : 1
          const from = moving ?? place
          setMoving(heldOn(editor, { x: from.x + step[0] * by, y: from.y + step[1] * by }))
        }}
        onKeyUp={(event) => {
          if (ARROWS[event.key]) drop()
        }}
        onBlur={drop}
      >
        <span>{number}</span>
      </button>
    </Tooltip>
  )
}

/** Where the comment that is being written will be pinned. */
function Draft({ editor, place }: { editor: MountedEditor; place: Point }) {
  const at = editor.screenOf(place)
  if (!at) return null
  return (
    <span
      className={classes.pin}
      data-draft
      aria-hidden
      style={{ transform: `translate(${String(at.x)}px, ${String(at.y)}px)` }}
    >
      <IconPlus size={13} stroke={2.6} />
    </span>
  )
}

function told({ comments }: Thread): string {
  const [first] = comments
  const text = [first?.author?.name, first?.body].filter(Boolean).join(': ')
  return text.length > TOLD_MAX ? `${text.slice(0, TOLD_MAX - 1)}…` : text
}

/** Draws again when annotations have changed, and where a text scrolls or is laid out anew. */
function useLayout(editor: MountedEditor, needed: boolean): void {
  const [, again] = useState(0)
  useEffect(() => {
    if (!needed) return
    let frame = 0
    const request = (): void => {
      frame ||= requestAnimationFrame(() => {
        frame = 0
        again((count) => count + 1)
      })
    }
    const stops = [editor.on('patch', request)]
    const scrolled = new AbortController()
    const sizes = new ResizeObserver(request)
    if (editor.text !== null) {
      editor.element.addEventListener('scroll', request, { signal: scrolled.signal, passive: true })
      sizes.observe(editor.element)
    }
    request()
    return () => {
      cancelAnimationFrame(frame)
      stops.forEach((stop) => stop())
      scrolled.abort()
      sizes.disconnect()
    }
  }, [editor, needed])
}
