/** What lies in front of what. Pure. */
import type { EditorView } from '../api'
import type { Patch } from '../model'
import { changeable, counted } from './selection'

/** The selection before or behind all others, in the order it has among itself. */
export function reordered(view: EditorView, to: 'front' | 'back'): Patch {
  const annotations = changeable(view)
  const { back, front } = view.document.rankRange()
  const first = to === 'front' ? front + 1 : back - annotations.length
  return {
    ops: annotations.map((annotation, i) => ({
      id: annotation.id,
      before: annotation,
      after: annotation,
      order: { before: view.document.rank(annotation.id), after: first + i },
    })),
    origin: 'local',
    label: to === 'front' ? `Bring ${counted(annotations)} to front` : `Send ${counted(annotations)} to back`,
  }
}
