/** What a box holds: the pixels whose colours its border does not have. Pure. */
import { labOf } from './color'
import { type Pixels, type Region, emptyRegion } from './pixels'
import { withoutSpecks } from './region'

/** Colours of the border are told apart as coarsely as this, in units of Lab. */
const COLOR_CELL = 6
/** A colour this near to one of the border is one of the border's. */
const ALIKE = 9
/** A piece is content from this share of the box on. */
const SPECK = 0.002
/** Colours that fewer of the border's pixels have are the content's own, where it reaches the border. */
const RARE = 0.04

/** The content of the pixels; empty where nothing differs from the border. */
export function contentOf(pixels: Pixels): Region {
  const { width, height } = pixels
  const lab = labOf(pixels)
  const ground = borderColors(lab, width, height)
  const region = emptyRegion(pixels)
  for (let i = 0; i < region.inside.length; i++) {
    const [l, a, b] = [lab[3 * i] ?? 0, lab[3 * i + 1] ?? 0, lab[3 * i + 2] ?? 0]
    if (ground.every((color) => (color[0] - l) ** 2 + (color[1] - a) ** 2 + (color[2] - b) ** 2 > ALIKE * ALIKE)) region.inside[i] = 1
  }
  return withoutSpecks(region, Math.max(Math.round(width * height * SPECK), 4))
}

/** The colours that the outermost pixels have, each once. */
function borderColors(lab: Float32Array, width: number, height: number): (readonly [number, number, number])[] {
  const groups = new Map<string, { count: number; sum: [number, number, number] }>()
  const add = (i: number): void => {
    const [l, a, b] = [lab[3 * i] ?? 0, lab[3 * i + 1] ?? 0, lab[3 * i + 2] ?? 0]
    const key = [l, a, b].map((value) => Math.round(value / COLOR_CELL)).join()
    const group = groups.get(key) ?? { count: 0, sum: [0, 0, 0] }
    groups.set(key, { count: group.count + 1, sum: [group.sum[0] + l, group.sum[1] + a, group.sum[2] + b] })
  }
  for (let x = 0; x < width; x++) [x, (height - 1) * width + x].forEach(add)
  for (let y = 1; y < height - 1; y++) [y * width, y * width + width - 1].forEach(add)
  const total = 2 * (width + height)
  const common = [...groups.values()].filter(({ count }) => count >= total * RARE)
  return common.map(({ count, sum }) => [sum[0] / count, sum[1] / count, sum[2] / count])
}
