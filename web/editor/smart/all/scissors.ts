/** Intelligent scissors: between clicks the line follows the strongest edge by itself. */
import { distance } from '../../geometry/plane'
import type { Point } from '../../geometry/types'
import type { Settings } from '../../settings'
import { type Edges, edgesOf } from '../../vision/edges'
import { simplifiedLine, simplified } from '../../vision/outline'
import { type Pixels, centreAt, indexAt } from '../../vision/pixels'
import { Wire, costOf, snappedTo } from '../../vision/wire'
import { isClosed, pins } from '../gestures/pins'
import type { Desk, Found, Prompt, Sight, SmartTool } from '../types'
import { seenWindow, windowWith } from '../windows'

const PIXELS_MAX = 700_000
const SEGMENTS_KEPT = 400

/** Beside a pin, so many points of a line may go there and back. */
const SPUR_MAX = 32

/** A line along edges, in pixels of `step`. */
interface Line {
  readonly points: readonly Point[]
  readonly step: number
}

type Place = Pick<Prompt & { readonly kind: 'pin' }, 'at' | 'sight' | 'settings'>

/** A part of the picture with its edges and what it costs to follow them. */
interface Ground {
  readonly key: string
  readonly pixels: Pixels
  readonly edges: Edges
  readonly cost: Uint8Array
}

const tool: SmartTool = {
  name: 'scissors',
  title: 'Intelligent scissors',
  hint: 'Click along a border; the line follows it. Click the first point, double-click or press Enter to close.',
  icon: 'scissors',
  keys: ['Shift+t'],
  settings: [
    { kind: 'number', name: 'snap', title: 'Snap', initial: 10, minimum: 0, maximum: 30, step: { by: 'difference', of: 2 }, unit: 'px', less: ['['], more: [']'] },
    { kind: 'number', name: 'detail', title: 'Simplify', initial: 1, minimum: 0, maximum: 8, step: { by: 'difference', of: 0.5 }, unit: 'px', less: ['{'], more: ['}'] },
  ],
  gesture: pins,
  async find({ prompts, pointer }, desk) {
    const places: Place[] = prompts.filter((prompt) => prompt.kind === 'pin')
    const lines: Line[] = []
    for (let i = 1; i < places.length; i++) {
      await desk.progress(i / places.length)
      lines.push(await segment(places, i, desk))
    }
    return isClosed(prompts) ? areaOf(lines, places) : wireTo(pointer, places, lines, desk)
  },
}

/** The outline as an area and, for types that hold lines alone, the line as far as it was pinned. */
function areaOf(lines: readonly Line[], places: readonly Place[]): Found {
  const [open, whole] = [joined(lines.slice(0, -1)), joined(lines)]
  const last = places.at(-2)
  const tolerance = last ? toleranceOf(last) : 0
  const ring = simplified(whole.slice(0, -1), tolerance)
  return {
    views: [
      { kind: 'polygon', parts: [[ring]] },
      { kind: 'line', points: simplifiedLine(open, tolerance) },
    ],
    guides: [],
  }
}

async function wireTo(pointer: Place | null, places: readonly Place[], lines: readonly Line[], desk: Desk): Promise<Found> {
  const last = places.at(-1)
  const pinned = await Promise.all(places.map((place) => onEdge(place, desk)))
  const wire = pointer && last ? [await follow(last, { ...pointer, settings: { ...pointer.settings, snap: 0 } }, desk)] : []
  return { views: [], guides: lines.length + wire.length > 0 ? [joined([...lines, ...wire])] : [], pins: pinned }
}

/** The way between two pins next to each other. A first pin that comes again closes the outline, and lies where it lay. */
function segment(places: readonly Place[], i: number, desk: Desk): Promise<Line> {
  const [from, to] = [places[i - 1] as Place, places[i] as Place]
  const key = JSON.stringify([from, to])
  return desk.keep('segments', key, () => follow(from, to, desk), SEGMENTS_KEPT)
}

/** The way from a pin to a place, along edges as they were seen from the latter. */
async function follow(from: Place, to: Place, desk: Desk): Promise<Line> {
  const start = await onEdge(from, desk)
  const end = await onEdge(to, desk)
  const ground = await groundOf(to.sight, [start, end], desk)
  const [a, b] = [indexAt(ground.pixels, start), indexAt(ground.pixels, end)]
  const { step } = ground.pixels
  if (a === null || b === null) return { points: [start, end], step }
  const wire = await desk.keep('wires', `${ground.key} ${a}`, () => new Wire(ground.cost, ground.edges, a))
  const inner = wire.pathTo(b).slice(1, -1).map((index) => centreAt(ground.pixels, index))
  return { points: [start, ...inner, end], step }
}

/** Where a pin lies: on the strongest edge near where it was set. */
async function onEdge({ at, sight, settings }: Place, desk: Desk): Promise<Point> {
  const radius = Number(settings.snap) / sight.scale
  if (radius === 0) return at
  const { pixels, edges } = await groundOf(sight, [at], desk)
  const index = indexAt(pixels, at)
  if (index === null) return at
  const snapped = snappedTo(edges, index, Math.round(radius / pixels.step))
  return snapped === index ? at : centreAt(pixels, snapped)
}

function groundOf(sight: Sight, points: readonly Point[], desk: Desk): Promise<Ground> {
  const { size } = desk.picture
  const bounds = windowWith(seenWindow(sight, size), points, size)
  const key = Object.values(bounds).join()
  return desk.keep('grounds', key, async () => {
    const pixels = await desk.picture.pixels(bounds, PIXELS_MAX)
    const edges = edgesOf(pixels)
    return { key, pixels, edges, cost: costOf(edges) }
  })
}

function toleranceOf({ settings, sight }: { readonly settings: Settings; readonly sight: Sight }): number {
  return Number(settings.detail) / Math.min(sight.scale, 1)
}

/** One line of several, without the spurs where it goes to a pin beside the edge and back. */
function joined(lines: readonly Line[]): readonly Point[] {
  let whole: readonly Point[] = []
  for (const { points, step } of lines) {
    const [back, on] = spurOf(whole, points, 1.5 * step)
    whole = [...whole.slice(0, whole.length - back), ...points.slice(whole.length > 0 && back === 0 && on === 0 ? 1 : on)]
  }
  return whole
}

/** How many points before a joint, and how many behind it, only lead there and back. */
function spurOf(before: readonly Point[], behind: readonly Point[], reach: number): readonly [number, number] {
  let best: readonly [number, number] = [0, 0]
  for (let back = 1; back <= Math.min(SPUR_MAX, before.length - 1); back++) {
    for (let on = 1; on <= Math.min(SPUR_MAX, behind.length - 1); on++) {
      const [from, to] = [before[before.length - 1 - back] as Point, behind[on] as Point]
      if (back + on > best[0] + best[1] && distance(from, to) <= reach) best = [back, on]
    }
  }
  // What bends back at once is a corner, not a spur.
  return best[0] + best[1] > 4 ? best : [0, 0]
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default tool
