/**
 * The public face of the editor: what panels, pages and tests may use. An editor is made by `createEditor`
 * (headless), `mountImageEditor` or `mountTextEditor`; all three return an `Editor`.
 */
import type { Command, CommandGroup, Effect, Macro, MenuPlace, StateChange } from './commands/types'
import type { Display } from './display'
import type { Bounds, Point, Size } from './geometry/types'
import type { AnyLabel, KeyEvent, OffsetEvent, PointEvent } from './label'
import type { Annotation, AttributeValue, Class, Item, Ontology, Patch, Value } from './model'
import type { Settings } from './settings'
import type { Thinker } from './smart/thinking'
import type { TextModel } from './text/model'
import type { Camera, CameraMove, View } from './view/camera'
import type { MinimapWish } from './view/minimap'
import type { RulerUnit } from './view/ruler'

export type { Command, CommandGroup, Effect, Macro, MenuPlace, Outcome, StateChange, Step } from './commands/types'
export type { Annotation, Attribute, AttributeValue, Class, Group, Item, Media, Ontology, Op, Origin, Patch, Value } from './model'
export type { Bounds, Geometry, Point, Size } from './geometry/types'
export type { Display } from './display'
export type { Camera, CameraMove, View } from './view/camera'
export type { AnyLabel, Handle, Label, Modifiers, Options, ToolEvent } from './label'
export type { Ink, Mark, Style } from './mark'
export type { Setting, Settings, SettingValue } from './settings'

/** What the colour of an annotation tells: its class, which one it is, or who made it. */
export const COLORINGS = ['class', 'instance', 'annotator'] as const
export type Coloring = (typeof COLORINGS)[number]

export type ToolName = 'select' | 'draw' | 'smart' | 'pan' | 'measure'

/** What the state of the editor is now. A new object for each change, so it can be compared by identity. */
export interface EditorState {
  readonly item: Item
  readonly tool: ToolName
  /** The smart tool in hand, or taken last. */
  readonly smart: string
  /** How far a smart tool is with what it was asked, from 0 to 1; null where none is thinking. */
  readonly thinking: number | null
  /** The class that a new annotation gets; it stays until another is chosen. Null where there is none. */
  readonly activeClass: string | null
  readonly selection: ReadonlySet<string>
  /** The annotation just drawn, until another is selected: it keeps its class when the next one's is chosen. */
  readonly fresh: string | null
  readonly hover: string | null
  /** The handle of the selected annotation that the pointer is on, or was pressed on last. */
  readonly handle: string | null
  readonly hidden: ReadonlySet<string>
  readonly locked: ReadonlySet<string>
  /** What stays in its place: its class and attributes can be changed, its shape cannot. */
  readonly pinned: ReadonlySet<string>
  readonly readonly: boolean
  readonly camera: Camera
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly undoLabel: string | null
  readonly redoLabel: string | null
  /** How many times the document has changed since it was opened; 0 means untouched. */
  readonly edits: number
  readonly labels: boolean
  readonly grid: boolean
  readonly crosshair: boolean
  readonly minimap: MinimapWish
  readonly rulers: RulerUnit
  readonly magnifying: boolean
  /** Whether the pins of comments are shown. */
  readonly pins: boolean
  /** The page of the item's file that is looked at instead of the item's own; null for its own. */
  readonly page: number | null
  readonly othersDimmed: boolean
  readonly display: Display
  readonly colorBy: Coloring
  /** True while commands are recorded as a macro. */
  readonly recording: boolean
  /** How strongly areas are filled, from 0 to 1; 0.12 is what one sees through well. */
  readonly fill: number
  /** What the person has set of each tool: by the name of its label type or, of a smart tool, by `smart.` and its name. */
  readonly settings: Readonly<Record<string, Settings>>
  /** True while the item is shown without its annotations. */
  readonly raw: boolean
  /** True while the annotations given as `compare` are drawn as ghosts. */
  readonly comparing: boolean
  /** True while a gesture is under way. */
  readonly busy: boolean
  readonly cursor: string
}

