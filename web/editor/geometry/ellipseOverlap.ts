/** How much of their area two ellipses have in common. Mirrors `core/geometry/ellipse.py`, where the sources are. */
import { type Wave, crossings } from './crossings'
import { turned } from './plane'
import type { EllipseGeometry } from './types'

type Ellipse = Omit<EllipseGeometry, 'kind'>

const RADIANS = Math.PI / 180
const EIGHTHS = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => (Math.PI / 4) * i)
/** Outlines that leave each other by a smaller share of the unit circle are taken for the same. */
const COINCIDENT = 1e-9

/** Intersection over union, exact but for rounding; agrees with the Python half to 1e-9. */
export function ellipseIou(a: Ellipse, b: Ellipse): number {
  const [first, second] = before(a, b) ? [a, b] : [b, a]
  const common = sharedArea(first, second)
  return common > 0 ? Math.min(1, common / (Math.PI * (a.rx * a.ry + b.rx * b.ry) - common)) : 0
}

/** The larger one first, and in any case the same one whichever way round. */
function before(a: Ellipse, b: Ellipse): boolean {
  const order = [b.rx * b.ry - a.rx * a.ry, a.cx - b.cx, a.cy - b.cy, a.rx - b.rx, a.angle - b.angle]
  return (order.find((difference) => difference !== 0) ?? 0) <= 0
}

/** In a plane where the first is the unit circle and the second its image by a matrix about a centre. */
function sharedArea(first: Ellipse, second: Ellipse): number {
  const angle = (second.angle - first.angle) * RADIANS
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const matrix = [(second.rx * cos) / first.rx, (-second.ry * sin) / first.rx, (second.rx * sin) / first.ry, (second.ry * cos) / first.ry] as const
  const centre = turned({ x: second.cx - first.cx, y: second.cy - first.cy }, { x: 0, y: 0 }, -first.angle)
  return first.rx * first.ry * sharedWithCircle(matrix, centre.x / first.rx, centre.y / first.ry)
}

function sharedWithCircle([m11, m12, m21, m22]: readonly [number, number, number, number], cx: number, cy: number): number {
  const det = m11 * m22 - m12 * m21
  const [n11, n12, n21, n22] = [m22 / det, -m12 / det, -m21 / det, m11 / det]
  const [q11, q12, q22] = [n11 * n11 + n21 * n21, n11 * n12 + n21 * n22, n12 * n12 + n22 * n22]
  const [qx, qy] = [q11 * cx + q12 * cy, q12 * cx + q22 * cy]
  // Below zero where the circle's point at an angle lies in the ellipse.
  const wave: Wave = [(q11 + q22) / 2 + cx * qx + cy * qy - 1, -2 * qx, -2 * qy, (q11 - q22) / 2, q12]
  if (wave.reduce((sum, part) => sum + Math.abs(part), 0) < COINCIDENT) return Math.PI
  const turns = crossings(wave)
  if (turns.length === 0) {
    const values = EIGHTHS.map((turn) => valueAt(wave, turn))
    if (values.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most)) < 0) return Math.PI
    return Math.hypot(cx, cy) < 1 ? Math.PI * det : 0
  }
  const place = (turn: number): readonly [number, number] => {
    const [along, across] = [Math.cos(turn), Math.sin(turn)]
    return [cx + m11 * along + m12 * across, cy + m21 * along + m22 * across]
  }
  let twice = 0
  for (const [start, end] of arcs(turns)) if (valueAt(wave, (start + end) / 2) < 0) twice += end - start
  const own = turns.map((turn) => {
    const [dx, dy] = [Math.cos(turn) - cx, Math.sin(turn) - cy]
    return Math.atan2(n21 * dx + n22 * dy, n11 * dx + n12 * dy)
  })
  for (const [start, end] of arcs(own.sort((a, b) => a - b))) {
    if (Math.hypot(...place((start + end) / 2)) >= 1) continue
    const [[ax, ay], [bx, by]] = [place(start), place(end)]
    twice += det * (end - start) + cx * (by - ay) - cy * (bx - ax)
  }
  return Math.max(0, twice / 2)
}

/** From each of the sorted angles to the next, all the way round. */
function arcs(turns: readonly number[]): (readonly [number, number])[] {
  return turns.map((start, i) => [start, turns[i + 1] ?? (turns[0] ?? 0) + 2 * Math.PI])
}

function valueAt([a, b, c, d, e]: Wave, turn: number): number {
  return a + b * Math.cos(turn) + c * Math.sin(turn) + d * Math.cos(2 * turn) + e * Math.sin(2 * turn)
}
