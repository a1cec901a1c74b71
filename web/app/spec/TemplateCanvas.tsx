// The points of a template in the box around them: dragged, added by a click, joined by clicking one and then another.
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { joined, movedPoint, placesOf, withPoint, type At, type Template } from './template'
import classes from './TemplateEditor.module.css'

export type CanvasMode = 'move' | 'add' | 'join'

/** The picture in units of its own; the box around the points leaves a margin. */
const WIDTH = 260
const HEIGHT = 300
const MARGIN = 22
const RADIUS = 8
/** What can be pressed is larger than what is seen. */
const REACH = 13
const ARROWS: Readonly<Record<string, At>> = {
  ArrowLeft: [-0.01, 0],
  ArrowRight: [0.01, 0],
  ArrowUp: [0, -0.01],
  ArrowDown: [0, 0.01],
}

interface CanvasProps {
  readonly template: Template
  /** What a press does; null where nothing may be changed. */
  readonly mode: CanvasMode | null
  readonly chosen: number | null
  readonly onChoose: (index: number | null) => void
  readonly onChange: (template: Template, gesture?: string) => void
}

export function TemplateCanvas({ template, mode, chosen, onChoose, onChange }: CanvasProps) {
  const { t } = useTranslation('settings')
  const svg = useRef<SVGSVGElement>(null)
  const drags = useRef(0)
  const [dragged, setDragged] = useState<number | null>(null)
  const [from, setFrom] = useState<number | null>(null)
  const places = placesOf(template)
  const placeOf = new Map(template.points.map(({ name }, index) => [name, onScreen(places[index] ?? [0.5, 0.5])]))

  const at = (event: React.PointerEvent): At => {
    const { left, top, width, height } = svg.current?.getBoundingClientRect() ?? new DOMRect(0, 0, WIDTH, HEIGHT)
    return inBox([((event.clientX - left) / width) * WIDTH, ((event.clientY - top) / height) * HEIGHT])
  }
  const press = (index: number): void => {
    onChoose(index)
    if (mode !== 'join') return
    const [a, b] = [from === null ? undefined : template.points[from]?.name, template.points[index]?.name]
    if (a === undefined || b === undefined || a === b) return setFrom(from === index ? null : index)
    onChange(joined(template, a, b))
    setFrom(null)
  }
  return (
    <svg
      ref={svg}
      className={classes.canvas}
      viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
      role="group"
      aria-label={t('template.canvas')}
      data-mode={mode ?? undefined}
      onPointerDown={(event) => {
        if (mode !== 'add' || event.button !== 0) return
        onChange(withPoint(template, at(event)))
        onChoose(template.points.length)
      }}
    >
      <rect x={MARGIN} y={MARGIN} width={WIDTH - 2 * MARGIN} height={HEIGHT - 2 * MARGIN} className={classes.box} />
      {template.skeleton.map(([a, b]) => {
        const [start, end] = [placeOf.get(a), placeOf.get(b)]
        return (
          start &&
          end && <line key={`${a} ${b}`} x1={start[0]} y1={start[1]} x2={end[0]} y2={end[1]} className={classes.edge} />
        )
      })}
      {template.points.map(({ name, color }, index) => {
        const [x, y] = onScreen(places[index] ?? [0.5, 0.5])
        return (
          <g
            key={index}
            role="button"
            tabIndex={mode === null ? -1 : 0}
            aria-label={name}
            aria-pressed={from === index}
            className={classes.point}
            data-chosen={chosen === index || from === index || undefined}
            onPointerDown={(event) => {
              if (event.button !== 0 || mode === null || mode === 'add') return
              event.stopPropagation()
              press(index)
              if (mode !== 'move') return
              event.currentTarget.setPointerCapture(event.pointerId)
              drags.current++
              setDragged(index)
            }}
            onPointerMove={(event) => {
              if (dragged === index) onChange(movedPoint(template, index, at(event)), `drag ${String(drags.current)}`)
            }}
            onPointerUp={() => setDragged(null)}
            onPointerCancel={() => setDragged(null)}
            onKeyDown={(event) => {
              const step = mode === null ? undefined : ARROWS[event.key]
              if (mode !== null && (event.key === 'Enter' || event.key === ' ')) press(index)
              else if (step) {
                const [left, top] = places[index] ?? [0.5, 0.5]
                onChange(movedPoint(template, index, [left + step[0], top + step[1]]), `arrows ${String(index)}`)
              } else return
              event.preventDefault()
            }}
          >
            <circle cx={x} cy={y} r={REACH} fill="transparent" />
            <circle cx={x} cy={y} r={RADIUS} className={classes.dot} {...(color ? { style: { fill: color } } : {})} />
            <text x={x} y={y + 3} className={classes.digit}>
              {index + 1}
            </text>
            <title>{name}</title>
          </g>
        )
      })}
    </svg>
  )
}

function onScreen([x, y]: At): At {
  return [MARGIN + x * (WIDTH - 2 * MARGIN), MARGIN + y * (HEIGHT - 2 * MARGIN)]
}

function inBox([x, y]: At): At {
  return [(x - MARGIN) / (WIDTH - 2 * MARGIN), (y - MARGIN) / (HEIGHT - 2 * MARGIN)]
}
