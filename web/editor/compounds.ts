/** What belongs together: choosing all of a compound at once, and the frame around it. Pure. */
import type { EditorView } from './api'
import { canEdit } from './commands/selection'
import { boundsOf, grown, union } from './geometry/geometry'
import type { Bounds } from './geometry/types'
import type { Mark } from './mark'
import type { Annotation } from './model'
import { same } from './store/same'

/** Screen pixels between what belongs together and the frame around it. */
const GAP = 6
/** Neither of the colours of classes, and seen on light and dark. */
const FRAME_COLOR = '#a3adb8'

/** These and all that belong together with them, but for what is hidden or locked. */
export function whole({ document, state }: EditorView, ids: Iterable<string>): string[] {
  const members = [...ids].flatMap((id) => document.together(id).filter((one) => one === id || !(state.hidden.has(one) || state.locked.has(one))))
  return [...new Set(members)]
}

/**
 * What a click on one chooses: all of its compound or, where just those are chosen already, it alone; one that was alone
 * stays so.
 */
export function chosenBy(view: EditorView, id: string): readonly string[] {
  const { selection } = view.state
  if (selection.size === 1 && selection.has(id)) return [id]
  const all = whole(view, [id])
  return same([...all].sort(), [...selection].sort()) ? [id] : all
}

/**
 * A thin frame around each compound of which something is selected or below the pointer; where just one is selected as a
 * whole, the frame that scales it stands there instead, while it rests.
 */
export function compoundMarks(view: EditorView, drafts: ReadonlyMap<string, Annotation>): Mark[] {
  const { hover, selection, raw, hidden } = view.state
  const shown = new Map<string, readonly string[]>()
  for (const id of hover === null ? selection : [hover, ...selection]) {
    const name = view.document.get(id)?.compound
    if (name && !shown.has(name)) shown.set(name, view.document.together(id))
  }
  return [...shown.values()].flatMap((ids): Mark[] => {
    const framed = canEdit(view) && drafts.size === 0 && ids.length === selection.size && ids.every((id) => selection.has(id))
    const seen = raw || framed ? [] : ids.filter((id) => !hidden.has(id))
    const place = seen.reduce<Bounds | null>((all, id) => union(all, placeOf(view, drafts, id)), null)
    return place && seen.length > 1 ? [frame(grown(place, GAP / view.state.camera.scale))] : []
  })
}

function placeOf(view: EditorView, drafts: ReadonlyMap<string, Annotation>, id: string): Bounds | null {
  const draft = drafts.get(id)
  if (!draft) return view.boundsOf(id)
  const geometry = view.labels.get(draft.type)?.geometry(draft.value)
  return geometry ? boundsOf(geometry) : null
}

function frame({ minX, minY, maxX, maxY }: Bounds): Mark {
  const place = { x: minX, y: minY, width: maxX - minX, height: maxY - minY, angle: 0 }
  return { kind: 'rectangle', ...place, ink: { stroke: FRAME_COLOR, strokeWidth: 1.25, dashed: true } }
}
