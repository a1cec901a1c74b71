/** What an editor starts with. */
import type { EditorOptions, EditorState } from './api'
import { PLAIN } from './display'
import type { Size } from './geometry/types'

/** How strongly areas are filled to begin with. */
export const FILL = 0.12
export const NOTHING: ReadonlySet<string> = new Set()

/** What is the same at the beginning of every item. */
export const BEGINNING = {
  selection: NOTHING,
  fresh: null,
  hover: null,
  hidden: NOTHING,
  locked: NOTHING,
  pinned: NOTHING,
  raw: false,
  page: null,
  edits: 0,
} as const

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
    ...BEGINNING,
    handle: null,
    readonly: options.readonly ?? false,
    camera: { x: 0, y: 0, scale: 1 },
    canUndo: false,
    canRedo: false,
    undoLabel: null,
    redoLabel: null,
    labels: true,
    grid: false,
    crosshair: true,
    minimap: 'auto',
    rulers: 'off',
    magnifying: false,
    pins: true,
    othersDimmed: false,
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
