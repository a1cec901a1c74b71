/** What a tool of the editor is: a pure state chart that reads the editor and returns what should happen. */
import type { EditorView, ToolName } from '../api'
import type { Outcome } from '../commands/types'
import type { Bounds, Geometry, Point } from '../geometry/types'
import type { ToolEvent } from '../label'
import type { Mark } from '../mark'
import type { Annotation } from '../model'
import type { News } from '../smart/asking'

/** What is shown while a gesture is under way; nothing of it is in the document. */
export interface Preview {
  /** Annotations shown in place of those with the same id, or beside them where there is none. */
  readonly annotations: readonly Annotation[]
  readonly marquee?: Bounds
  /** Shown on top of all. */
  readonly aids?: readonly Mark[]
  /** Ids of annotations that are not shown meanwhile. */
  readonly without?: readonly string[]
}

/** What a tool sees beside the editor itself. */
export interface ToolView extends EditorView {
  /** Ids below a point, most likely first; what is hidden or locked is not there. */
  pick(point: Point, reach: number): readonly string[]
  pickOffset(offset: number): readonly string[]
  /** Ids of what lies wholly or partly within bounds. */
  within(bounds: Bounds): readonly string[]
  /** The geometries of what is shown within bounds, for snapping. */
  geometriesWithin(bounds: Bounds, except: ReadonlySet<string>): readonly Geometry[]
  /** The handle of the selected annotation near a point. */
  handleAt(point: Point, reach: number): { readonly id: string; readonly name: string; readonly cursor: string } | null
  /** Bounds of what lies near, for snapping. */
  neighbours(bounds: Bounds, except: ReadonlySet<string>): readonly Bounds[]
}

export interface ToolTurn<S> {
  readonly state: S
  readonly preview?: Preview
  readonly outcomes?: readonly Outcome[]
  readonly cursor?: string
}

/**
 * What a tool hears beside the pointer and keys: what came of a question, that class or settings have changed, or that
 * the pointer has left.
 */
export type ToolNews = Exclude<News, { readonly type: 'thinking' }> | { readonly type: 'setup' } | { readonly type: 'left' }

export interface Tool<S = unknown> {
  readonly name: ToolName
  readonly start: S
  /** Whether a gesture is under way in this state. */
  busy(state: S): boolean
  on(state: S, event: ToolEvent, view: ToolView): ToolTurn<S>
  /** Null where it does not matter. */
  hear?(state: S, news: ToolNews, view: ToolView): ToolTurn<S> | null
}

/** Declares a tool with its own state, for use where all tools are treated alike. */
export function tool<S>(definition: Tool<S>): Tool {
  return definition as unknown as Tool
}
