/** What a box holds: the pixels whose colours its border does not have. Pure. */
import { calmed, labOf } from './color'
import { type Pixels, type Region, emptyRegion } from './pixels'
import { withoutSpecks } from './region'

type Lab = readonly [number, number, number]

/** Colours nearer to each other than this are one, in units of Lab. */
const ALIKE = 9
/** A piece is content from this share of the box on. */
const SPECK = 0.002
/** Colours that fewer of the border's pixels have are the content's own, where it reaches the border. */
const RARE = 0.04

/** The content of the pixels; empty where nothing differs from the border. */
export function contentOf(pixels: Pixels): Region {
  const { width, height } = pixels
  const sharp = labOf(pixels)
  const calm = calmed(sharp, pixels)
  const ground = borderColors(calm, width, height)
  const noise = noiseOf(sharp, ground, width, height)
  const region = emptyRegion(pixels)
  // Calm colours do not take noise for content, sharp ones do not let content reach beyond its border.
  for (let i = 0; i < region.inside.length; i++) {
    if (ground.every((color) => differs(calm, i, color, ALIKE) && differs(sharp, i, color, Math.max(ALIKE, 3 * noise)))) region.inside[i] = 1
  }
  return withoutSpecks(region, Math.max(Math.round(width * height * SPECK), 4))
}

function differs(lab: Float32Array, i: number, color: Lab, far: number): boolean {
  return squaredDistance(lab, i, color) > far * far
}

function squaredDistance(lab: Float32Array, i: number, [l, a, b]: Lab): number {
  return ((lab[3 * i] ?? 0) - l) ** 2 + ((lab[3 * i + 1] ?? 0) - a) ** 2 + ((lab[3 * i + 2] ?? 0) - b) ** 2
}

/** How far pixels of the border usually are from its colours: the median. */
function noiseOf(lab: Float32Array, ground: readonly Lab[], width: number, height: number): number {
  const distances = borderOf(width, height).map((i) => Math.min(...ground.map((color) => squaredDistance(lab, i, color))))
  return ground.length === 0 ? 0 : Math.sqrt(distances.sort((a, b) => a - b)[Math.floor(distances.length / 2)] ?? 0)
}

function borderOf(width: number, height: number): number[] {
  const across = Array.from({ length: width }, (_, x) => [x, (height - 1) * width + x])
  const down = Array.from({ length: height }, (_, y) => [y * width, y * width + width - 1])
  return [...across, ...down].flat()
}

/** The colours that many of the outermost pixels have, each the mean of those alike. */
function borderColors(lab: Float32Array, width: number, height: number): readonly Lab[] {
  const groups: { color: Lab; count: number }[] = []
  for (const i of borderOf(width, height)) {
    const here: Lab = [lab[3 * i] ?? 0, lab[3 * i + 1] ?? 0, lab[3 * i + 2] ?? 0]
    const own = groups.find(({ color }) => squaredDistance(lab, i, color) <= ALIKE * ALIKE)
    if (!own) {
      groups.push({ color: here, count: 1 })
      continue
    }
    const [l, a, b] = own.color
    const share = 1 / ++own.count
    own.color = [l + (here[0] - l) * share, a + (here[1] - a) * share, b + (here[2] - b) * share]
  }
  return groups.filter(({ count }) => count >= 2 * (width + height) * RARE).map(({ color }) => color)
}
