/** What is done to an area of pixels as a whole: holes, specks, a pixel more or less, the rest of its box. */
import { type Edges, EdgesBuilder, boxOf, combined, count, covers, eachRun, intersected, shifted, subtracted, united } from './rasterEdges'
import { filled } from './rasterFilling'
import { outlined, piecesOf } from './rasterOutline'
import { insideRings, ringArea } from './plane'
import type { Point } from './types'

/** With every hole filled. */
export function withoutHoles(edges: Edges): Edges {
  return filled(outlined(edges).map(([outer = []]) => [outer]))
}

/** With the hole filled that a point lies in; null where it lies in none. */
export function withoutHoleAt(edges: Edges, point: Point): Edges | null {
  if (covers(edges, Math.floor(point.x), Math.floor(point.y))) return null
  const centre = { x: Math.floor(point.x) + 0.5, y: Math.floor(point.y) + 0.5 }
  const around = outlined(edges).flatMap(([, ...holes]) => holes).filter((hole) => insideRings([hole], centre))
  const innermost = around.sort((a, b) => Math.abs(ringArea(a)) - Math.abs(ringArea(b)))[0]
  return innermost ? combined(edges, filled([[innermost]]), () => true) : null
}

/** Without the pieces of fewer pixels than this; the largest stays in any case. */
export function withoutSpecks(edges: Edges, least: number): Edges {
  const pieces = piecesOf(edges)
  const sizes = pieces.map(count)
  const largest = sizes.indexOf(Math.max(...sizes))
  return united(pieces.filter((_, i) => i === largest || (sizes[i] ?? 0) >= least))
}

/** A pixel more on every side. */
export function grown(edges: Edges): Edges {
  return united([widened(edges, 1), shifted(edges, 0, 1), shifted(edges, 0, -1)])
}

/** A pixel less on every side. */
export function shrunk(edges: Edges): Edges {
  return intersected(widened(edges, -1), intersected(shifted(edges, 0, 1), shifted(edges, 0, -1)))
}

/** The pixels of the box around the area that are not its own. */
export function inverted(edges: Edges): Edges {
  const { left, right, top, bottom } = boxOf(edges)
  const box = new EdgesBuilder()
  for (let row = top; row < bottom; row++) box.add(row, left, right)
  return subtracted(box.done(), edges)
}

/** Every run longer or shorter by pixels at both ends; runs that come to touch are one. */
function widened(edges: Edges, by: number): Edges {
  const result = new EdgesBuilder()
  let [row, start, end] = [NaN, 0, 0]
  eachRun(edges, (nextRow, nextStart, nextEnd) => {
    if (nextRow === row && nextStart - by <= end) {
      end = nextEnd + by
      return
    }
    result.add(row, start, end)
    ;[row, start, end] = [nextRow, nextStart - by, nextEnd + by]
  })
  result.add(row, start, end)
  return result.done()
}
