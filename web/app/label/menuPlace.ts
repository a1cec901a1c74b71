// Where a menu opens: at the pointer or, where keys asked for it, at what is selected.
import type { MountedEditor, Point } from '@editor'
import { toImage, toScreen } from '@editor/view/camera'

/** On the page, and on the item where that is a picture. */
export interface MenuAt {
  readonly page: Point
  readonly at: Point
}

export function menuPlace(editor: MountedEditor, given: unknown): MenuAt {
  const { left, top, width, height } = editor.element.getBoundingClientRect()
  const page = isPoint(given) ? given : within(selected(editor) ?? { x: left + width / 2, y: top + height / 2 })
  return { page, at: toImage(editor.getState().camera, { x: page.x - left, y: page.y - top }) }

  function within({ x, y }: Point): Point {
    return { x: Math.min(Math.max(x, left), left + width), y: Math.min(Math.max(y, top), top + height) }
  }
}

/** The middle on the page of what was selected last. */
function selected(editor: MountedEditor): Point | null {
  const { selection, camera } = editor.getState()
  const id = [...selection].at(-1)
  if (id === undefined) return null
  const bounds = editor.boundsOf(id)
  if (!bounds) return middleOf(editor.element.querySelector(`[data-ids~="${CSS.escape(id)}"]`))
  const { left, top } = editor.element.getBoundingClientRect()
  const { x, y } = toScreen(camera, { x: (bounds.minX + bounds.maxX) / 2, y: (bounds.minY + bounds.maxY) / 2 })
  return { x: left + x, y: top + y }
}

function middleOf(element: Element | null): Point | null {
  if (!element) return null
  const { left, top, width, height } = element.getBoundingClientRect()
  return { x: left + width / 2, y: top + height / 2 }
}

function isPoint(data: unknown): data is Point {
  return typeof data === 'object' && data !== null && 'x' in data && 'y' in data
}
