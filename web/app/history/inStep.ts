// Two editors that show the same place of one picture in the same way, whichever of both is moved.
import type { EditorState, MountedEditor } from '@editor'

/** What one sees by, which is the same on both sides; what one sees is not. */
const SHARED = ['tool', 'labels', 'grid', 'display', 'fill', 'colorBy', 'othersDimmed', 'raw'] as const

/** Keeps them in step from now on, beginning with how the first stands. Returns the way to stop. */
export function inStep(first: MountedEditor, second: MountedEditor): () => void {
  follow(first, second)
  const stops = [first.subscribe(() => follow(first, second)), second.subscribe(() => follow(second, first))]
  return () => stops.forEach((stop) => stop())
}

function follow(leader: MountedEditor, other: MountedEditor): void {
  const [wanted, now] = [leader.getState(), other.getState()]
  if (wanted.camera !== now.camera) other.setCamera(wanted.camera)
  const change = changeOf(wanted, now)
  if (Object.keys(change).length > 0) other.set(change)
  const selection = [...wanted.selection].filter((id) => other.document.get(id))
  const known = [...now.selection].filter((id) => leader.document.get(id))
  if (selection.join(' ') !== known.join(' ')) other.select(selection)
}

function changeOf(wanted: EditorState, now: EditorState): Partial<EditorState> {
  return Object.fromEntries(SHARED.filter((name) => wanted[name] !== now[name]).map((name) => [name, wanted[name]]))
}
