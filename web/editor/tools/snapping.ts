/** Where a point goes that is drawn or dragged: as its label type snaps, or onto lines along the sides of neighbours. */
import type { Point } from '../geometry/types'
import type { AnyLabel, PointEvent } from '../label'
import { settingsOf } from '../settings'
import { around } from '../view/hit'
import { snapped } from '../view/snap'
import type { ToolView } from './types'

/** Screen pixels within which points snap. */
const REACH = 8

/** The point of an event as it snaps with Ctrl, or without it where the tool is set so. Nothing snaps to `except`. */
export function snappedPoint({ point, modifiers }: PointEvent, type: AnyLabel | undefined, view: ToolView, except: ReadonlySet<string>): Point {
  if (modifiers.ctrl === (type !== undefined && snapsAlways(type, view))) return point
  const reach = REACH / view.state.camera.scale
  if (type?.snap) return type.snap(point, view.geometriesWithin(around(point, reach), except), reach)
  return snapped(point, view.neighbours(around(point, 0), except), reach)
}

/** Whether points snap without Ctrl. */
export function snapsAlways(type: AnyLabel, { state }: ToolView): boolean {
  return type.snaps?.(settingsOf(type.settings, state.settings[type.name])) ?? false
}
