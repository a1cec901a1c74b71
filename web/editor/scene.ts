/**
 * What a renderer draws: marks in layers, and which part of which layer is stale. Knows annotations as marks only;
 * the renderer knows neither annotations nor their types.
 */
import type { Ghosts } from './api'
import { compoundMarks } from './compounds'
import type { Annotation } from './model'
import type { Bounds } from './geometry/types'
import type { Mark, Style } from './mark'
import type { Shown } from './shown'
import type { ToolView } from './tools/types'
import { handleMarks } from './handles'
import { ghostStyle, marksOf, styleOf } from './paint'
import type { Places } from './places'

/** `static` is everything at rest, `active` what moves now: selection, hover, drafts, handles. */
export type Stale =
  | { readonly layer: 'static'; readonly bounds: Bounds | null; readonly ids: readonly string[] }
  | { readonly layer: 'active' }
  | { readonly layer: 'camera' }
  | { readonly layer: 'item' }

export interface Scene {
  /** Ids of what is drawn at rest within bounds, from back to front. */
  search(bounds: Bounds): readonly string[]
  /** Ids of all that is shown within bounds, moving or at rest, in no order. */
  shownIn(bounds: Bounds): readonly string[]
  /** How many annotations have a place. */
  readonly size: number
  boundsOf(id: string): Bounds | null
  /** Whether something is drawn at rest. */
  rests(id: string): boolean
  /** What is drawn of something at rest, with its name or without. */
  marks(id: string, named?: boolean): readonly Mark[]
  ghosts(): readonly Mark[]
  active(): readonly Mark[]
  /** Ids that the active layer draws and the static one leaves out. What is hovered rests, and is drawn over. */
  activeIds(): ReadonlySet<string>
  /** The rubber band, where there is one. */
  marquee(): Bounds | null
  /** All there is to draw on a paragraph of a text, as it looks now, drafts and ghosts included. */
  textMarks(paragraph: number): readonly TextMark[]
  /** Paragraphs that an annotation or draft lies in now. */
  paragraphsOf(id: string): readonly number[]
}

export interface TextMark {
  readonly id: string
  readonly mark: Mark & { readonly kind: 'textRange' }
  readonly selected: boolean
}

/** Before the ids of marks on a text that are shown for comparison only. */
export const GHOST = 'ghost:'

/** Names stand so many screen pixels higher where there are handles, which would lie over them. */
const HANDLE_REACH = 6

/** More selected ones than these are drawn at rest, so that pointer moves stay cheap. Where more move, they have no names. */
const SELECTED_ACTIVE_MAX = 200

/** More than these come into their order by the document's own, which is at hand. */
const SORTED_MAX = 1000

export function sceneOf(view: ToolView, places: () => Places, gesture: () => Shown, ghosts: () => Ghosts): Scene {
  const shown = (id: string): boolean => !view.state.raw && !view.state.hidden.has(id)
  /** As `activeIds` has it, without making the set for one question among thousands. */
  const isActive = (id: string): boolean => {
    const { selection } = view.state
    return (selection.size <= SELECTED_ACTIVE_MAX && selection.has(id)) || gesture().ids.has(id)
  }

  function rests(id: string): boolean {
    return view.document.get(id) !== undefined && shown(id) && !isActive(id)
  }

  function activeIds(): ReadonlySet<string> {
    const { selection } = view.state
    return new Set([...(selection.size <= SELECTED_ACTIVE_MAX ? selection : []), ...gesture().ids])
  }

  function activeMarks(): Mark[] {
    const { drafts, without, preview } = gesture()
    const ids = activeIds()
    const marks: Mark[] = []
    const { hover, selection, camera } = view.state
    const handles = without.size > 0 ? [] : handleMarks(view, drafts)
    const lift = handles.length > 0 ? HANDLE_REACH / camera.scale : 0
    const placed = (mark: Mark, id: string): Mark =>
      mark.kind === 'text' && selection.has(id) ? { ...mark, at: { x: mark.at.x, y: mark.at.y - lift } } : mark
    for (const id of hover === null ? ids : new Set([hover, ...ids])) {
      if (without.has(id)) continue
      const annotation = drafts.get(id) ?? view.document.get(id)
      const named = id === hover || ids.size <= SELECTED_ACTIVE_MAX
      if (annotation && shown(id)) marks.push(...marksOf(annotation, styleOf(annotation, view, named), view).map((mark) => placed(mark, id)))
    }
    return [...marks, ...compoundMarks(view, drafts), ...handles, ...(preview?.aids ?? [])]
  }

  return {
    get size() {
      return places().space.size
    },
    search(bounds) {
      const { document } = view
      const { space } = places()
      const wanted = (id: string): boolean => shown(id) && !isActive(id)
      if (space.size > SORTED_MAX && space.isWide(bounds)) return space.among(document.ids(), bounds).filter(wanted)
      const ids = space.search(bounds).filter(wanted)
      if (ids.length <= SORTED_MAX) return ids.sort((a, b) => document.rank(a) - document.rank(b))
      const found = new Set(ids)
      return document.ids().filter((id) => found.has(id))
    },
    shownIn: (bounds) => places().space.search(bounds).filter(shown),
    boundsOf: (id) => places().space.boundsOf(id),
    rests,
    marks(id, named = true) {
      const annotation = rests(id) ? view.document.get(id) : undefined
      return annotation ? marksOf(annotation, styleOf(annotation, view, named), view) : []
    },
    ghosts() {
      return ghostsShown().flatMap(([annotation, style]) => marksOf(annotation, style, view))
    },
    active: activeMarks,
    activeIds,
    marquee: () => gesture().preview?.marquee ?? null,
    textMarks(paragraph) {
      const { drafts } = gesture()
      const ids = new Set([...places().ranges.inParagraph(paragraph).map(({ id }) => id), ...drafts.keys()])
      const own = [...ids].flatMap((id) => {
        const annotation = drafts.get(id) ?? view.document.get(id)
        return annotation && shown(id) ? rangeMarks(id, marksOf(annotation, styleOf(annotation, view), view), view) : []
      })
      return [...own, ...ghostMarks()]
    },
    paragraphsOf(id) {
      const named = (one: Annotation): boolean => one.id === id
      const annotation = gesture().drafts.get(id) ?? view.document.get(id) ?? ghosts().annotations.find(named)
      return annotation ? places().paragraphsOf(annotation) : []
    },
  }

  function ghostMarks(): TextMark[] {
    return ghostsShown().flatMap(([annotation, style]) => rangeMarks(`${GHOST}${annotation.id}`, marksOf(annotation, style, view), view))
  }

  function ghostsShown(): readonly (readonly [Annotation, Style])[] {
    if (!view.state.comparing || view.state.raw) return []
    const { annotations, colors } = ghosts()
    return annotations
      .filter(({ id }) => view.comparison?.differences.get(id) !== 'same')
      .map((annotation) => [annotation, ghostStyle(annotation, view, colors?.get(annotation.annotator ?? ''))] as const)
  }
}

function rangeMarks(id: string, marks: readonly Mark[], view: ToolView): TextMark[] {
  const selected = view.state.selection.has(id)
  return marks.flatMap((mark) => (mark.kind === 'textRange' ? [{ id, mark, selected }] : []))
}

