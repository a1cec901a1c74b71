/** Draws neutral marks on a 2D context. Coordinates are transformed here, never by the context, so that strokes keep their width. */
import { type Camera, type Ink, type Mark, type Point } from '@editor'
import { cornersOf } from '@editor/geometry/geometry'
import { toScreen } from '@editor/view/camera'
import type { Layer } from './layer'
import { traceOutline } from './outline'
import { type Rasters, rasters as shared } from './rasters'

export const LABEL_HEIGHT = 16
/** Labels are cut to this many screen pixels. */
export const LABEL_WIDTH_MAX = 240
const HANDLE_SIZE = 9
const DOT_SIZE = 6
const LABEL_CHARACTERS_MAX = 32

export interface DrawOptions {
  readonly camera: Camera
  /** Whether text marks are drawn. */
  readonly texts: boolean
  /** Where pictures of pixels are kept; by default those shared by all editors. */
  readonly rasters?: Rasters
}

type Context = CanvasRenderingContext2D

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Who sets a dash goes back to solid lines: to set one takes longer than to draw one. */
const DASH = [6, 4]
const SOLID: number[] = []

export function drawMarks(layer: Layer, marks: readonly Mark[], options: DrawOptions): void {
  for (const mark of marks) drawMark(layer, mark, options)
}

/** A shape too small to see is one dot in its colour. */
export function drawDot(context: Context, marks: readonly Mark[], at: Point, camera: Camera): void {
  const ink = marks[0]?.ink
  const { x, y } = toScreen(camera, at)
  context.globalAlpha = ink?.opacity ?? 1
  context.fillStyle = ink?.stroke ?? ink?.fill ?? '#888888'
  context.fillRect(x - 1, y - 1, 2, 2)
  context.globalAlpha = 1
}

function drawMark(layer: Layer, mark: Mark, { camera, texts, rasters = shared }: DrawOptions): void {
  const { context } = layer
  switch (mark.kind) {
    case 'rectangle':
      if (mark.angle !== 0) tracePath(context, [cornersOf(mark)], true, camera)
      paintShape(context, mark.ink, mark.angle === 0 ? onScreen(mark, camera) : null)
      return
    case 'path':
      tracePath(context, mark.rings, mark.closed, camera)
      paintShape(context, mark.ink)
      return
    case 'ellipse':
      traceEllipse(context, mark, camera)
      paintShape(context, mark.ink)
      return
    case 'points':
      for (const point of mark.points) drawPoint(context, toScreen(camera, point), mark.radius, mark.ink)
      return
    case 'text':
      if (texts) drawLabel(context, toScreen(camera, mark.at), mark.text, mark.ink)
      return
    case 'raster':
      rasters.draw(layer, mark, camera)
      return
    case 'handle':
      drawHandle(context, toScreen(camera, mark.at), mark.shape, mark.ink)
      return
    case 'textRange':
      return
  }
}

function tracePath(context: Context, rings: readonly (readonly Point[])[], closed: boolean, camera: Camera): void {
  context.beginPath()
  for (const ring of rings) traceOutline(context, ring, closed, camera)
}

function traceEllipse(context: Context, { cx, cy, rx, ry, angle }: Mark & { kind: 'ellipse' }, camera: Camera): void {
  const { x, y } = toScreen(camera, { x: cx, y: cy })
  context.beginPath()
  context.ellipse(x, y, rx * camera.scale, ry * camera.scale, (angle * Math.PI) / 180, 0, 2 * Math.PI)
}

function onScreen({ x, y, width, height }: Box, camera: Camera): Box {
  return { x: (x - camera.x) * camera.scale, y: (y - camera.y) * camera.scale, width: width * camera.scale, height: height * camera.scale }
}

/** Paints the path that was traced or, in its place, an upright rectangle, which takes a canvas less. Edges between pixels then fall a little more exactly. */
function paintShape(context: Context, ink: Ink, box: Box | null = null): void {
  const opacity = ink.opacity ?? 1
  if (ink.fill !== undefined && (ink.fillOpacity ?? 1) > 0) {
    context.globalAlpha = opacity * (ink.fillOpacity ?? 1)
    context.fillStyle = ink.fill
    if (box) context.fillRect(box.x, box.y, box.width, box.height)
    else context.fill('evenodd')
  }
  const width = ink.strokeWidth ?? 1
  if (ink.stroke !== undefined && width > 0) {
    if (ink.dashed) context.setLineDash(DASH)
    if (width >= 3) stroke(context, 'rgba(255, 255, 255, 0.9)', width + 2, opacity, box)
    stroke(context, ink.stroke, width, opacity, box)
    if (ink.dashed) context.setLineDash(SOLID)
  }
  context.globalAlpha = 1
}

function stroke(context: Context, color: string, width: number, opacity: number, box: Box | null = null): void {
  context.globalAlpha = opacity
  context.strokeStyle = color
  context.lineWidth = width
  if (box) context.strokeRect(box.x, box.y, box.width, box.height)
  else context.stroke()
}

function drawPoint(context: Context, at: Point, radius: number, ink: Ink): void {
  context.beginPath()
  context.arc(at.x, at.y, radius, 0, 2 * Math.PI)
  paintShape(context, ink)
}

function drawHandle(context: Context, at: Point, shape: 'square' | 'circle' | 'dot', ink: Ink): void {
  context.beginPath()
  if (shape === 'circle') context.arc(at.x, at.y, HANDLE_SIZE / 2 + 1, 0, 2 * Math.PI)
  else if (shape === 'dot') context.arc(at.x, at.y, DOT_SIZE / 2, 0, 2 * Math.PI)
  else context.rect(at.x - HANDLE_SIZE / 2, at.y - HANDLE_SIZE / 2, HANDLE_SIZE, HANDLE_SIZE)
  context.globalAlpha = 1
  context.fillStyle = ink.fill ?? '#ffffff'
  context.fill()
  stroke(context, ink.stroke ?? '#000000', 1.5, 1)
}

/** How many screen pixels a name is wide, in the font that each layer has. */
export function labelWidth(context: Context, text: string): number {
  return Math.min(context.measureText(shortened(text)).width + 10, LABEL_WIDTH_MAX)
}

function shortened(text: string): string {
  return text.length > LABEL_CHARACTERS_MAX ? `${text.slice(0, LABEL_CHARACTERS_MAX - 1)}…` : text
}

/** Above the corner, or below it where the view ends. */
function drawLabel(context: Context, at: Point, text: string, ink: Ink): void {
  const short = shortened(text)
  const fill = ink.fill ?? '#333333'
  const width = labelWidth(context, text)
  const top = at.y - LABEL_HEIGHT < 0 && at.y >= 0 ? at.y : at.y - LABEL_HEIGHT
  context.globalAlpha = ink.opacity ?? 1
  context.fillStyle = fill
  context.fillRect(at.x - 1, top, width, LABEL_HEIGHT)
  context.fillStyle = readableOn(fill)
  context.textBaseline = 'middle'
  context.fillText(short, at.x + 4, top + LABEL_HEIGHT / 2 + 0.5, LABEL_WIDTH_MAX - 10)
  context.globalAlpha = 1
}

/** Black or white, whichever stands out more on a colour written as `#rrggbb` or `#rgb`. */
export function readableOn(color: string): string {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/iu.exec(color)?.[1]
  if (hex === undefined) return '#ffffff'
  const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex
  const channel = (at: number): number => (parseInt(full.slice(at, at + 2), 16) / 255) ** 2.2
  const luminance = 0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
  return luminance > 0.36 ? '#111111' : '#ffffff'
}
