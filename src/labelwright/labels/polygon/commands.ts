/** What can be done to selected polygons as a whole. */
import { cornerOf, withoutCorner } from '@editor/corners'
import { distance } from '@editor/geometry/geometry'
import { hullOf } from '@editor/geometry/hull'
import { LAYERS_MAX, type Parts, overlay, untangled } from '@editor/geometry/overlay'
import type { Point } from '@editor/geometry/types'
import type { Bench, LabelCommand } from '@editor/label'
import { simplified } from '@editor/vision/outline'
import { POINTS_MAX, type PolygonValue, countOf, mapped, placeOf, pointsOf, valueOf } from './value'

type Command = LabelCommand<PolygonValue>

/** Corners that smoothing leaves as near as this, in pixels, to a straight line are left out. */
const SMOOTH_TO = 0.05
/** Edges shorter than this, in pixels, are not cut further: nobody would see it. */
const CUT_FROM = 2

export const commands: readonly Command[] = [
  each('simplify', 'Simplify', 'vector-off', (value, { settings }) => shaped(value, (ring) => simplified(ring, Number(settings.tolerance))), ['t']),
  each('smooth', 'Smooth', 'vector-spline', (value) => shaped(value, (ring) => simplified(cut(ring), SMOOTH_TO)), ['w']),
  each('untangle', 'Untangle crossed outlines', 'vector-triangle', (value) => made(untangled(placeOf(value).rings))),
  each('fill-holes', 'Fill holes', 'droplet', ({ parts }) => ({ parts: parts.map((part) => part.slice(0, 1)) })),
  each('hull', 'Convex hull', 'hexagon', (value) => valueOf([[hullOf(placeOf(value).rings.flat())]])),
  {
    name: 'leave',
    title: 'Leave out the corner below the pointer',
    icon: 'circle-off',
    keys: ['u'],
    takes: 'one',
    run: ([value], { handle }) => {
      const after = value && handle !== null ? withoutHandle(value, handle) : null
      return after && [after]
    },
  },
  {
    name: 'separate',
    title: 'Make each part a polygon',
    icon: 'layout-grid',
    takes: 'each',
    run: ([value]) => (value && value.parts.length > 1 ? value.parts.map((part) => ({ parts: [part] })) : null),
  },
  several('join', 'Join', 'layers-union', joined, ['j']),
  {
    name: 'subtract',
    title: 'Cut the others out of the first',
    icon: 'layers-subtract',
    takes: 'several',
    run: ([first, ...others]) => {
      const rest = joined(others.map((value) => placeOf(value).rings))
      const after = first && rest && made(overlay([placeOf(first).rings, rest.flat()], (cover) => cover === 1))
      return after ? [after, ...others] : null
    },
  },
  several('intersect', 'Keep what all have in common', 'layers-intersect', (areas) =>
    areas.slice(1).reduce<Parts | null>((shared, area) => shared && overlay([shared.flat(), area], (cover) => cover === 3), untangled(areas[0] ?? [])),
  ),
]

/** The polygon without the corner that a handle is on; itself where it needs that corner, or the handle is no corner's. */
export function withoutHandle(value: PolygonValue, handle: string): PolygonValue {
  const corner = cornerOf(handle)
  if (!corner || corner.between) return value
  const outlines = new Set(value.parts.map(([outline]) => outline))
  return mapped(value, (ring, flat) => {
    if (flat !== corner.path) return ring
    if (ring.length > 3) return withoutCorner(ring, corner)
    return outlines.has(ring) ? ring : null
  })
}

/** Changes each polygon by itself; nothing where that would be no polygon, or one with too many corners. */
function each(name: string, title: string, icon: string, change: (value: PolygonValue, bench: Bench<PolygonValue>) => PolygonValue | null, keys: readonly string[] = []): Command {
  return {
    name,
    title,
    icon,
    keys,
    takes: 'each',
    run([value], bench) {
      const after = value ? change(value, bench) : null
      return after && after.parts.length > 0 && countOf(after) <= POINTS_MAX ? [after] : null
    },
  }
}

/** Makes one polygon of several, in the place of the first. */
function several(name: string, title: string, icon: string, make: (areas: readonly (readonly (readonly Point[])[])[]) => Parts | null, keys: readonly string[] = []): Command {
  return {
    name,
    title,
    icon,
    keys,
    takes: 'several',
    run([first, ...others]) {
      const after = first ? made(make([first, ...others].map((value) => placeOf(value).rings))) : null
      return after && [after, ...others.map(() => null)]
    },
  }
}

function joined(areas: readonly (readonly (readonly Point[])[])[]): Parts | null {
  let parts: Parts | null = []
  for (let i = 0; i < areas.length && parts; i += LAYERS_MAX - 1) {
    parts = overlay([parts.flat(), ...areas.slice(i, i + LAYERS_MAX - 1)], (cover) => cover > 0)
  }
  return parts
}

/** The polygon of parts; null where there are none, or they have too many corners together. */
function made(parts: Parts | null): PolygonValue | null {
  const value = parts && parts.length > 0 ? valueOf(parts) : null
  return value && countOf(value) <= POINTS_MAX ? value : null
}

/** The value with each ring changed as a line of points; rings that would be no more than two points stay as they are. */
function shaped(value: PolygonValue, change: (ring: readonly Point[]) => readonly Point[]): PolygonValue {
  return mapped(value, (ring) => {
    const points = change(pointsOf(ring))
    return points.length > 2 ? points.map(({ x, y }) => [x, y] as const) : ring
  })
}

/** Each corner cut at a quarter of both its edges (Chaikin, An algorithm for high-speed curve generation, 1974). */
function cut(ring: readonly Point[]): readonly Point[] {
  return ring.flatMap((a, i) => {
    const b = ring[(i + 1) % ring.length] ?? a
    const between = (share: number): Point => ({ x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) })
    return distance(a, b) < CUT_FROM ? [between(0.5)] : [between(0.25), between(0.75)]
  })
}
