/**
 * What the editor half of a label type is. Pure: the same input gives the same output; no DOM, no clock.
 * Only `name`, `media`, `title`, `geometry`, `paint` and `tool` must be given; the rest has defaults.
 */
import type { Affine } from './geometry/affine'
import type { Bounds, Geometry, Point, Size } from './geometry/types'
import type { Mark, Style } from './mark'
import type { Media, Value } from './model'
import type { Setting, Settings } from './settings'
import type { TextModel } from './text/model'
import type { View } from './views'

export interface Modifiers {
  readonly shift: boolean
  readonly ctrl: boolean
  readonly alt: boolean
  readonly meta: boolean
}

/** A pointer on an image. `point` is in image pixels, `screen` in screen pixels of the view. */
export interface PointEvent {
  readonly type: 'down' | 'move' | 'up'
  readonly point: Point
  readonly screen: Point
  readonly buttons: number
  readonly modifiers: Modifiers
  readonly pressure: number
  readonly clicks: number
  readonly t: number
  readonly pointer: 'mouse' | 'pen' | 'touch'
}

/**
 * A pointer on a text. `offset` is the caret, in code points; `floor` and `ceil` are the nearest word boundaries
 * at or before it and at or after it.
 */
export interface OffsetEvent {
  readonly type: 'down' | 'move' | 'up'
  readonly offset: number
  /** The character below the pointer, where it is known; the caret may stand at its far side. */
  readonly character?: number
  readonly floor: number
  readonly ceil: number
  readonly buttons: number
  readonly modifiers: Modifiers
  readonly clicks: number
  readonly t: number
  /** The end of an annotation that was grabbed, where the pointer went down on one. */
  readonly handle?: { readonly id: string; readonly name: string }
}

export interface KeyEvent {
  readonly type: 'key'
  readonly key: string
  readonly modifiers: Modifiers
}

export interface CancelEvent {
  readonly type: 'cancel'
}

export type ToolEvent = PointEvent | OffsetEvent | KeyEvent | CancelEvent

/** What came of an event: the next state, and what to show (`draft`) or keep (`commit`) now. */
export interface Turn<V, S> {
  readonly state: S
  readonly draft?: V
  readonly commit?: V
  /** With `selected`, draft and commit are the new value of the selected annotation, not a new annotation. */
  readonly of?: 'selected'
  /** With `selected`: further values, which become new annotations like it, as when it is cut in two. */
  readonly more?: readonly V[]
  /** Shown besides: the ring of a brush, a guide, pixels while a stroke is under way. */
  readonly aids?: readonly Mark[]
  /** Whether a gesture is under way that shows no draft, or only aids. The selected one is then not drawn at rest. */
  readonly active?: boolean
  readonly cursor?: string
  /** New values of the tool's own settings, such as a brush that grew by a key. */
  readonly settings?: Settings
}

/** The settings that a class has of its label type, over those the type begins with. */
export type Options = Readonly<Record<string, unknown>>

/** What a tool draws on and beside. Distances in image pixels are those on the screen over `scale`. */
export interface Bench<V> {
  readonly size: Size | null
  readonly scale: number
  /** The options of the class that is drawn. */
  readonly options: Options
  /** The person's settings of this tool, its defaults included. */
  readonly settings: Settings
  /** The colour of the class that is drawn, for aids that show what comes of a gesture. */
  readonly color: string
  /**
   * The value of the selected annotation, where one alone is selected, of the class drawn and not locked; of a class
   * with one annotation an item, that one.
   */
  readonly selected: V | null
  /** The name of the handle of the selected annotation that the pointer is on, or was pressed on last. */
  readonly handle: string | null
  /** The geometries of what is shown within bounds, without what is selected. */
  near(bounds: Bounds): readonly Geometry[]
  /** The other values of this type that are shown, from back to front, with whether they are of the class drawn. */
  others(): readonly { readonly value: V; readonly sameClass: boolean }[]
}

/** A pure state chart. */
export interface LabelTool<V, S> {
  readonly start: S
  on(state: S, event: ToolEvent, bench: Bench<V>): Turn<V, S>
}

/**
 * Something to be done with selected annotations of one type, such as simplifying or joining polygons. It becomes a
 * command `type.name` with a key, a place in the palette and undo.
 */
