/** The editor half of keypoints: drawn point by point or by a box, changed joint by joint. */
import { type Affine, mirrors, moved } from '@editor/geometry/affine'
import { boundsOfPoints, distance, distanceToPath } from '@editor/geometry/geometry'
import type { Point } from '@editor/geometry/types'
import { type Handle, type Modifiers, type Options, label } from '@editor/label'
import type { Ink, Mark, Style } from '@editor/mark'
import type { View } from '@editor/views'
import { commands } from './commands'
import { IDLE, type State, inBox, on } from './drawing'
import { SIGMA, swapsOf, templateOf } from './template'
import { type KeypointsValue, type Place, mapped, placeIn, pointOf, pointsOf } from './value'

const RADIUS = { rest: 3.5, hovered: 4.5, selected: 5 }
/** A box of points counts as at least this wide for its height, and as high for its width. */
const NARROWEST = 0.25
/** A single point counts as one of an object that is so many pixels wide and high. */
const LONE_SIZE = 100

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default label<KeypointsValue, State>({
  name: 'keypoints',
  title: 'Keypoints',
  hint: 'Click point after point, or drag a box around all · Alt places a hidden one · N leaves one out · Backspace goes back · Enter ends',
  media: ['image'],
  geometry: (value) => ({ kind: 'points', points: pointsOf(value) }),
  hit: (value, point, reach, options) =>
    pointsOf(value).some((one) => distance(one, point) <= reach) || linesOf(value, options).some(({ ends }) => distanceToPath(ends, false, point) <= reach),
  paint,
  tool: { start: IDLE, on },
  commands,
  handles: ({ points }) => Object.entries(points).map(([name, place]): Handle => ({ name, title: name, at: pointOf(place), shape: 'none', cursor: 'move' })),
  drag,
  nudge: (value, by) => mapped(value, ([x, y, seen]) => [x + by.x, y + by.y, seen]),
  transform,
  settle: (value, { size }) => {
    const { width = Infinity, height = Infinity } = size ?? {}
    const settled = mapped(value, ([x, y, seen]) => [round(within(x, width)), round(within(y, height)), seen])
    return Object.keys(settled.points).length > 0 ? settled : null
  },
  views: (value) => {
    const { minX = 0, minY = 0, maxX = 0, maxY = 0 } = boundsOfPoints(pointsOf(value)) ?? {}
    return maxX > minX && maxY > minY ? [{ kind: 'box', x: minX, y: minY, width: maxX - minX, height: maxY - minY, angle: 0 }] : []
  },
  fromView,
  between: (a, b, t) =>
    t >= 1
      ? b
      : mapped(a, (place, name) => {
          const [toX, toY] = placeIn(b, name) ?? place
          return [(1 - t) * place[0] + t * toX, (1 - t) * place[1] + t * toY, place[2]]
        }),
  distance: apart,
})

/** Lines dashed where an end is hidden, joints hollow where they are. */
function paint(value: KeypointsValue, style: Style, options: Options): readonly Mark[] {
  const { color, opacity, strokeWidth } = style
  const lines = linesOf(value, options)
  const line = (hidden: boolean): Mark[] => {
    const rings = lines.filter((one) => one.hidden === hidden).map(({ ends }) => ends)
    return rings.length === 0 ? [] : [{ kind: 'path', rings, closed: false, ink: { stroke: color, strokeWidth, opacity, dashed: hidden || style.dashed } }]
  }
  const bounds = boundsOfPoints(pointsOf(value))
  const name: Mark[] = style.label === '' || !bounds ? [] : [{ kind: 'text', at: { x: bounds.minX, y: bounds.minY }, text: style.label, ink: { fill: color, opacity } }]
  return [...line(false), ...line(true), ...name, ...jointMarks(value, style, options)]
}

