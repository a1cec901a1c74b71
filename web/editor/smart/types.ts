/**
 * What a smart tool is: it is shown a picture and prompts (points, a box, strokes, pins) and finds a shape, which the
 * label type of the active class turns into its value. One interface for algorithms that answer at once and for
 * models that think for seconds: `find` is asynchronous, says how far it is, stops when nobody waits any more, and
 * keeps what is worth keeping between questions, such as edges, superpixels or a model's embedding of the picture.
 *
 * A smart tool is one file of `all/`, found by name. Its default export is a `SmartTool`; nothing else lists it. It
 * becomes a command `smart.<name>` with a key, a place in the palette and the tool rail, and its settings a bar.
 */
import type { Bounds, Point, Size } from '../geometry/types'
import type { ToolEvent } from '../label'
import type { Mark } from '../mark'
import type { Setting, Settings } from '../settings'
import type { View } from '../views'
import type { Pixels } from '../vision/pixels'

/** What a person saw: the part of the picture in view, in its pixels, and how many screen pixels one of them has. */
export interface Sight {
  readonly visible: Bounds
  readonly scale: number
}

/**
 * A prompt is read as it was given: with the sight and the settings of that moment. So zooming in to mend a border
 * does not change what was found from afar. `wanted` is false where the person says what does not belong.
 */
export type Prompt = { readonly sight: Sight; readonly settings: Settings } & (
  | { readonly kind: 'point'; readonly at: Point; readonly wanted: boolean }
  | { readonly kind: 'box'; readonly bounds: Bounds }
  | { readonly kind: 'stroke'; readonly points: readonly Point[]; readonly wanted: boolean }
  /** A place that the outline goes through, in the order given; the first once more closes it. */
  | { readonly kind: 'pin'; readonly at: Point }
)

/** What is asked: everything prompted so far, and where the pointer is, for what can be shown before it is pressed. */
export interface Question {
  readonly prompts: readonly Prompt[]
  readonly pointer: (Prompt & { readonly kind: 'point' }) | null
}

export interface Found {
  /** The shape as neutral views, the truest first; none where there is no shape yet. */
  readonly views: readonly View[]
  /** Lines that are no shape: the live wire to the pointer, the border of the cell below it. */
  readonly guides: readonly (readonly Point[])[]
  /** Where the pins lie that were set: on the edge near which they were. */
  readonly pins?: readonly Point[]
  /** How sure a model is, from 0 to 1. */
  readonly score?: number
}

export const NOTHING_ASKED: Question = { prompts: [], pointer: null }
export const NOTHING_FOUND: Found = { views: [], guides: [] }

/** The pixels of one item as they were decoded: upright, without what the person set for display. */
export interface Picture {
  readonly size: Size
  /**
   * The pixels of a part, at most `most` of them: where there are more, one stands for several. The part grows to
   * whole pixels and is cut at the picture's border. The last ones read are kept.
   */
  pixels(bounds: Bounds, most: number): Promise<Pixels>
}

/** What a smart tool works with. */
export interface Desk {
  readonly picture: Picture
  /** Stops what is asked elsewhere, such as a request to a server, when nobody waits any more. */
  readonly signal: AbortSignal
  /**
   * What was made under this key before, else what `make` gives now. Of each shelf the last `most` are kept, for as
   * long as the item is open.
   */
  keep<T>(shelf: string, key: string, make: () => T | Promise<T>, most?: number): Promise<T>
  /**
   * Says how far the work is, from 0 to 1, and lets others work for a moment. Rejects when nobody waits any more:
   * call it between the steps of anything that takes longer than a few frames.
   */
  progress(share: number): Promise<void>
}

/** What a gesture sees. */
export interface Stand {
  readonly sight: Sight
  readonly settings: Settings
  /** What was asked last; without prompts where nothing is under way. */
  readonly question: Question
  /** What was found last of it, where anything was. */
  readonly found: Found | null
  /** Whether what was found holds a point. */
  holds(point: Point): boolean
}

/** What came of an event. */
export interface GestureTurn<S> {
  readonly state: S
  /** What is asked from now on; left out where nothing changes. */
  readonly question?: Question
  /** What is found becomes an annotation: for the question before this turn, or for the one of this turn. */
  readonly accept?: 'before' | 'after'
  /** Shown besides, until the next turn: a box being drawn, what was prompted. */
  readonly aids?: readonly Mark[]
  readonly settings?: Settings
  readonly cursor?: string
}

/** How the pointer becomes prompts. A pure state chart, shared by tools that are prompted alike. */
export interface Gesture<S = unknown> {
  readonly start: S
  on(state: S, event: ToolEvent, stand: Stand): GestureTurn<S>
}

/** Declares a gesture with its own state, for use where all are treated alike. */
export function gesture<S>(definition: Gesture<S>): Gesture {
  return definition as unknown as Gesture
}

interface Part {
  readonly name: string
  readonly title: string
  /** What to do with it, in a sentence. */
  readonly hint: string
  /** The name of an icon; the interface chooses the picture. */
  readonly icon: string
  readonly keys?: readonly string[]
  readonly settings?: readonly Setting[]
  /** Finds the shape that the prompts mean. Pure but for what it keeps: the same question has the same answer. */
  find(question: Question, desk: Desk): Promise<Found>
}

/** Taken like a tool: the pointer gives the prompts. */
export interface PromptedTool extends Part {
  readonly gesture: Gesture
}

/** Done with selected annotations that have such a view as their truest one; it is the box of a single prompt. */
export interface RefiningTool extends Part {
  readonly refines: 'box'
}

export type SmartTool = PromptedTool | RefiningTool

export function isPrompted(tool: SmartTool): tool is PromptedTool {
  return 'gesture' in tool
}
