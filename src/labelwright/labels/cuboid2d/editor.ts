/** The editor half of a cuboid: its front is dragged, its depth pulled; its perspective is kept while it changes. */
import { mirrors, moved } from '@editor/geometry/affine'
import { boundsOfPoints } from '@editor/geometry/geometry'
import { hullOf } from '@editor/geometry/hull'
import type { Point } from '@editor/geometry/types'
import { type Ground, label } from '@editor/label'
import type { Mark, Style } from '@editor/mark'
import { drag, handles, shiftedBy, uprighted } from './changing'
import { IDLE, type State, on } from './drawing'
import { pulledFreely } from './perspective'
import { type Corner, type CuboidValue, type Face, areaOf, exchanged, faceOf, middleOf, pointsOf, ratioOf } from './value'

/** Square pixels that a front must have to be one. */
const AREA_MIN = 1

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default label<CuboidValue, State>({
  name: 'cuboid2d',
  title: 'Cuboid',
  hint: 'Drag its front, then move to its back and click · Shift puts the back anywhere · Esc drops it',
  media: ['image'],
  geometry: (value) => ({ kind: 'polygon', rings: [hullOf(cornersOf(value))] }),
  paint,
  tool: { start: IDLE, on },
  commands: [
    { name: 'perspective', title: 'Switch perspective', icon: 'flip-horizontal', keys: ['p'], takes: 'each', run: ([value]) => (value ? [switched(value)] : null) },
    { name: 'reset', title: 'Reset orientation', icon: 'cube', keys: ['w'], takes: 'each', run: ([value]) => (value ? [reset(value)] : null) },
  ],
  handles,
  drag,
  nudge: ({ front, back }, { x, y }) => ({ front: shiftedBy(front, x, y), back: shiftedBy(back, x, y) }),
  transform({ front, back }, affine) {
    const carried = (face: Face): Face => {
      const mapped = faceOf((i) => corner(moved(affine, { x: face[i][0], y: face[i][1] })))
      return mirrors(affine) ? exchanged(mapped) : mapped
    }
    return { front: carried(front), back: carried(back) }
  },
  settle,
  views: (value) => {
    const hull = hullOf(cornersOf(value))
    const { minX = 0, minY = 0, maxX = 0, maxY = 0 } = boundsOfPoints(hull) ?? {}
    return [
      { kind: 'polygon', parts: [[hull]] },
      { kind: 'box', x: minX, y: minY, width: maxX - minX, height: maxY - minY, angle: 0 },
    ]
  },
  between: (a, b, t) => {
    const mixed = (from: Face, to: Face): Face => faceOf((i) => [(1 - t) * from[i][0] + t * to[i][0], (1 - t) * from[i][1] + t * to[i][1]])
    return { front: mixed(a.front, b.front), back: mixed(a.back, b.back) }
  },
  distance(a, b) {
    const [ours, theirs] = [cornersOf(a), cornersOf(b)]
    const mean = ours.reduce((sum, { x, y }, i) => sum + Math.hypot(x - (theirs[i]?.x ?? x), y - (theirs[i]?.y ?? y)), 0) / 8
    return mean > 0 ? Math.min(1, mean / ((diagonal(ours) + diagonal(theirs)) / 4)) : 0
  },
})

/** The far face thin, the edges that lead back, and the near face filled, so that one sees which is which. */
function paint(value: CuboidValue, style: Style): readonly Mark[] {
  const { color, strokeWidth, opacity, dashed, fillOpacity } = style
  const edges = value.front.map(([x, y], i): Point[] => [{ x, y }, pointsOf(value.back)[i] ?? { x, y }])
  const thin = { stroke: color, strokeWidth: Math.max(1, strokeWidth * 0.6), opacity, dashed }
  const top = cornersOf(value).reduce((a, b) => (b.y < a.y || (b.y === a.y && b.x < a.x) ? b : a))
  return [
    { kind: 'path', rings: [pointsOf(value.back)], closed: true, ink: thin },
    { kind: 'path', rings: edges, closed: false, ink: thin },
    { kind: 'path', rings: [pointsOf(value.front)], closed: true, ink: { stroke: color, strokeWidth, fill: color, fillOpacity, opacity, dashed } },
    ...(style.label === '' ? [] : [{ kind: 'text', at: top, text: style.label, ink: { fill: color, opacity } } as const]),
  ]
}

/** The other side of the object is seen: the back lies as far to the other side of the front. */
function switched({ front, back }: CuboidValue): CuboidValue {
  const { x } = middleOf(front)
  return { front, back: exchanged(faceOf((i) => [2 * x - back[i][0], back[i][1]])) }
}

/** Upright faces of one shape, as large and as far apart as before. */
function reset(value: CuboidValue): CuboidValue {
  return pulledFreely(uprighted(value.front), ratioOf(value), middleOf(value.back))
}

/** Rounded to hundredths of a pixel; only the middle needs to be in the picture. */
function settle(value: CuboidValue, { size }: Ground<CuboidValue>): CuboidValue | null {
  const { minX = 0, minY = 0, maxX = 0, maxY = 0 } = boundsOfPoints(cornersOf(value)) ?? {}
  const [x, y] = [(minX + maxX) / 2, (minY + maxY) / 2]
  const inside = !size || (x >= 0 && y >= 0 && x <= size.width && y <= size.height)
  const rounded = (face: Face): Face => faceOf((i) => [round(face[i][0]), round(face[i][1])])
  const settled = { front: rounded(value.front), back: rounded(value.back) }
  return inside && areaOf(settled.front) >= AREA_MIN && areaOf(settled.back) > 0 ? settled : null
}

function cornersOf({ front, back }: CuboidValue): Point[] {
  return [...pointsOf(front), ...pointsOf(back)]
}

function diagonal(points: readonly Point[]): number {
  const { minX = 0, minY = 0, maxX = 0, maxY = 0 } = boundsOfPoints(points) ?? {}
  return Math.hypot(maxX - minX, maxY - minY)
}

function corner({ x, y }: Point): Corner {
  return [x, y]
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
