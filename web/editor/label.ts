/**
 * What the editor half of a label type is. Pure: the same input gives the same output; no DOM, no clock.
 * Only `name`, `media`, `title`, `geometry`, `paint` and `tool` must be given; the rest has defaults.
 */
import type { Geometry, Point, Size } from './geometry/types'
import type { Mark, Style } from './mark'
import type { Media, Value } from './model'
import type { TextModel } from './text/model'

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
}

/** A pure state chart. */
export interface LabelTool<V, S> {
  readonly start: S
  on(state: S, event: ToolEvent, options: Readonly<Record<string, unknown>>): Turn<V, S>
}

/** A place on an annotation that can be dragged. `name` means something to its label type alone. */
export interface Handle {
  readonly name: string
  readonly at: Point
  readonly shape: 'square' | 'circle'
  readonly cursor: string
}

/** What a value stands on: its item, its class's options and the other values of its class. */
export interface Ground<V> {
  readonly size: Size | null
  readonly text: TextModel | null
  readonly options: Readonly<Record<string, unknown>>
  readonly others: () => readonly V[]
}

export interface Label<V = Value, S = unknown> {
  readonly name: string
  readonly title: string
  readonly media: readonly Media[]
  /** The only value this type has: choosing such a class sets or clears it, and nothing is drawn. */
  readonly constant?: V
  readonly defaultOptions?: Readonly<Record<string, unknown>>
  readonly tool: LabelTool<V, S>
  /** Where the value lies, or null where it has no place. */
  geometry(value: V): Geometry | null
  paint(value: V, style: Style): readonly Mark[]
  /** Whether a point within `reach` image pixels touches the value; by default from the geometry. */
  hit?(value: V, point: Point, reach: number): boolean
  handles?(value: V, options: Readonly<Record<string, unknown>>, scale: number): readonly Handle[]
  /** The value after a handle was dragged. `from` is the value when the drag began. */
  drag?(from: V, handle: string, to: Point, modifiers: Modifiers): V
  /** The value moved by a distance; types without it do not move. */
  nudge?(value: V, by: Point): V
  /** The value as it may be kept on its item, or null where nothing of it is left. */
  settle?(value: V, ground: Ground<V>): V | null
  between?(a: V, b: V, t: number): V
  distance?(a: V, b: V): number
}

/** A label type whose value and state are known to itself alone. */
export type AnyLabel = Label<Value, unknown>

/** Declares a label type with its own value and state, for use where all types are treated alike. */
export function label<V, S>(definition: Label<V, S>): AnyLabel {
  return definition as unknown as AnyLabel
}
