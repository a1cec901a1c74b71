/** Filling up to edges: what can be reached from a pixel without crossing one, though the edge may have gaps. Pure. */
import type { Edges } from './edges'
import { type Region, emptyRegion } from './pixels'
import { flooded, grownBy } from './region'

export interface BasinOptions {
  /** From which strength on an edge holds, 0 to 1. */
  readonly holds: number
  /** Gaps of an edge that are closed, in pixels. */
  readonly gap: number
}

/** How far the filling goes on up the slope of an edge, towards its ridge. */
const CLIMB = 4

/** The pixels around the seed within edges, up to the ridge of each. */
export function basinOf(edges: Edges, seed: number, { holds, gap }: BasinOptions): Region {
  const radius = Math.ceil(gap / 2)
  const walls = emptyRegion(edges)
  for (let i = 0; i < walls.inside.length; i++) if ((edges.strength[i] ?? 0) >= holds) walls.inside[i] = 1
  const thick = grownBy(walls, radius)
  const open = (region: Region): Region => ({ ...region, inside: region.inside.map((wall) => (wall === 1 ? 0 : 1)) })
  const start = nearestOpen(thick, seed, radius + 2)
  if (start === null) return emptyRegion(edges)
  const core = flooded(open(thick), start)
  return climbed(edges, within(grownBy(core, radius), open(walls)))
}

/** The pixel itself or, where it lies in a wall, the nearest one that does not. */
function nearestOpen({ width, height, inside }: Region, seed: number, reach: number): number | null {
  const [row, column] = [Math.floor(seed / width), seed % width]
  let [best, least] = [-1, Infinity]
  for (let y = Math.max(row - reach, 0); y <= Math.min(row + reach, height - 1); y++) {
    for (let x = Math.max(column - reach, 0); x <= Math.min(column + reach, width - 1); x++) {
      const far = (x - column) ** 2 + (y - row) ** 2
      if (inside[y * width + x] === 0 && far < least) [best, least] = [y * width + x, far]
    }
  }
  return best < 0 ? null : best
}

function within(region: Region, other: Region): Region {
  return { ...region, inside: region.inside.map((value, i) => value & (other.inside[i] ?? 0)) }
}

/** Grown pixel by pixel as long as the edge gets stronger. */
function climbed({ strength, width, height }: Edges, region: Region): Region {
  const inside = region.inside.slice()
  let front: number[] = []
  inside.forEach((value, i) => {
    if (value === 1) front.push(i)
  })
  for (let round = 0; round < CLIMB; round++) {
    const next: number[] = []
    for (const index of front) {
      const column = index % width
      const climb = (other: number): void => {
        if (inside[other] === 1 || (strength[other] ?? 0) <= (strength[index] ?? 0)) return
        inside[other] = 1
        next.push(other)
      }
      if (column > 0) climb(index - 1)
      if (column < width - 1) climb(index + 1)
      if (index >= width) climb(index - width)
      if (index < width * (height - 1)) climb(index + width)
    }
    front = next
  }
  return { ...region, inside }
}
