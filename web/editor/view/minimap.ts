/** The small picture of the whole, with the part that is seen. Pure numbers. */
import type { EditorState } from '../api'
import type { Bounds, Point, Size } from '../geometry/types'
import { imageSize } from '../state'
import { type Camera, type CameraMove, type View, fit, visibleBounds } from './camera'

/** Whether the minimap shows: by itself where one is zoomed in, or as the person wants it. */
export type MinimapWish = 'auto' | 'shown' | 'hidden'

/** It shows by itself from this many times the zoom at which the whole picture fits. */
const FROM_ZOOM = 2.5
const LONGEST_SIDE = 160

export function minimapShows({ item, camera, minimap }: EditorState, view: View): boolean {
  if (item.media !== 'image' || minimap === 'hidden') return false
  return minimap === 'shown' || camera.scale > FROM_ZOOM * fit(imageSize(item), view).scale
}

/** The wish that shows what is hidden or hides what is shown; `auto` where that does. */
export function minimapToggled(state: EditorState, view: View): MinimapWish {
  if (minimapShows(state, view)) return 'hidden'
  return minimapShows({ ...state, minimap: 'auto' }, view) ? 'auto' : 'shown'
}

/** How large the small picture is, in screen pixels, and how many of them a pixel of the item takes. */
export function minimapSize({ width, height }: Size): Size & { readonly scale: number } {
  const scale = LONGEST_SIDE / Math.max(width, height, 1)
  return { width: Math.max(width * scale, 1), height: Math.max(height * scale, 1), scale }
}

/** What is seen of the item, cut at its borders, in pixels of the small picture. */
export function seenIn(camera: Camera, image: Size, view: Size): Bounds {
  const { scale } = minimapSize(image)
  const seen = visibleBounds(camera, view)
  const within = (value: number, most: number): number => Math.min(Math.max(value, 0), most) * scale
  return {
    minX: within(seen.minX, image.width),
    minY: within(seen.minY, image.height),
    maxX: within(seen.maxX, image.width),
    maxY: within(seen.maxY, image.height),
  }
}

/** The move that brings what lies below a point of the small picture to the middle of the view. */
export function towards({ x, y }: Point, camera: Camera, image: Size, view: Size): CameraMove {
  const { scale } = minimapSize(image)
  const by = { x: view.width / 2 - (x / scale - camera.x) * camera.scale, y: view.height / 2 - (y / scale - camera.y) * camera.scale }
  return { type: 'pan', by }
}
