// The rulers along the picture, and the corner where they meet: a press on it changes their unit.
import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { EditorState, MountedEditor } from '@editor'
import { pixelSize, RULER, rulerStarts, ticks } from '@editor/view/ruler'
import { drawRuler } from '@renderers'
import { useEditorState } from './useEditor'
import classes from './Rulers.module.css'

const rulersOf = (state: EditorState) => (state.item.media === 'image' ? state.rulers : 'off')

export function Rulers({ editor }: { editor: MountedEditor }) {
  const rulers = useEditorState(editor, rulersOf)
  // What is off is not there, and costs nothing.
  return rulers === 'off' ? null : <Shown editor={editor} />
}

function Shown({ editor }: { editor: MountedEditor }) {
  const { t } = useTranslation('label')
  const top = useRef<HTMLCanvasElement>(null)
  const left = useRef<HTMLCanvasElement>(null)
  const scheme = useComputedColorScheme()
  const unit = useEditorState(editor, ({ item, rulers }) => (rulers === 'millimetres' && item.spacing ? 'mm' : 'px'))
  const canChange = useEditorState(editor, ({ item }) => item.spacing !== undefined)
  useEffect(() => {
    if (top.current && left.current) return follow(editor, top.current, left.current)
  }, [editor, scheme])
  return (
    <>
      <canvas ref={top} className={classes.top} aria-hidden data-testid="ruler" />
      <canvas ref={left} className={classes.left} aria-hidden />
      <button
        type="button"
        className={classes.corner}
        disabled={!canChange}
        title={canChange ? t('rulerUnit') : undefined}
        aria-label={`${t('rulerUnit')}: ${unit}`}
        onClick={() => editor.commands.run('view.ruler-unit')}
      >
        {unit}
      </button>
    </>
  )
}

/** Draws both rulers whenever what they show has changed, at most once a frame. */
function follow(editor: MountedEditor, top: HTMLCanvasElement, left: HTMLCanvasElement): () => void {
  const { color: ink, backgroundColor: ground } = getComputedStyle(top)
  const { element } = editor
  let frame = 0
  let pointer: { readonly x: number; readonly y: number } | null = null

  const draw = (): void => {
    frame = 0
    const { viewSize } = editor
    const state = editor.getState()
    const [x, y] = rulerStarts(state.camera)
    const [width, height] = pixelSize(state)
    const look = { ratio: devicePixelRatio || 1, ink, ground }
    const lengths = { x: Math.max(viewSize.width - RULER, 0), y: Math.max(viewSize.height - RULER, 0) }
    const box = element.getBoundingClientRect()
    const at = (along: 'x' | 'y'): number | null => pointer && pointer[along] - box[along] - RULER
    drawRuler(top, ticks(x, state.camera.scale, width, lengths.x), {
      ...look,
      along: 'x',
      length: lengths.x,
      pointer: at('x'),
    })
    drawRuler(left, ticks(y, state.camera.scale, height, lengths.y), {
      ...look,
      along: 'y',
      length: lengths.y,
      pointer: at('y'),
    })
  }
  const request = (): void => {
    frame ||= requestAnimationFrame(draw)
  }
  const stop = new AbortController()
  const heard = { signal: stop.signal, passive: true }
  element.addEventListener(
    'pointermove',
    ({ clientX, clientY }) => {
      pointer = { x: clientX, y: clientY }
      request()
    },
    heard,
  )
  element.addEventListener(
    'pointerleave',
    () => {
      pointer = null
      request()
    },
    heard,
  )
  const sizes = new ResizeObserver(request)
  sizes.observe(element)
  const unsubscribe = editor.subscribe(request)
  draw()
  return () => {
    cancelAnimationFrame(frame)
    unsubscribe()
    sizes.disconnect()
    stop.abort()
  }
}
