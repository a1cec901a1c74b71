/** The magic wand: a click takes all of a like colour. */
import type { NumberSetting } from '../../settings'
import type { Pixels } from '../../vision/pixels'
import { indexAt } from '../../vision/pixels'
import { alike } from '../../vision/wand'
import { foundRegion, tidied } from '../found'
import { points } from '../gestures/points'
import { SMOOTHING } from '../settings'
import { type Desk, type Prompt, type SmartTool } from '../types'
import { type Piece, combined, foundAround, wholePicture } from '../windows'

const PIXELS_MAX = 2_000_000
const PIECES_KEPT = 12

const TOLERANCE: NumberSetting = {
  kind: 'number',
  name: 'tolerance',
  title: 'Tolerance',
  initial: 32,
  minimum: 0,
  maximum: 255,
  step: { by: 'difference', of: 4 },
  less: ['['],
  more: [']'],
}

const tool: SmartTool = {
  name: 'wand',
  title: 'Magic wand',
  hint: 'Click a colour; drag sideways for more or less of it. Shift-click adds, Alt-click takes away.',
  icon: 'wand',
  keys: ['Shift+w'],
  settings: [TOLERANCE, { kind: 'switch', name: 'contiguous', title: 'Joined only', initial: true, keys: ['j'] }, SMOOTHING],
  gesture: points(TOLERANCE),
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
  const { tolerance, contiguous, smoothing } = settings
  const find = (pixels: Pixels) => {
    const seed = indexAt(pixels, at) ?? 0
    return tidied(alike(pixels, seed, { tolerance: Number(tolerance), contiguous: contiguous === true }), Number(smoothing))
  }
  if (contiguous === true) return foundAround(sight, desk, PIXELS_MAX, find)
  const pixels = await desk.picture.pixels(wholePicture(desk.picture.size), PIXELS_MAX)
  return { region: find(pixels), pixels }
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default tool