/** The annotations, read-only. `apply` of the editor is the way to change them. */
export interface DocumentView {
  readonly size: number
  get(id: string): Annotation | undefined
  /** How many annotations have a class. */
  countOf(cls: string): number
  /** All ids from back to front; the same array until the set or its order changes. */
  ids(): readonly string[]
  /** All annotations from back to front. */
  all(): readonly Annotation[]
  /** Where an object lies from back to front. */
  rank(id: string): number
  /** All that belong together with an object, itself among them; that alone where it is in no compound. */
  together(id: string): readonly string[]
  /** The ranks in use, for bringing objects before the first or behind the last. */
  rankRange(): { readonly back: number; readonly front: number }
  /** Called after the annotation of this id has changed, come or gone. Returns the way to stop. */
  subscribe(id: string, listener: () => void): () => void
  /** Called after ids have come, gone or changed their order. */
  subscribeIds(listener: () => void): () => void
}

/** How an annotation stands to the ones it is compared with. */
export type Difference = 'added' | 'changed' | 'removed' | 'same'

/** What is drawn for comparison only, in the colours of who made it. */
export interface Ghosts {
  readonly annotations: readonly Annotation[]
  readonly colors?: ReadonlyMap<string, string>
}

export interface Comparison {
  readonly differences: ReadonlyMap<string, Difference>
  readonly counts: Readonly<Record<Difference, number>>
}

/** All a command or a tool may see. */
export interface EditorView {
  readonly state: EditorState
  readonly document: DocumentView
  readonly ontology: Ontology
  readonly labels: ReadonlyMap<string, AnyLabel>
  readonly clipboard: string
  /** Whether smart tools can be asked. */
  readonly thinks: boolean
  /** The annotations that the item shown before this one ended with. */
  readonly previous: readonly Annotation[]
  readonly viewSize: View
  readonly text: TextModel | null
  readonly comparison: Comparison | null
  newId(): string
  classOf(name: string): Class | undefined
  boundsOf(id: string): Bounds | null
  /** The value as its type keeps it on this item, or null where nothing of it is left. */
  settled(annotation: Annotation): Value | null
}

export interface KeyBinding {
  readonly command: string
  readonly keys: readonly string[]
}

/** One row of the palette and of the sheet of keys. */
export interface CommandRow {
  readonly id: string
  readonly title: string
  readonly icon: string
  readonly group: CommandGroup
  readonly keys: readonly string[]
  /** The label type it belongs to, where it is for that alone. */
  readonly scope?: string
  readonly menu?: MenuPlace
  readonly enabled: boolean
}

export interface KeyConflict {
  readonly key: string
  readonly commands: readonly string[]
}

/** Commands and their keys. */
export interface CommandList {
  list(): readonly CommandRow[]
  enabled(id: string): boolean
  /** Runs the command and says whether it could. */
  run(id: string, input?: unknown): boolean
  /** The user's own keys by command id; an empty list takes a command's keys away. */
  remap(bindings: Readonly<Record<string, readonly string[]>>): void
  conflicts(): readonly KeyConflict[]
  /** The first of a command's keys that no command before it has, for people to read; empty where there is none. */
  keyFor(id: string): string
  /** Keys for people to read, such as `Ctrl+Z` or `⌘Z`. */
  show(key: string): string
}

export interface EditorEvents {
  /** The document changed; local patches are what autosave sends. */
  patch: Patch
  /** Something only the application can do: `submit`, `skip`, `accept`, `fix`, `reject`, `palette`, `help`, `guideline`, `comment`, `copied`, `menu`. */
  effect: Effect
  /** A sentence for the live region of screen readers. */
  announce: string
  /** A problem a person should see, one sentence. */
  problem: string
}