/** One mark for all joints that look alike. */
function jointMarks({ points }: KeypointsValue, style: Style, options: Options): Mark[] {
  const own = new Map(templateOf(options).points.map(({ name, color }) => [name, color]))
  const radius = style.selected ? RADIUS.selected : style.hovered ? RADIUS.hovered : RADIUS.rest
  const groups = new Map<string, { readonly points: Point[]; readonly ink: Ink }>()
  for (const [name, place] of Object.entries(points)) {
    const color = own.get(name) || style.color
    const key = `${color} ${place[2]}`
    const group = groups.get(key) ?? { points: [], ink: jointInk(color, place, style) }
    group.points.push(pointOf(place))
    groups.set(key, group)
  }
  return [...groups.values()].map(({ points: all, ink }) => ({ kind: 'points', points: all, radius, ink }))
}

function jointInk(color: string, [, , seen]: Place, { opacity }: Style): Ink {
  return seen === 2 ? { fill: color, stroke: '#ffffff', strokeWidth: 1, opacity } : { fill: '#ffffff', fillOpacity: 0.75, stroke: color, strokeWidth: 2, opacity }
}

/** Those between labelled points, and whether one of the two is hidden. */
function linesOf(value: KeypointsValue, options: Options): { readonly ends: readonly [Point, Point]; readonly hidden: boolean }[] {
  return templateOf(options).skeleton.flatMap(([a, b]) => {
    const [from, to] = [placeIn(value, a), placeIn(value, b)]
    return from && to ? [{ ends: [pointOf(from), pointOf(to)] as const, hidden: from[2] === 1 || to[2] === 1 }] : []
  })
}

/** With Alt the point stays, and is hidden or visible from now on. */
function drag(from: KeypointsValue, handle: string, { x, y }: Point, { alt }: Modifiers): KeypointsValue {
  return mapped(from, (place, name) => {
    if (name !== handle) return place
    return alt ? [place[0], place[1], place[2] === 1 ? 2 : 1] : [x, y, place[2]]
  })
}

/** In a mirror left becomes right: the points of each pair change names. */
function transform({ points }: KeypointsValue, affine: Affine, options: Options): KeypointsValue {
  const swaps = mirrors(affine) ? swapsOf(templateOf(options)) : new Map<string, string>()
  const entries = Object.entries(points).map(([name, place]) => {
    const { x, y } = moved(affine, pointOf(place))
    return [swaps.get(name) ?? name, [x, y, place[2]]] as const
  })
  return { points: Object.fromEntries(entries) }
}

/** A box holds all points of the class, as its template has them. */
function fromView(view: View, options: Options): KeypointsValue | null {
  if (view.kind !== 'box' || templateOf(options).points.length === 0) return null
  return inBox({ x: view.x, y: view.y }, { x: view.x + view.width, y: view.y + view.height }, { options })
}

/** 1 − object keypoint similarity, as `__init__.py` says it. */
function apart(a: KeypointsValue, b: KeypointsValue, options: Options): number {
  const sigmas = new Map(templateOf(options).points.map(({ name, sigma }) => [name, sigma ?? SIGMA]))
  const area = (areaOf(a) + areaOf(b)) / 2
  let alike = 0
  for (const [name, place] of Object.entries(a.points)) {
    const other = placeIn(b, name)
    if (!other) continue
    const k = 2 * (sigmas.get(name) ?? SIGMA)
    alike += Math.exp(-((place[0] - other[0]) ** 2 + (place[1] - other[1]) ** 2) / (2 * area * k * k))
  }
  return 1 - alike / new Set([...Object.keys(a.points), ...Object.keys(b.points)]).size
}

function areaOf(value: KeypointsValue): number {
  const { minX = 0, minY = 0, maxX = 0, maxY = 0 } = boundsOfPoints(pointsOf(value)) ?? {}
  const [width, height] = [maxX - minX, maxY - minY]
  const longer = Math.max(width, height)
  return longer === 0 ? LONE_SIZE * LONE_SIZE : Math.max(width, NARROWEST * longer) * Math.max(height, NARROWEST * longer)
}

function within(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
