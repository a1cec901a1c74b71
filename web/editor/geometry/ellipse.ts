/** An ellipse that may be turned about its centre. Mirrors `core/geometry/ellipse.py`. */
import type { Kind } from './kind'
import { turned } from './plane'
import type { EllipseGeometry, Point } from './types'

const RADIANS = Math.PI / 180
/** The outline as others snap to it. */
const CORNERS = 64
const HALVINGS = 200
/** A point lies on the longer axis where its share of the shorter one is less. */
const NO_HEIGHT = 1e-30

export const ellipse: Kind<EllipseGeometry> = {
  bounds({ cx, cy, rx, ry, angle }) {
    const [sin, cos] = [Math.sin(angle * RADIANS), Math.cos(angle * RADIANS)]
    const [dx, dy] = [Math.hypot(rx * cos, ry * sin), Math.hypot(rx * sin, ry * cos)]
    return { minX: cx - dx, minY: cy - dy, maxX: cx + dx, maxY: cy + dy }
  },
  area: ({ rx, ry }) => Math.PI * rx * ry,
  touches: (geometry, point, reach) => contains(geometry, point) || toOutline(geometry, point) <= reach,
  toOutline,
  vertices: () => [],
  edges: (geometry) => [{ points: outlineOf(geometry, CORNERS), closed: true }],
}

/** Points on the outline, evenly by angle, clockwise from the right end of the unturned ellipse. */
export function outlineOf({ cx, cy, rx, ry, angle }: Omit<EllipseGeometry, 'kind'>, count: number): Point[] {
  return Array.from({ length: count }, (_, i) => {
    const t = (2 * Math.PI * i) / count
    return turned({ x: cx + rx * Math.cos(t), y: cy + ry * Math.sin(t) }, { x: cx, y: cy }, angle)
  })
}

function contains({ cx, cy, rx, ry, angle }: EllipseGeometry, point: Point): boolean {
  const { x, y } = turned(point, { x: cx, y: cy }, -angle)
  return ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1
}

/** By bisection on the root that Eberly gives in “Distance from a point to an ellipse”, safe for any ratio. */
function toOutline({ cx, cy, rx, ry, angle }: EllipseGeometry, point: Point): number {
  const local = turned(point, { x: cx, y: cy }, -angle)
  const [px, py] = [Math.abs(local.x - cx), Math.abs(local.y - cy)]
  const [a, b, x, y] = rx >= ry ? [rx, ry, px, py] : [ry, rx, py, px]
  if (y < NO_HEIGHT * b) {
    const inner = (a * a - b * b) / a
    if (x >= inner) return Math.abs(x - a)
    const at = (a * a * x) / (a * a - b * b)
    return Math.hypot(at - x, b * Math.sqrt(Math.max(0, 1 - (at / a) ** 2)))
  }
  // Eberly's t, counted from −b² so that nothing cancels near the longer axis.
  const rest = a * a - b * b
  let [low, high] = [b * y, Math.hypot(a * x, b * y)]
  for (let i = 0; i < HALVINGS; i++) {
    const t = (low + high) / 2
    const sum = ((a * x) / (t + rest)) ** 2 + ((b * y) / t) ** 2
    if (sum > 1) low = t
    else high = t
  }
  const t = (low + high) / 2
  return Math.hypot(x - (a * a * x) / (t + rest), y - (b * b * y) / t)
}
