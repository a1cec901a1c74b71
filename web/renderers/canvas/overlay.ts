/** What helps the eye and is no annotation: crosshair, pixel grid, rubber band. */
import type { Bounds, Camera, Point, Size } from '@editor'
import { toScreen, visibleBounds } from '@editor/view/camera'
import type { Layer } from './layer'

/** The grid shows from this zoom on. */
const GRID_FROM_SCALE = 8

export function drawCrosshair({ context, size }: Layer, at: Point): void {
  context.lineWidth = 1
  for (const [color, shift] of [
    ['rgba(0, 0, 0, 0.55)', 1],
    ['rgba(255, 255, 255, 0.85)', 0],
  ] as const) {
    const [x, y] = [Math.round(at.x) + 0.5 + shift, Math.round(at.y) + 0.5 + shift]
    context.strokeStyle = color
    context.beginPath()
    context.moveTo(x, 0)
    context.lineTo(x, size.height)
    context.moveTo(0, y)
    context.lineTo(size.width, y)
    context.stroke()
  }
}

export function drawMarquee({ context }: Layer, bounds: Bounds, camera: Camera): void {
  const from = toScreen(camera, { x: bounds.minX, y: bounds.minY })
  const to = toScreen(camera, { x: bounds.maxX, y: bounds.maxY })
  context.fillStyle = 'rgba(66, 133, 244, 0.12)'
  context.fillRect(from.x, from.y, to.x - from.x, to.y - from.y)
  context.setLineDash([4, 3])
  context.lineWidth = 1
  context.strokeStyle = '#4285f4'
  context.strokeRect(from.x + 0.5, from.y + 0.5, to.x - from.x, to.y - from.y)
  context.setLineDash([])
}

/** Lines between pixels, on the picture only. */
export function drawGrid({ context, size }: Layer, camera: Camera, image: Size): void {
  if (camera.scale < GRID_FROM_SCALE) return
  const seen = visibleBounds(camera, size)
  const [left, right] = [Math.max(0, Math.floor(seen.minX)), Math.min(image.width, Math.ceil(seen.maxX))]
  const [top, bottom] = [Math.max(0, Math.floor(seen.minY)), Math.min(image.height, Math.ceil(seen.maxY))]
  const start = toScreen(camera, { x: left, y: top })
  const end = toScreen(camera, { x: right, y: bottom })
  context.lineWidth = 1
  context.strokeStyle = 'rgba(128, 128, 128, 0.35)'
  context.beginPath()
  for (let x = left; x <= right; x++) {
    const at = Math.round((x - camera.x) * camera.scale) + 0.5
    context.moveTo(at, start.y)
    context.lineTo(at, end.y)
  }
  for (let y = top; y <= bottom; y++) {
    const at = Math.round((y - camera.y) * camera.scale) + 0.5
    context.moveTo(start.x, at)
    context.lineTo(end.x, at)
  }
  context.stroke()
}
