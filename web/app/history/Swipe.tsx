// A second view of the picture over the first, cut off at a handle: left of it one sees the first, right of it this one.
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { MountedEditor, Ontology, OpenOptions } from '@editor'
import { EditorHost } from '../label/EditorHost'
import { useCommands, type AppCommand } from '../commands/registry'
import { inStep } from './inStep'
import classes from './Swipe.module.css'

interface SwipeProps {
  readonly ontology: Ontology
  readonly under: MountedEditor
  /** What is shown right of the handle. */
  readonly shown: OpenOptions
}

/** So much of the width the handle goes by a key, in per cent. */
const STEP = 5
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -STEP,
  ArrowRight: STEP,
  PageDown: -4 * STEP,
  PageUp: 4 * STEP,
  Home: -100,
  End: 100,
}

export function Swipe({ ontology, under, shown }: SwipeProps) {
  const { t } = useTranslation('history')
  const [over, setOver] = useState<MountedEditor | null>(null)
  const [at, setAt] = useState(50)
  const pane = useRef<HTMLDivElement>(null)
  const move = useCallback((by: number): void => setAt((now) => within(now + by)), [])
  useEffect(() => over?.open(shown), [over, shown])
  useEffect(() => (over ? inStep(under, over) : undefined), [under, over, shown])
  useSwipeKeys(move)

  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    const frame = pane.current?.getBoundingClientRect()
    if (!frame || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    setAt(within((100 * (event.clientX - frame.left)) / frame.width))
  }
  const press = (event: KeyboardEvent): void => {
    const by = STEPS[event.key]
    if (by === undefined) return
    event.preventDefault()
    move(by)
  }
  return (
    <div ref={pane} className={classes.pane} style={{ ['--at' as string]: `${String(at)}%` }}>
      <div className={classes.over}>
        <EditorHost ontology={ontology} first={shown} quiet onMount={setOver} onUnmount={() => setOver(null)} />
      </div>
      <span className={classes.side} data-side="left" aria-hidden>
        {t('before')}
      </span>
      <span className={classes.side} data-side="right" aria-hidden>
        {t('after')}
      </span>
      <div
        role="slider"
        tabIndex={0}
        className={classes.handle}
        aria-label={t('handle')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(at)}
        aria-orientation="horizontal"
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onDoubleClick={() => setAt(50)}
        onKeyDown={press}
      >
        <span className={classes.grip} />
      </div>
    </div>
  )
}

/** A share of the width, in per cent. */
function within(at: number): number {
  return Math.max(0, Math.min(100, at))
}

function useSwipeKeys(move: (by: number) => void): void {
  const { t } = useTranslation('history')
  const commands = useMemo<readonly AppCommand[]>(
    () => [
      { id: 'history.handle-left', title: t('handleLeft'), group: 'view', keys: ['['], run: () => move(-STEP) },
      { id: 'history.handle-right', title: t('handleRight'), group: 'view', keys: [']'], run: () => move(STEP) },
    ],
    [t, move],
  )
  useCommands('swipe', commands)
}
