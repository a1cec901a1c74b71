/** The shapes that all subjects show: the same for the same numbers. */
import type { Bounds, Point } from '@editor'

export const SIZE = { width: 4000, height: 3000 }
export const COLORS = ['#e03131', '#1971c2', '#2f9e44', '#f08c00', '#9c36b5', '#0c8599', '#e8590c', '#6741d9', '#66a80f', '#c2255c']

export type Kind = 'boxes' | 'polygons' | 'masks'

export interface Shape {
  readonly id: string
  /** Which of the colours. */
  readonly color: number
  readonly bounds: Bounds
  /** The outline; that of a box is its corners. */
  readonly points: readonly Point[]
}

/** So many shapes, each with so many corners, anywhere on the picture. */
export function shapes(kind: Kind, count: number, corners: number): Shape[] {
  const random = randomOf(count * 31 + corners)
  const one = kind === 'boxes' ? boxAt : starAt
  const [least, most] = kind === 'masks' ? [100, 300] : count === 1 ? [2600, 2600] : [20, 120]
  return Array.from({ length: count }, (_, i) => {
    const [width, height] = [least + random() * (most - least), least + random() * (most - least)]
    const [minX, minY] = [random() * (SIZE.width - width), random() * (SIZE.height - height)]
    const bounds = { minX, minY, maxX: minX + width, maxY: minY + height }
    return { id: `s${i}`, color: Math.floor(random() * COLORS.length), bounds, points: one(bounds, corners, random) }
  })
}

function boxAt({ minX, minY, maxX, maxY }: Bounds): Point[] {
  return [
    { x: minX, y: minY },
    { x: maxX, y: minY },
    { x: maxX, y: maxY },
    { x: minX, y: maxY },
  ]
}

/**
 * A round within bounds, ragged as a coast is: waves, each half as long and half as high as the one before, so that
 * neighbouring corners are alike however many there are.
 */
function starAt({ minX, minY, maxX, maxY }: Bounds, corners: number, random: () => number): Point[] {
  const waves = Array.from({ length: 12 }, (_, i) => ({ turns: 3 * 2 ** i, height: 0.07 / 2 ** i, from: 2 * Math.PI * random() }))
  return Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners
    const reach = 0.5 * waves.reduce((sum, { turns, height, from }) => sum + height * Math.sin(turns * angle + from), 0.85)
    return {
      x: (minX + maxX) / 2 + (maxX - minX) * reach * Math.cos(angle),
      y: (minY + maxY) / 2 + (maxY - minY) * reach * Math.sin(angle),
    }
  })
}

/** Numbers from 0 to 1 that repeat for a seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
