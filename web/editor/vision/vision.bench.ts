/** How long the smart tools' algorithms take at the sizes they are used with: `npm run bench`. */
import { bench, describe } from 'vitest'
import { disc, painted } from '../testing/pictures'
import { basinOf } from './basin'
import { contentOf } from './content'
import { edgesOf } from './edges'
import { MAYBE_IN, SURELY_OUT, cutOnce } from './grabCut'
import type { Pixels } from './pixels'
import { smoothed, withoutHoles } from './region'
import { maskOf, polygonOf } from './shapes'
import { cellsOf } from './superpixels'
import { alike } from './wand'
import { Wire, costOf } from './wire'

function picture(width: number, height: number): Pixels {
  const paint = disc({ x: width / 2, y: height / 2 }, height * 0.35, [170, 110, 90])
  return painted({ width, height, ground: [70, 90, 120], paint, noise: 12 }).pixels
}

const middle = ({ width, height }: Pixels): number => Math.floor(height / 2) * width + Math.floor(width / 2)
const ONCE = { iterations: 5, warmupIterations: 1, time: 0, warmupTime: 0 }

const small = picture(170, 130)
const view = picture(1000, 700)
const large = picture(1730, 1155)
const part = picture(700, 500)
const edges = edgesOf(view)
const cost = costOf(edges)
const found = alike(large, middle(large), { tolerance: 50, contiguous: true })
const box = (pixels: Pixels): Uint8Array => {
  const { width, height } = pixels
  const inBox = (i: number): boolean => Math.abs((i % width) - width / 2) < width * 0.42 && Math.abs(Math.floor(i / width) - height / 2) < height * 0.42
  return Uint8Array.from({ length: width * height }, (_, i) => (inBox(i) ? MAYBE_IN : SURELY_OUT))
}
const known = box(small)

describe('wand', () => {
  bench('alike, 2 million pixels', () => void alike(large, middle(large), { tolerance: 50, contiguous: true }), ONCE)
  bench('holes and smoothing, 2 million pixels', () => void smoothed(withoutHoles(found, 30), 2), ONCE)
  bench('mask of it', () => void maskOf(found, large, large), ONCE)
  bench('polygon of it', () => void polygonOf(found, large, large), ONCE)
})

describe('scissors', () => {
  bench('edges, 0.7 million pixels', () => void edgesOf(view), ONCE)
  bench('wire across the view', () => void new Wire(cost, edges, 300 * 1000 + 300).pathTo(400 * 1000 + 700), ONCE)
})

describe('GrabCut', () => {
  bench('one round, 22,000 pixels', () => void cutOnce(small, known, { ...small, inside: known.map((what) => (what === MAYBE_IN ? 1 : 0)) }), ONCE)
})

describe('others', () => {
  bench('superpixels, 0.35 million pixels', () => void cellsOf(part, 20), ONCE)
  bench('fill to edge, 0.7 million pixels', () => void basinOf(edges, middle(view), { holds: 0.3, gap: 4 }), ONCE)
  bench('content of a box, 22,000 pixels', () => void contentOf(small), ONCE)
})
