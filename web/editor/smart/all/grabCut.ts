/** GrabCut: a box around an object, and its border is found by the colours inside and outside. */
import type { Bounds, Point } from '../../geometry/types'
import { type Cut, MAYBE_IN, SURELY_IN, SURELY_OUT, cutBy, cutOnce } from '../../vision/grabCut'
import { type Pixels, type Region, emptyRegion } from '../../vision/pixels'
import { grownBy } from '../../vision/region'
import { foundRegion, tidied } from '../found'
import { box } from '../gestures/box'
import { SMOOTHING } from '../settings'
import { type Desk, NOTHING_FOUND, type Prompt, type SmartTool } from '../types'
import { laidOn } from '../windows'

/** The colours are learnt on few pixels; the border is then drawn on more, in a band around where it was. */
const COARSE_MAX = 22_000
const FINE_MAX = 400_000
const ROUNDS = 4
/** So few pixels change sides that another round would change nothing to see. */
const CHANGE_MIN = 0.003
/** How much of the ground around the box is looked at, as a share of the box. */
const MARGIN = 0.25
/** Half the width of a stroke, in screen pixels. */
const STROKE = 4

type Stroke = Prompt & { readonly kind: 'stroke' }

const tool: SmartTool = {
  name: 'grabcut',
  title: 'Cut out from a box',
  hint: 'Drag a box around an object. Mend with strokes: Shift where it belongs, Alt where it does not.',
  icon: 'cut',
  keys: ['Shift+d'],
  settings: [SMOOTHING],
  gesture: box,
  async find({ prompts }, desk) {
    const [first, ...rest] = prompts
    if (first?.kind !== 'box') return NOTHING_FOUND
    const strokes = rest.filter((prompt) => prompt.kind === 'stroke')
    const around = grownBox(first.bounds)
    const coarse = await desk.picture.pixels(around, COARSE_MAX)
    const cut = await learnt(coarse, knownOf(coarse, first.bounds, strokes), desk)
    if (!cut) return NOTHING_FOUND
    const fine = await desk.picture.pixels(around, FINE_MAX)
    await desk.progress(0.8)
    const region = fine.step === coarse.step ? cut.region : refined(cut, coarse, fine, knownOf(fine, first.bounds, strokes))
    const smoothing = Number((prompts.at(-1) ?? first).settings.smoothing)
    return foundRegion({ region: tidied(region, smoothing), pixels: fine }, desk.picture.size)
  },
}

function grownBox({ minX, minY, maxX, maxY }: Bounds): Bounds {
  const [wide, high] = [Math.max((maxX - minX) * MARGIN, 8), Math.max((maxY - minY) * MARGIN, 8)]
  return { minX: minX - wide, minY: minY - high, maxX: maxX + wide, maxY: maxY + high }
}

/** Nothing outside the box belongs; inside it may; strokes are sure. */
function knownOf({ x, y, step, width, height }: Pixels, bounds: Bounds, strokes: readonly Stroke[]): Uint8Array {
  const known = new Uint8Array(width * height).fill(SURELY_OUT)
  const column = (at: number): number => Math.round((at - x) / step)
  const row = (at: number): number => Math.round((at - y) / step)
  for (let v = Math.max(row(bounds.minY), 0); v < Math.min(row(bounds.maxY), height); v++) {
    known.fill(MAYBE_IN, v * width + Math.max(column(bounds.minX), 0), v * width + Math.min(column(bounds.maxX), width))
  }
  for (const { points, wanted, sight } of strokes) {
    const radius = Math.max(STROKE / sight.scale / step, 0.7)
    for (const at of along(points, step)) dab(known, width, height, (at.x - x) / step, (at.y - y) / step, radius, wanted ? SURELY_IN : SURELY_OUT)
  }
  return known
}

/** Learns and cuts in turns, until hardly anything changes any more. Null where there is no ground around the box to learn from. */
async function learnt(pixels: Pixels, known: Uint8Array, desk: Desk): Promise<Cut | null> {
  let now: Region = { ...emptyRegion(pixels), inside: known.map((what) => (what === SURELY_OUT ? 0 : 1)) }
  let cut: Cut | null = null
  for (let round = 0; round < ROUNDS; round++) {
    await desk.progress((0.7 * round) / ROUNDS)
    const next = cutOnce(pixels, known, now)
    if (!next) return cut
    const changed = next.region.inside.reduce((count, value, i) => count + (value === now.inside[i] ? 0 : 1), 0)
    cut = next
    now = next.region
    if (changed < CHANGE_MIN * known.length) break
  }
  return cut
}

/** The border drawn anew among finer pixels, near where the coarse one runs. */
function refined({ region, models }: Cut, coarse: Pixels, fine: Pixels, known: Uint8Array): Region {
  const spread = laidOn(fine, { region, pixels: coarse })
  const band = Math.ceil(coarse.step / fine.step) + 1
  const near = grownBy(spread, band)
  const far = grownBy({ ...spread, inside: spread.inside.map((value) => 1 - value) }, band)
  const sure = known.map((what, i) => {
    if (what !== MAYBE_IN || (near.inside[i] === 1 && far.inside[i] === 1)) return what
    return near.inside[i] === 1 ? SURELY_IN : SURELY_OUT
  })
  return cutBy(fine, sure, models)
}

/** Points so close together that dabs on them leave no gap. */
function along(points: readonly Point[], step: number): Point[] {
  return points.flatMap((point, i) => {
    const before = points[i - 1] ?? point
    const count = Math.max(Math.ceil(Math.hypot(point.x - before.x, point.y - before.y) / step), 1)
    return Array.from({ length: count }, (_, k) => ({
      x: before.x + ((point.x - before.x) * (k + 1)) / count,
      y: before.y + ((point.y - before.y) * (k + 1)) / count,
    }))
  })
}

function dab(known: Uint8Array, width: number, height: number, cx: number, cy: number, radius: number, what: number): void {
  for (let y = Math.max(Math.floor(cy - radius), 0); y <= Math.min(Math.ceil(cy + radius), height - 1); y++) {
    for (let x = Math.max(Math.floor(cx - radius), 0); x <= Math.min(Math.ceil(cx + radius), width - 1); x++) {
      if ((x + 0.5 - cx) ** 2 + (y + 0.5 - cy) ** 2 <= radius * radius) known[y * width + x] = what
    }
  }
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default tool
