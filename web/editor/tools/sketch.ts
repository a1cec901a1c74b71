/**
 * Points drawn one by one or in one go, as polygons, lines and areas to cut out are: a click adds a point, holding the
 * button draws freehand, Enter or a double click ends it, Backspace and undo take the last point back. A pure state chart
 * for the tools of label types; what becomes of the points is theirs.
 */
import { wayAlong } from '../geometry/borders'
import { distance } from '../geometry/geometry'
import type { Geometry, Point } from '../geometry/types'
import type { Bench, KeyEvent, PointEvent } from '../label'
import type { Setting, Settings } from '../settings'
import { around } from '../view/hit'
import { simplifiedLine } from '../vision/outline'

/** What has been drawn so far, and where the pointer is. */
export interface Sketch {
  readonly points: readonly Point[]
  readonly to: Point
  /** Where the button went down, in screen pixels, while it is held. */
  readonly pressed: Point | null
  /** Drawn freehand since then. */
  readonly stroke: readonly Point[]
  /** Whether nothing but one stroke has been drawn. */
  readonly lasso: boolean
  /** What the next point would bring along, such as the corners of a border that is followed. */
  readonly way: readonly Point[]
}

export interface SketchRules {
  /** Screen pixels per image pixel. */
  readonly scale: number
  /** Whether the last point is joined to the first; a click on the first then ends it. */
  readonly closed: boolean
  /** What has fewer points goes on. */
  readonly least: number
  /** How far a freehand stroke may be from its simplified form, in image pixels. */
  readonly tolerance: number
  /** The points on the way from the last point to another one, where there is one to be followed. */
  way(from: Point, to: Point, longer: boolean): readonly Point[]
}

/** The sketch as it is now, null where nothing is drawn; `done` are the points of one that has ended. */
export interface SketchTurn {
  readonly sketch: Sketch | null
  readonly done?: readonly Point[]
}

/** A pointer that moved less, in screen pixels, has clicked. */
const CLICK_SLOP = 5
/** A click as near as this, in screen pixels, to the first point closes the ring. */
const CLOSING_REACH = 8
/** A point of a stroke is kept when it is this far from the one before, in screen pixels. */
const STROKE_STEP = 1

/** How far from the pointer, in screen pixels, borders are looked for that could be followed. */
const BORDER_REACH = 2

/** What can be set of every tool that draws with sketches: what borders of others do to its points, and how few it keeps. */
export const SKETCH_SETTINGS: readonly Setting[] = [
  {
    kind: 'choice',
    name: 'borders',
    title: 'Borders',
    initial: 'free',
    options: [
      { value: 'free', title: 'Free', icon: 'vector' },
      { value: 'snap', title: 'Snap', icon: 'magnet' },
      { value: 'follow', title: 'Follow', icon: 'route' },
    ],
    next: ['m'],
  },
  {
    kind: 'number',
    name: 'tolerance',
    title: 'Simplify to',
    initial: 1,
    minimum: 0.1,
    maximum: 50,
    step: { by: 'difference', of: 0.5 },
    unit: 'px',
    less: ['['],
    more: [']'],
  },
]

/** Whether these settings have points snap to borders without Ctrl. */
export function snapsToBorders({ borders }: Settings): boolean {
  return borders !== 'free'
}

/** The rules that the settings ask for. `own` is what is selected, whose border can be followed too. */
export function rulesOf({ scale, settings, near }: Bench<unknown>, own: Geometry | null, closed: boolean, least: number): SketchRules {
  return {
    scale,
    closed,
    least,
    tolerance: Number(settings.tolerance),
    way(from, to, longer) {
      if (settings.borders !== 'follow') return []
      return wayAlong(from, to, [...near(around(to, BORDER_REACH / scale)), ...(own ? [own] : [])], longer)
    },
  }
}

export function sketched(sketch: Sketch | null, event: PointEvent | KeyEvent, rules: SketchRules): SketchTurn {
  if (event.type === 'key') return onKey(sketch, event, rules)
  if (!sketch) return event.type === 'down' ? { sketch: begun(event) } : { sketch }
  switch (event.type) {
    case 'down':
      return onDown(sketch, event, rules)
    case 'move':
      return { sketch: onMove(sketch, event, rules) }
    case 'up':
      return onUp(sketch, event, rules)
  }
}

