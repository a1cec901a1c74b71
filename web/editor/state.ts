/** What an editor starts with. */
import type { EditorOptions, EditorState } from './api'
import { PLAIN } from './display'
import type { Size } from './geometry/types'

/** How strongly areas are filled to begin with. */
export const FILL = 0.12
export const NOTHING: ReadonlySet<string> = new Set()

/** The size that the camera looks at; a text has none. */
export function imageSize({ width = 1, height = 1 }: { readonly width?: number; readonly height?: number }): Size {
  return { width, height }
}

export function initialState(options: EditorOptions): EditorState {
  return {
    item: options.item,
    tool: options.readonly === true ? 'select' : 'draw',
    smart: '',
    thinking: null,
    activeClass: null,
    selection: NOTHING,
    fresh: null,
    hover: null,
    handle: null,
    hidden: NOTHING,
    locked: NOTHING,
    pinned: NOTHING,
    readonly: options.readonly ?? false,
    camera: { x: 0, y: 0, scale: 1 },
    canUndo: false,
    canRedo: false,
    undoLabel: null,
    redoLabel: null,
    edits: 0,
    labels: true,
    grid: false,
    crosshair: true,
    minimap: 'auto',
    othersDimmed: false,
    raw: false,
    display: PLAIN,
    colorBy: 'class',
    fill: FILL,
    recording: false,
    settings: options.settings ?? {},
    comparing: false,
    busy: false,
    cursor: 'default',
  }
}
