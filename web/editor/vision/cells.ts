/** Cells of a picture, each in one piece: what is too small goes to a neighbour. Pure. */
import type { Grid } from './pixels'

export interface Cells extends Grid {
  /** The cell of each pixel, from 0. */
  readonly labels: Int32Array
  readonly count: number
}

/** Cells that are in one piece each: pieces smaller than `smallest` go to the neighbour whose colour is most like theirs. */
export function joined(labels: Int32Array, lab: Float32Array, grid: Grid, smallest: number): Cells {
  const { pieces, colors } = piecesOf(labels, lab, grid)
  const parent = Int32Array.from({ length: colors.length / 4 }, (_, piece) => piece)
  const root = (piece: number): number => {
    while (parent[piece] !== piece) piece = parent[piece] = parent[parent[piece] ?? 0] ?? 0
    return piece
  }
  const beside = neighboursOf(pieces, grid, colors, smallest)
  for (const [piece, others] of [...beside].sort(([a], [b]) => (colors[4 * a + 3] ?? 0) - (colors[4 * b + 3] ?? 0))) {
    const own = root(piece)
    if ((colors[4 * own + 3] ?? 0) >= smallest) continue
    const nearest = [...others].map(root).filter((other) => other !== own).sort((a, b) => colorDistance(colors, own, a) - colorDistance(colors, own, b))[0]
    if (nearest === undefined) continue
    parent[own] = nearest
    mix(colors, nearest, own)
  }
  return numbered(pieces.map(root), grid)
}

/** Pixels of one label that hang together, and of each the mean colour with the number of pixels behind it. */
function piecesOf(labels: Int32Array, lab: Float32Array, { width, height }: Grid): { readonly pieces: Int32Array; readonly colors: number[] } {
  const pieces = new Int32Array(labels.length).fill(-1)
  const stack = new Int32Array(labels.length)
  const colors: number[] = []
  for (let seed = 0; seed < labels.length; seed++) {
    if (pieces[seed] !== -1) continue
    const piece = colors.length / 4
    let [top, size, l, a, b] = [0, 0, 0, 0, 0]
    const visit = (index: number): void => {
      if (labels[index] !== labels[seed] || pieces[index] !== -1) return
      pieces[index] = piece
      stack[top++] = index
    }
    visit(seed)
    while (top > 0) {
      const index = stack[--top] ?? 0
      const column = index % width
      size++
      l += lab[3 * index] ?? 0
      a += lab[3 * index + 1] ?? 0
      b += lab[3 * index + 2] ?? 0
      if (column > 0) visit(index - 1)
      if (column < width - 1) visit(index + 1)
      if (index >= width) visit(index - width)
      if (index < width * (height - 1)) visit(index + width)
    }
    colors.push(l / size, a / size, b / size, size)
  }
  return { pieces, colors }
}

/** Of each piece that is too small, the pieces beside it. */
function neighboursOf(pieces: Int32Array, { width }: Grid, colors: readonly number[], smallest: number): ReadonlyMap<number, ReadonlySet<number>> {
  const beside = new Map<number, Set<number>>()
  const note = (piece: number, other: number): void => {
    if ((colors[4 * piece + 3] ?? 0) >= smallest) return
    const others = beside.get(piece) ?? new Set()
    beside.set(piece, others.add(other))
  }
  const meet = (piece: number, other: number): void => {
    if (piece === other) return
    note(piece, other)
    note(other, piece)
  }
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] ?? 0
    if (i % width > 0) meet(piece, pieces[i - 1] ?? 0)
    if (i >= width) meet(piece, pieces[i - width] ?? 0)
  }
  return beside
}

function colorDistance(colors: readonly number[], a: number, b: number): number {
  return [0, 1, 2].reduce((sum, c) => sum + ((colors[4 * a + c] ?? 0) - (colors[4 * b + c] ?? 0)) ** 2, 0)
}

function mix(colors: number[], into: number, from: number): void {
  const [have, come] = [colors[4 * into + 3] ?? 0, colors[4 * from + 3] ?? 0]
  for (const c of [0, 1, 2]) colors[4 * into + c] = ((colors[4 * into + c] ?? 0) * have + (colors[4 * from + c] ?? 0) * come) / (have + come)
  colors[4 * into + 3] = have + come
}

/** Labels without gaps, from 0. */
function numbered(labels: Int32Array, { width, height }: Grid): Cells {
  const numbers = new Map<number, number>()
  const dense = labels.map((label) => {
    const number = numbers.get(label) ?? numbers.size
    if (number === numbers.size) numbers.set(label, number)
    return number
  })
  return { width, height, labels: dense, count: numbers.size }
}
