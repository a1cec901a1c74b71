/** Pixels: row-major run lengths inside a box, zeros first. */
import type { Kind } from './kind'
import { count, covers, eachRun, edgesOf, rowEdges } from './rasterEdges'
import type { Point, Raster, RasterGeometry } from './types'

export const raster: Kind<RasterGeometry> = {
  bounds: ({ x, y, width, height }) => ({ minX: x, minY: y, maxX: x + width, maxY: y + height }),
  area: (geometry) => count(edgesOf(geometry)),
  touches: (geometry, point, reach) => holds(geometry, point) || (reach > 0 && gapWithin(geometry, point, reach) <= reach),
  toOutline({ x, y, width, height }, point) {
    const dx = Math.max(x - point.x, point.x - x - width)
    const dy = Math.max(y - point.y, point.y - y - height)
    return dx > 0 || dy > 0 ? Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) : Math.min(-dx, -dy)
  },
  vertices: () => [],
  edges: () => [],
}

/** Whether the pixel below a point is set. */
export function holds(geometry: Raster, point: Point): boolean {
  return covers(edgesOf(geometry), Math.floor(point.x), Math.floor(point.y))
}

/** How far a point is from the nearest set pixel; at least something above `reach` where that is farther. */
function gapWithin(geometry: Raster, { x, y }: Point, reach: number): number {
  const edges = edgesOf(geometry)
  const [top, bottom] = [Math.max(Math.floor(y - reach), geometry.y), Math.min(Math.floor(y + reach), geometry.y + geometry.height - 1)]
  let least = Infinity
  for (let row = top; row <= bottom; row++) {
    const dy = Math.max(row - y, y - row - 1, 0)
    const columns = rowEdges(edges, row)
    for (let i = 0; i + 1 < columns.length; i += 2) {
      const dx = Math.max((columns[i] ?? 0) - x, x - (columns[i + 1] ?? 0), 0)
      least = Math.min(least, Math.hypot(dx, dy))
    }
  }
  return least
}

/** The mean of the set pixels' centres. */
export function centroid(geometry: Raster): Point {
  const edges = edgesOf(geometry)
  let [total, x, y] = [0, 0, 0]
  eachRun(edges, (row, start, end) => {
    const length = end - start
    total += length
    x += length * (start + end)
    y += length * (2 * row + 1)
  })
  return { x: x / (2 * total), y: y / (2 * total) }
}
