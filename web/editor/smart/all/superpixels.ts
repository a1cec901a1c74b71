/** The superpixel brush: the picture falls into cells along its borders, and a stroke collects those it passes. */
import type { Point } from '../../geometry/types'
import type { Cells } from '../../vision/cells'
import { type Pixels, emptyRegion, indexAt } from '../../vision/pixels'
import { cellsOf } from '../../vision/superpixels'
import { bordersOf, foundRegion } from '../found'
import { brush } from '../gestures/brush'
import type { Desk, Prompt, SmartTool } from '../types'
import { type Piece, combined, seenWindow } from '../windows'

const PIXELS_MAX = 350_000
/** No cell is narrower, in pixels that are read. */
const CELL_MIN = 4

const tool: SmartTool = {
  name: 'superpixels',
  title: 'Superpixel brush',
  hint: 'Paint over an object; the cells below join it. Alt takes cells away, Enter accepts.',
  icon: 'hexagons',
  keys: ['Shift+u'],
  settings: [
    { kind: 'number', name: 'cell', title: 'Cell size', initial: 24, minimum: 8, maximum: 120, step: { by: 'factor', of: 1.25 }, unit: 'px', less: ['['], more: [']'] },
  ],
  gesture: brush,
  async find({ prompts, pointer }, desk) {
    const parts: (Piece & { readonly wanted: boolean })[] = []
    for (const prompt of prompts) {
      await desk.progress(parts.length / prompts.length)
      if (prompt.kind === 'stroke') parts.push({ ...(await collected(prompt, prompt.points, desk)), wanted: prompt.wanted })
    }
    const below = pointer && (await collected(pointer, [pointer.at], desk))
    return foundRegion(combined(parts), desk.picture.size, below ? bordersOf(below.region, below.pixels) : [])
  },
}

/** The cells that a line passes, as they were when it was drawn. */
async function collected({ sight, settings }: Pick<Prompt, 'sight' | 'settings'>, points: readonly Point[], desk: Desk): Promise<Piece> {
  const pixels = await desk.picture.pixels(seenWindow(sight, desk.picture.size), PIXELS_MAX)
  const size = Math.max(Number(settings.cell) / sight.scale / pixels.step, CELL_MIN)
  const key = [pixels.x, pixels.y, pixels.step, pixels.width, pixels.height, size].join()
  const cells = await desk.keep('cells', key, () => cellsOf(pixels, size))
  return { region: regionOf(cells, passed(cells, pixels, points)), pixels }
}

function passed({ labels }: Cells, pixels: Pixels, points: readonly Point[]): ReadonlySet<number> {
  const found = new Set<number>()
  points.forEach((point, i) => {
    const before = points[i - 1] ?? point
    const count = Math.max(Math.ceil(Math.hypot(point.x - before.x, point.y - before.y) / pixels.step), 1)
    for (let k = 1; k <= count; k++) {
      const index = indexAt(pixels, { x: before.x + ((point.x - before.x) * k) / count, y: before.y + ((point.y - before.y) * k) / count })
      if (index !== null) found.add(labels[index] ?? -1)
    }
  })
  return found
}

function regionOf(cells: Cells, chosen: ReadonlySet<number>): ReturnType<typeof emptyRegion> {
  const region = emptyRegion(cells)
  const isChosen = new Uint8Array(cells.count)
  for (const label of chosen) isChosen[label] = 1
  for (let i = 0; i < cells.labels.length; i++) if (isChosen[cells.labels[i] ?? 0] === 1) region.inside[i] = 1
  return region
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default tool
