/**
 * How image pixels come to lie on the screen: `screen = (image − origin) × scale`. Pure numbers; `origin` is the
 * image point in the view's top-left corner, `scale` screen pixels per image pixel.
 */
import type { Bounds, Point, Size } from '../geometry/types'

export interface Camera {
  readonly x: number
  readonly y: number
  readonly scale: number
}

/** The size of what shows the image, in screen pixels. */
export interface View extends Size {
  /** How much of it at the top something else lies over. */
  readonly covered?: number
}

export type CameraMove =
  | { readonly type: 'fit' }
  | { readonly type: 'actual' }
  | { readonly type: 'zoom'; readonly factor: number; readonly at?: Point }
  | { readonly type: 'pan'; readonly by: Point }
  | { readonly type: 'reveal'; readonly bounds: Bounds; readonly zoom: boolean }

export const SCALE_MAX = 64
const FIT_MARGIN = 24
/** How much of the picture always stays in view, in screen pixels. */
const KEEP_VISIBLE = 48

export function toScreen(camera: Camera, point: Point): Point {
  return { x: (point.x - camera.x) * camera.scale, y: (point.y - camera.y) * camera.scale }
}

export function toImage(camera: Camera, screen: Point): Point {
  return { x: screen.x / camera.scale + camera.x, y: screen.y / camera.scale + camera.y }
}

/** What of the image can be seen, in image pixels. */
export function visibleBounds(camera: Camera, view: Size): Bounds {
  return {
    minX: camera.x,
    minY: camera.y,
    maxX: camera.x + view.width / camera.scale,
    maxY: camera.y + view.height / camera.scale,
  }
}

/** The whole image, centred in what is clear, as large as it fits. */
export function fit(image: Size, view: View): Camera {
  const scale = Math.min(fitScale(image, view), SCALE_MAX)
  const top = Math.max(view.covered ?? 0, FIT_MARGIN)
  return centred({ ...view, covered: top - FIT_MARGIN }, scale, { x: image.width / 2, y: image.height / 2 })
}

/** Apply a move and keep the picture within reach. */
export function moved(camera: Camera, move: CameraMove, image: Size, view: View): Camera {
  switch (move.type) {
    case 'fit':
      return fit(image, view)
    case 'actual':
      return within(centred(view, 1, toImage(camera, middle(view))), image, view)
    case 'zoom':
      return within(zoomed(camera, move.factor, move.at ?? middle(view), image, view), image, view)
    case 'pan':
      return within(
        { ...camera, x: camera.x - move.by.x / camera.scale, y: camera.y - move.by.y / camera.scale },
        image,
        view,
      )
    case 'reveal':
      return within(revealed(camera, move.bounds, move.zoom, view), image, view)
  }
}

/** The point below `at` stays where it is. */
function zoomed(camera: Camera, factor: number, at: Point, image: Size, view: View): Camera {
  const smallest = Math.min(1, fitScale(image, view) / 4)
  const scale = clamp(camera.scale * factor, smallest, SCALE_MAX)
  const anchor = toImage(camera, at)
  return { scale, x: anchor.x - at.x / scale, y: anchor.y - at.y / scale }
}

function revealed(camera: Camera, bounds: Bounds, zoom: boolean, view: View): Camera {
  const width = Math.max(bounds.maxX - bounds.minX, 1)
  const height = Math.max(bounds.maxY - bounds.minY, 1)
  const seen = visibleBounds(camera, view)
  const top = seen.minY + (view.covered ?? 0) / camera.scale
  const inside = bounds.minX >= seen.minX && bounds.maxX <= seen.maxX && bounds.minY >= top && bounds.maxY <= seen.maxY
  if (inside && !zoom) return camera
  const whole = Math.min(view.width / width, clearHeight(view) / height)
  const scale = zoom ? Math.min(whole * 0.5, SCALE_MAX) : Math.min(camera.scale, whole * 0.8)
  return centred(view, scale, { x: (bounds.minX + bounds.maxX) / 2, y: (bounds.minY + bounds.maxY) / 2 })
}

/** At least a strip of the picture stays visible on every side. */
function within(camera: Camera, image: Size, view: Size): Camera {
  const keep = KEEP_VISIBLE / camera.scale
  return {
    scale: camera.scale,
    x: clamp(camera.x, keep - view.width / camera.scale, image.width - keep),
    y: clamp(camera.y, keep - view.height / camera.scale, image.height - keep),
  }
}

function centred(view: View, scale: number, centre: Point): Camera {
  const at = middle(view)
  return { scale, x: centre.x - at.x / scale, y: centre.y - at.y / scale }
}

function fitScale(image: Size, view: View): number {
  const width = Math.max(view.width - 2 * FIT_MARGIN, 16)
  const height = Math.max(view.height - Math.max(view.covered ?? 0, FIT_MARGIN) - FIT_MARGIN, 16)
  return Math.min(width / Math.max(image.width, 1), height / Math.max(image.height, 1))
}

/** The middle of what is clear. */
function middle(view: View): Point {
  return { x: view.width / 2, y: view.height - clearHeight(view) / 2 }
}

function clearHeight({ height, covered = 0 }: View): number {
  return Math.max(height - covered, 16)
}

function clamp(value: number, low: number, high: number): number {
  return low > high ? (low + high) / 2 : Math.min(Math.max(value, low), high)
}
