/** Pixels: row-major run lengths inside a box, zeros first. */
import type { Kind } from './kind'
import type { Point, RasterGeometry } from './types'

/** Directions in which a pixel within reach is looked for. */
const DIRECTIONS = 16

export const raster: Kind<RasterGeometry> = {
  bounds: ({ x, y, width, height }) => ({ minX: x, minY: y, maxX: x + width, maxY: y + height }),
  area: ({ counts }) => counts.reduce((sum, count, i) => (i % 2 === 1 ? sum + count : sum), 0),
  touches: (geometry, point, reach) => holds(geometry, point) || around(point, reach).some((near) => holds(geometry, near)),
  toOutline({ x, y, width, height }, point) {
    const dx = Math.max(x - point.x, point.x - x - width)
    const dy = Math.max(y - point.y, point.y - y - height)
    return dx > 0 || dy > 0 ? Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) : Math.min(-dx, -dy)
  },
  vertices: () => [],
  edges: () => [],
}

/** Whether the pixel below a point is set. */
export function holds({ x, y, width, height, counts }: Omit<RasterGeometry, 'kind'>, point: Point): boolean {
  const [column, row] = [Math.floor(point.x) - x, Math.floor(point.y) - y]
  if (column < 0 || row < 0 || column >= width || row >= height) return false
  const wanted = row * width + column
  let end = 0
  for (let i = 0; i < counts.length; i++) {
    end += counts[i] ?? 0
    if (wanted < end) return i % 2 === 1
  }
  return false
}

function around({ x, y }: Point, reach: number): Point[] {
  if (reach <= 0) return []
  return Array.from({ length: 2 * DIRECTIONS }, (_, i) => {
    const t = (2 * Math.PI * i) / DIRECTIONS
    const radius = i < DIRECTIONS ? reach : reach / 2
    return { x: x + radius * Math.cos(t), y: y + radius * Math.sin(t) }
  })
}