export interface OpenOptions {
  readonly item: Item
  readonly annotations: readonly Annotation[]
  readonly readonly?: boolean
  /** Other annotations to compare with, such as the answer that is being fixed. */
  readonly compare?: readonly Annotation[]
}

export interface EditorOptions extends OpenOptions {
  readonly ontology: Ontology
  /** The user's own keys by command id. */
  readonly keymap?: Readonly<Record<string, readonly string[]>>
  /** The user's own macros, each of which becomes a command. */
  readonly macros?: readonly Macro[]
  /** What the user had set of each tool. */
  readonly settings?: Readonly<Record<string, Settings>>
  /** Extra label types and commands, beside the built-in ones. */
  readonly labels?: readonly AnyLabel[]
  readonly commands?: readonly Command[]
  /** Whether ⌘ is the main modifier. */
  readonly mac?: boolean
  /** Where smart tools think; without it there are none. */
  readonly thinker?: Thinker
  readonly newId?: () => string
  readonly now?: () => number
}

export interface Editor extends EditorView {
  readonly commands: CommandList
  getState(): EditorState
  /** Called after the state changed or, where they are named, after one of these pieces of it did. Returns the way to stop. */
  subscribe(listener: () => void, pieces?: readonly (keyof EditorState)[]): () => void
  on<K extends keyof EditorEvents>(event: K, listener: (payload: EditorEvents[K]) => void): () => void
  /** Shows another item; history and selection start anew, tool, class and view settings stay. */
  open(options: OpenOptions): void
  setOntology(ontology: Ontology): void
  setMacros(macros: readonly Macro[]): void
  /** Compares with other annotations, which are drawn as ghosts; or others are, such as what each annotator made. */
  setCompare(annotations: readonly Annotation[] | null, ghosts?: Ghosts): void
  setReadonly(readonly: boolean): void
  set(change: StateChange): void
  /** Changes what the person has set of a tool, by the same name as in the state. */
  setSettings(tool: string, settings: Settings): void
  /** Applies a patch. Local ones can be undone. */
  apply(patch: Patch): void
  select(ids: Iterable<string>): void
  hover(id: string | null): void
  setAttribute(id: string, name: string, value: AttributeValue | null): void
  setClass(id: string, name: string): void
  setNote(id: string, note: string): void
  /** Brings an annotation into view, also one that is shown for comparison only. */
  reveal(id: string, zoom?: boolean): void
  moveCamera(move: CameraMove): void
  setCamera(camera: Camera): void
  /** A view that showed the whole item goes on to show it. */
  setViewSize(size: Size): void
  /** Keeps the top of the view clear of what is fitted, revealed or zoomed, as many screen pixels as something lies over it. */
  setCovered(top: number): void
  pointer(event: PointEvent | OffsetEvent): void
  /** Returns whether the key meant something here. */
  key(event: KeyEvent & { readonly code: string; readonly repeat: boolean }): boolean
  keyUp(event: KeyEvent & { readonly code: string }): void
  /** Breaks off the gesture under way. */
  cancel(): void
  destroy(): void
}

/** A mounted editor: an editor with a place on the page. */
export interface MountedEditor extends Editor {
  readonly element: HTMLElement
  focus(): void
  /** Resolves when the item can be seen. */
  ready(): Promise<void>
  /** Where a place of the item is seen, in screen pixels of the view; null where it is not laid out now. */
  screenOf(place: Point): Point | null
  /** The place of the item below a point of the view: pixels of an image, the first and last character of a word. */
  placeAt(screen: Point): Point | null
}

export interface MountOptions extends EditorOptions {
  /** Where to listen for keys; by default the document. */
  readonly keyTarget?: HTMLElement | Document
}

/** Prepares media ahead of time, so that opening them shows at once. */
export type Prefetch = (mediaUrls: readonly string[]) => void

export type MountEditor = (host: HTMLElement, options: MountOptions) => MountedEditor
