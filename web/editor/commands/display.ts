/** Changing how the picture is shown. */
import type { EditorView } from '../api'
import { type Display, displayed } from '../display'
import type { Outcome } from './types'

export function onPicture({ state }: EditorView): boolean {
  return state.item.media === 'image'
}

export function changedDisplay({ state }: EditorView, change: (now: Display) => Partial<Display>): Outcome {
  return { kind: 'state', change: { display: displayed(state.display, change(state.display)) } }
}
