/** What can be done with selected keypoints besides moving them. */
import type { Bench, LabelCommand } from '@editor/label'
import { fitted } from './fitting'
import { layoutOf, swapsOf, templateOf } from './template'
import { type KeypointsValue, type Place, mapped, pointOf } from './value'

export const commands: readonly LabelCommand<KeypointsValue>[] = [
  { name: 'swap', title: 'Swap left and right points', icon: 'arrows-left-right', keys: ['m'], takes: 'each', run: ([value], bench) => result(value, value && swapped(value, bench)) },
  { name: 'show', title: 'Set all points visible', icon: 'eye', keys: ['w'], takes: 'each', run: ([value]) => result(value, value && mapped(value, ([x, y]) => [x, y, 2])) },
  { name: 'fit', title: 'Place missing points by the template', icon: 'wand', keys: ['t'], takes: 'each', run: ([value], bench) => result(value, value && completed(value, bench)) },
  { name: 'toggle', title: 'Hide or show the point below the pointer', icon: 'eye-off', keys: ['k'], takes: 'one', run: ([value], { handle }) => result(value, value && atHandle(value, handle, toggled)) },
  { name: 'leave', title: 'Leave out the point below the pointer', icon: 'circle-off', keys: ['u'], takes: 'one', run: ([value], { handle }) => result(value, value && atHandle(value, handle, () => null)) },
]

/** Null where nothing has changed; the annotation goes where no point is left. */
function result(before: KeypointsValue | undefined, after: KeypointsValue | undefined): readonly (KeypointsValue | null)[] | null {
  if (!before || !after || JSON.stringify(before) === JSON.stringify(after)) return null
  return [Object.keys(after.points).length > 0 ? after : null]
}

function swapped({ points }: KeypointsValue, { options }: Bench<KeypointsValue>): KeypointsValue {
  const swaps = swapsOf(templateOf(options))
  return { points: Object.fromEntries(Object.entries(points).map(([name, place]) => [swaps.get(name) ?? name, place])) }
}

/** The missing points where the template, laid over the others, has them; hidden, since nobody has seen them there. */
function completed(value: KeypointsValue, { options }: Bench<KeypointsValue>): KeypointsValue {
  const labelled = new Map(Object.entries(value.points).map(([name, place]) => [name, pointOf(place)]))
  const places = fitted(layoutOf(templateOf(options)), labelled)
  if (!places) return value
  const missing = [...places].filter(([name]) => !labelled.has(name)).map(([name, { x, y }]) => [name, [x, y, 1]] as const)
  return { points: { ...value.points, ...Object.fromEntries(missing) } }
}

function atHandle(value: KeypointsValue, handle: string | null, change: (place: Place) => Place | null): KeypointsValue {
  return mapped(value, (place, name) => (name === handle ? change(place) : place))
}

function toggled([x, y, seen]: Place): Place {
  return [x, y, seen === 1 ? 2 : 1]
}