/** The points as they lie now, with those under way and the one at the pointer. */
export function pointsOf({ points, stroke, way, to }: Sketch): readonly Point[] {
  return [...points, ...stroke, ...way, to]
}

/** Whether the pointer is where a click would close the ring. */
export function closes({ points, stroke, to }: Sketch, { scale, closed }: SketchRules): boolean {
  const [first] = points
  return closed && first !== undefined && points.length + stroke.length > 2 && distance(first, to) * scale <= CLOSING_REACH
}

function onKey(sketch: Sketch | null, { key, modifiers }: KeyEvent, rules: SketchRules): SketchTurn {
  if (!sketch || sketch.pressed) return { sketch }
  if (key === 'Enter') return ended(sketch, rules)
  const undoes = key === 'Backspace' || (key.toLowerCase() === 'z' && (modifiers.ctrl || modifiers.meta) && !modifiers.shift)
  if (!undoes) return { sketch }
  const points = sketch.points.slice(0, -1)
  return { sketch: points.length === 0 ? null : { ...sketch, points, way: [] } }
}

function begun({ point, screen }: PointEvent): Sketch {
  return { points: [point], to: point, pressed: screen, stroke: [], lasso: true, way: [] }
}

function onDown(sketch: Sketch, event: PointEvent, rules: SketchRules): SketchTurn {
  const here = aimed(sketch, event, rules)
  if (event.clicks > 1 || closes(here, rules)) return ended(sketch, rules)
  const points = [...sketch.points, ...here.way, here.to]
  return { sketch: { ...here, points, pressed: event.screen, stroke: [], lasso: false, way: [] } }
}

function onMove(sketch: Sketch, event: PointEvent, rules: SketchRules): Sketch {
  const { pressed, stroke, points } = sketch
  if (!pressed) return aimed(sketch, event, rules)
  if (stroke.length === 0 && distance(pressed, event.screen) < CLICK_SLOP) return sketch
  const last = stroke.at(-1) ?? points.at(-1)
  const far = !last || distance(last, event.point) * rules.scale >= STROKE_STEP
  return { ...sketch, to: event.point, stroke: far ? [...stroke, event.point] : stroke }
}

function onUp(sketch: Sketch, event: PointEvent, rules: SketchRules): SketchTurn {
  const { points, stroke, lasso } = sketch
  if (stroke.length === 0) return { sketch: { ...sketch, pressed: null } }
  const drawn = simplifiedLine([...points.slice(-1), ...stroke, event.point], Math.max(rules.tolerance, STROKE_STEP / rules.scale))
  const after: Sketch = { ...sketch, points: [...points, ...drawn.slice(1)], to: event.point, pressed: null, stroke: [] }
  return lasso || closes({ ...after, points, stroke }, rules) ? ended(after, rules) : { sketch: { ...after, lasso: false } }
}

/** The sketch with its end where the pointer points to: at an angle of 45° with Shift, along a border that is followed. */
function aimed(sketch: Sketch, { point, modifiers }: PointEvent, rules: SketchRules): Sketch {
  const last = sketch.points.at(-1)
  if (!last) return { ...sketch, to: point }
  const to = modifiers.shift ? straightened(last, point) : point
  return { ...sketch, to, way: rules.way(last, to, modifiers.alt) }
}

function ended(sketch: Sketch, { least }: SketchRules): SketchTurn {
  const done = sketch.points.filter((point, i, all) => i === 0 || distance(point, all[i - 1] ?? point) > 0)
  return done.length >= least ? { sketch: null, done } : { sketch }
}

/** The point brought to the nearest direction of eight from another. */
export function straightened(from: Point, { x, y }: Point): Point {
  const [dx, dy] = [x - from.x, y - from.y]
  const step = Math.PI / 4
  const angle = Math.round(Math.atan2(dy, dx) / step) * step
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const length = dx * cos + dy * sin
  return { x: from.x + length * cos, y: from.y + length * sin }
}
