/**
 * What a command is. A command decides; it changes nothing itself: `run` returns what should happen, and the
 * editor does it. Toolbar, keys, menus, palette and the sheet of keys are lists of commands.
 */
import type { EditorState, EditorView } from '../api'
import type { Patch } from '../model'
import type { Settings } from '../settings'
import type { Ask } from '../smart/asking'
import type { CameraMove } from '../view/camera'

export type CommandGroup = 'edit' | 'select' | 'classes' | 'view' | 'tools' | 'work' | 'review' | 'help'

/** What came of a command. Several may come at once, done in order. */
export type Outcome =
  | { readonly kind: 'patch'; readonly patch: Patch }
  | { readonly kind: 'select'; readonly ids: readonly string[] }
  | { readonly kind: 'state'; readonly change: StateChange }
  | { readonly kind: 'camera'; readonly move: CameraMove }
  | { readonly kind: 'reveal'; readonly id: string }
  | { readonly kind: 'settings'; readonly tool: string; readonly settings: Settings }
  | { readonly kind: 'history'; readonly step: 'undo' | 'redo' }
  | { readonly kind: 'clipboard'; readonly text: string }
  | { readonly kind: 'command'; readonly id: string; readonly input?: unknown }
  | { readonly kind: 'macro'; readonly act: 'record' | 'play' | 'repeat'; readonly macro?: Macro }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'effect'; readonly effect: Effect }
  /** Asks a smart tool; null forgets all that was asked. */
  | { readonly kind: 'ask'; readonly ask: Ask | null }
  | { readonly kind: 'refine'; readonly tool: string; readonly ids: readonly string[] }
  | { readonly kind: 'announce'; readonly text: string }
  | { readonly kind: 'problem'; readonly text: string }

/** A command that was run, and with what. */
export interface Step {
  readonly id: string
  readonly input?: unknown
}

/** Commands that a person recorded under a name, to be run as one. */
export interface Macro {
  readonly name: string
  readonly keys: readonly string[]
  readonly steps: readonly Step[]
}

/** Parts of the state that a command may set outright. */
export type StateChange = Partial<
  Pick<
    EditorState,
    'tool' | 'smart' | 'activeClass' | 'fresh' | 'hidden' | 'locked' | 'pinned' | 'hover' | 'handle' | 'labels' | 'grid' | 'crosshair' | 'minimap' | 'rulers' | 'magnifying' | 'pins' | 'page' | 'othersDimmed' | 'comparing' | 'raw' | 'colorBy' | 'fill' | 'display' | 'recording'
  >
>

/** What only the application can do. Unknown types pass through, so that a new command needs no edit here. */
export interface Effect {
  readonly type: string
  readonly [key: string]: unknown
}

/** The menu on something that is selected, on the bare ground of the item, or both. `at` counts up; its tens are sections. */
export interface MenuPlace {
  readonly on: 'object' | 'ground' | 'both'
  readonly at: number
  /** Whether the command wants the place of the item where the menu was asked for as its input. */
  readonly placed?: true
}

export interface Command {
  readonly id: string
  readonly title: string
  /** The name of an icon; the interface chooses the picture. */
  readonly icon: string
  /** Default keys, such as `$mod+z`, `Shift+ArrowLeft`, `Space`; `$mod` is ⌘ on a Mac and Ctrl elsewhere. */
  readonly keys: readonly string[]
  readonly group: CommandGroup
  /** Where it stands in the menu that a right click opens; without it, nowhere. */
  readonly menu?: MenuPlace
  /** The label type it belongs to. Commands of different types may have the same key: only one of them is worked with. */
  readonly scope?: string
  /** Whether it can run now; without it, always. */
  when?(view: EditorView): boolean
  run(view: EditorView, input?: unknown): Outcome | readonly Outcome[] | null
}