export interface LabelCommand<V> {
  readonly name: string
  readonly title: string
  readonly icon: string
  readonly keys?: readonly string[]
  /** How many must be selected: exactly one, two or more, or any number, each then by itself. */
  readonly takes: 'one' | 'several' | 'each'
  /**
   * The values after, in the order of those before (as they were selected): null takes one away, values beyond the
   * given ones become new annotations like the first. Null where nothing can be done.
   */
  run(values: readonly V[], bench: Bench<V>): readonly (V | null)[] | null
}

/** A place on an annotation that can be dragged. `name` means something to its label type alone, `title` to people. */
export interface Handle {
  readonly name: string
  readonly title?: string
  readonly at: Point
  /** A `dot` is for what matters less; `none` is where what is painted shows the place already. */
  readonly shape: 'square' | 'circle' | 'dot' | 'none'
  readonly cursor: string
}

/** What a value stands on: its item, its class's options and the other values of its class. */
export interface Ground<V> {
  readonly size: Size | null
  readonly text: TextModel | null
  readonly options: Options
  readonly others: () => readonly V[]
}

/** How two annotations of one type stand to one another when one of them has just changed. */
export interface Meeting {
  /** The options of the changed one's class, and those of the other's. */
  readonly options: Options
  readonly otherOptions: Options
  readonly sameClass: boolean
  /** Whether the other stays as it is, because it is locked, pinned or hidden. */
  readonly fixed: boolean
}

export interface Label<V = Value, S = unknown> {
  readonly name: string
  readonly title: string
  /** What to do with its tool, in one line. */
  readonly hint?: string
  readonly media: readonly Media[]
  /** The only value this type has: choosing such a class sets or clears it, and nothing is drawn. */
  readonly constant?: V
  readonly defaultOptions?: Options
  readonly tool: LabelTool<V, S>
  /** What a person can set of the tool, such as the size of a brush. Shown as a bar, kept for the person. */
  readonly settings?: readonly Setting[]
  readonly commands?: readonly LabelCommand<V>[]
  /** Where the value lies, or null where it has no place. */
  geometry(value: V): Geometry | null
  paint(value: V, style: Style, options: Options): readonly Mark[]
  /** Whether a point within `reach` image pixels touches the value; by default from the geometry. */
  hit?(value: V, point: Point, reach: number, options: Options): boolean
  /** Places to drag it by, at so many screen pixels per image pixel; only those within bounds are asked for. */
  handles?(value: V, options: Options, scale: number, within: Bounds): readonly Handle[]
  /** The value after a handle was dragged. `from` is the value when the drag began. */
  drag?(from: V, handle: string, to: Point, modifiers: Modifiers, options: Options): V
  /** Where a point that is drawn or dragged goes while it snaps; by default onto lines along the sides of what lies near. */
  snap?(point: Point, near: readonly Geometry[], reach: number): Point
  /** Whether points snap without Ctrl, and with it do not; a press on a handle of the selected one then draws. */
  snaps?(settings: Settings): boolean
  /** The value moved by a distance; types without it do not move. */
  nudge?(value: V, by: Point): V
  /** The value mapped by turning, mirroring or scaling; types without it stay as they are. */
  transform?(value: V, affine: Affine, options: Options): V
  /** The value as it may be kept on its item, or null where nothing of it is left. */
  settle?(value: V, ground: Ground<V>): V | null
  /**
   * What a value that has just changed and another become that is of its class or that it touches; null takes one
   * away. Null altogether where both stay.
   */
  meet?(value: V, other: V, meeting: Meeting): { readonly value: V | null; readonly other: V | null } | null
  /** Whether a class has one annotation an item: its tool then changes that one, selected or not. */
  single?(options: Options): boolean
  /** The neutral shapes of a value, the truest first, by which it can become one of another type. */
  views?(value: V): readonly View[]
  /** The value that a neutral shape shows, or null where this type cannot hold it. */
  fromView?(view: View, options: Options): V | null
  between?(a: V, b: V, t: number): V
  distance?(a: V, b: V, options: Options): number
}

/** A label type whose value and state are known to itself alone. */
export type AnyLabel = Label<Value, unknown>

/** Declares a label type with its own value and state, for use where all types are treated alike. */
export function label<V, S>(definition: Label<V, S>): AnyLabel {
  return definition as unknown as AnyLabel
}
