/** What shows where selected annotations can be dragged: the handles of one, what they are called, or a frame around several. Pure. */
import type { EditorView } from './api'
import { frameMarks } from './frame'
import { canEdit } from './commands/selection'
import { intersects } from './geometry/geometry'
import type { Bounds } from './geometry/types'
import type { Handle } from './label'
import type { Mark } from './mark'
import type { Annotation } from './model'
import { styleOf } from './paint'
import { handlesOf } from './questions'
import { visibleBounds } from './view/camera'

/** Screen pixels: how far a title stands from its handle, how much room a handle needs, and the size of letters. */
const TITLE_GAP = 9
const HANDLE_ROOM = 5
const TITLE_HEIGHT = 16
const LETTER_WIDTH = 6.4
const TITLE_PADDING = 10
const TITLE_INK = { fill: '#1f2328', opacity: 0.86 } as const

/** Handles of the one selected annotation, where it can be changed; of several the frame around them, while they rest. */
export function handleMarks(view: EditorView, drafts: ReadonlyMap<string, Annotation>): Mark[] {
  const { selection, locked, pinned, hidden, handle: current, camera } = view.state
  const [id] = selection
  if (selection.size > 1) return drafts.size > 0 ? [] : frameMarks(view)
  if (!canEdit(view) || selection.size !== 1 || id === undefined || locked.has(id) || pinned.has(id) || hidden.has(id)) return []
  const annotation = drafts.get(id) ?? view.document.get(id)
  if (!annotation) return []
  const { color } = styleOf(annotation, view)
  const handles = handlesOf(view, annotation, visibleBounds(camera, view.viewSize))
  const marks = handles.flatMap(({ name, at, shape }): Mark[] => {
    const drawn = shape === 'none' && name === current ? 'circle' : shape
    return drawn === 'none' ? [] : [{ kind: 'handle', at, shape: drawn, ink: { stroke: color, fill: name === current ? color : '#ffffff' } }]
  })
  return [...marks, ...titleMarks(handles, current, camera.scale)]
}

/** The titles that hide neither a handle nor one another, and that of the current handle in any case. */
export function titleMarks(handles: readonly Handle[], current: string | null, scale: number): Mark[] {
  const rooms = handles.map(({ at }): Bounds => {
    const reach = HANDLE_ROOM / scale
    return { minX: at.x - reach, minY: at.y - reach, maxX: at.x + reach, maxY: at.y + reach }
  })
  const plates: Bounds[] = []
  const first = (handle: Handle): number => (handle.name === current ? 0 : 1)
  return handles
    .filter(({ title }) => title !== undefined)
    .sort((a, b) => first(a) - first(b))
    .flatMap((handle): Mark[] => {
      const { at, name, title = '' } = handle
      const plate = plateOf(handle, scale)
      const free = ![...rooms, ...plates].some((other) => intersects(other, plate))
      if (!free && name !== current) return []
      plates.push(plate)
      return [{ kind: 'text', at: { x: at.x + TITLE_GAP / scale, y: at.y + TITLE_HEIGHT / 2 / scale }, text: title, ink: TITLE_INK }]
    })
}

/** Right of its handle, at its height. */
function plateOf({ at, title = '' }: Handle, scale: number): Bounds {
  const width = title.length * LETTER_WIDTH + TITLE_PADDING
  return {
    minX: at.x + TITLE_GAP / scale,
    minY: at.y - TITLE_HEIGHT / 2 / scale,
    maxX: at.x + (TITLE_GAP + width) / scale,
    maxY: at.y + TITLE_HEIGHT / 2 / scale,
  }
}
