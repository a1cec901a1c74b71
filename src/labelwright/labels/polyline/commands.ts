/** What can be done to selected lines as a whole. */
import { cornerOf, withoutCorner } from '@editor/corners'
import { distance } from '@editor/geometry/geometry'
import type { LabelCommand } from '@editor/label'
import { simplifiedLine } from '@editor/vision/outline'
import { POINTS_MAX, type Pair, type PolylineValue, placeOf, valueOf } from './value'

type Command = LabelCommand<PolylineValue>

export const commands: readonly Command[] = [
  {
    name: 'simplify',
    title: 'Simplify',
    icon: 'vector-off',
    keys: ['t'],
    takes: 'each',
    run: ([value], { settings }) => (value ? [valueOf(simplifiedLine(placeOf(value).points, Number(settings.tolerance)))] : null),
  },
  {
    name: 'reverse',
    title: 'Reverse',
    icon: 'arrows-exchange',
    keys: ['w'],
    takes: 'each',
    run: ([value]) => (value ? [{ points: [...value.points].reverse() }] : null),
  },
  {
    name: 'leave',
    title: 'Leave out the point below the pointer',
    icon: 'circle-off',
    keys: ['u'],
    takes: 'one',
    run: ([value], { handle }) => {
      const after = value && handle !== null ? withoutHandle(value, handle) : null
      return after && [after]
    },
  },
  {
    name: 'split',
    title: 'Split at the point below the pointer',
    icon: 'slice',
    keys: ['y'],
    takes: 'one',
    run: ([value], { handle }) => {
      const corner = handle === null ? null : cornerOf(handle)
      if (!value || !corner || corner.between || corner.index === 0 || corner.index >= value.points.length - 1) return null
      return [{ points: value.points.slice(0, corner.index + 1) }, { points: value.points.slice(corner.index) }]
    },
  },
  {
    name: 'join',
    title: 'Join at the nearest ends',
    icon: 'link',
    keys: ['j'],
    takes: 'several',
    run([first, ...others]) {
      const line = first && others.reduce(joined, first)
      return line && line.points.length <= POINTS_MAX ? [line, ...others.map(() => null)] : null
    },
  },
]

/** The line without the point that a handle is on; itself where it has but two, or the handle is no point's. */
export function withoutHandle(value: PolylineValue, handle: string): PolylineValue {
  const corner = cornerOf(handle)
  return corner && !corner.between && value.points.length > 2 ? { points: withoutCorner(value.points, corner) } : value
}

/** Both lines as one, each turned so that the two ends that are nearest to one another meet. */
function joined(a: PolylineValue, b: PolylineValue): PolylineValue {
  const turned = (points: readonly Pair[]): readonly Pair[] => [...points].reverse()
  const ways = [
    [a.points, b.points],
    [a.points, turned(b.points)],
    [turned(a.points), b.points],
    [turned(a.points), turned(b.points)],
  ] as const
  const [before, after] = ways.reduce((best, way) => (gap(...way) < gap(...best) ? way : best))
  return { points: [...before, ...(gap(before, after) === 0 ? after.slice(1) : after)] }
}

function gap(before: readonly Pair[], after: readonly Pair[]): number {
  const [[ax, ay], [bx, by]] = [before.at(-1) ?? [0, 0], after[0] ?? [0, 0]]
  return distance({ x: ax, y: ay }, { x: bx, y: by })
}
