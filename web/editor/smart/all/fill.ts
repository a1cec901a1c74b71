/** Fill to edge: a click takes everything around it up to the next edges, whatever its colours. */
import type { NumberSetting } from '../../settings'
import { basinOf } from '../../vision/basin'
import { edgesOf, strongestEdge } from '../../vision/edges'
import { type Pixels, indexAt } from '../../vision/pixels'
import { foundRegion, tidied } from '../found'
import { points } from '../gestures/points'
import { SMOOTHING } from '../settings'
import { type Desk, type Prompt, type SmartTool } from '../types'
import { type Piece, combined, foundAround, wholePicture } from '../windows'

const PIXELS_MAX = 1_000_000
/** On so many the strongest edges of the whole picture are looked for. */
const OVERVIEW_MAX = 200_000
const PIECES_KEPT = 12

const HOLDS: NumberSetting = {
  kind: 'number',
  name: 'edge',
  title: 'Edge strength',
  initial: 18,
  minimum: 2,
  maximum: 100,
  step: { by: 'difference', of: 3 },
  unit: '%',
  less: ['['],
  more: [']'],
}

const tool: SmartTool = {
  name: 'fill',
  title: 'Fill to edge',
  hint: 'Click inside an object with a clear border; drag sideways to stop at weaker or only at stronger edges.',
  icon: 'bucket-droplet',
  keys: ['Shift+j'],
  settings: [
    HOLDS,
    { kind: 'number', name: 'gap', title: 'Close gaps', initial: 3, minimum: 0, maximum: 40, step: { by: 'difference', of: 1 }, unit: 'px' },
    SMOOTHING,
  ],
  gesture: points(HOLDS),
  async find({ prompts }, desk) {
    const parts: (Piece & { readonly wanted: boolean })[] = []
    for (const prompt of prompts) {
      await desk.progress(parts.length / prompts.length)
      if (prompt.kind !== 'point') continue
      const piece = await desk.keep('pieces', JSON.stringify(prompt), () => pieceOf(prompt, desk), PIECES_KEPT)
      parts.push({ ...piece, wanted: prompt.wanted })
    }
    return foundRegion(combined(parts), desk.picture.size)
  },
}

async function pieceOf({ at, sight, settings }: Prompt & { readonly kind: 'point' }, desk: Desk): Promise<Piece> {
  const strongest = await desk.keep('overview', '', async () => strongestEdge(await desk.picture.pixels(wholePicture(desk.picture.size), OVERVIEW_MAX)))
  return foundAround(sight, desk, PIXELS_MAX, async (pixels: Pixels) => {
    const { x, y, step, width, height } = pixels
    const edges = await desk.keep('edges', [x, y, step, width, height].join(), () => edgesOf(pixels, strongest))
    const basin = basinOf(edges, indexAt(pixels, at) ?? 0, { holds: Number(settings.edge) / 100, gap: Math.round(Number(settings.gap) / step) })
    return tidied(basin, Number(settings.smoothing))
  })
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default tool
