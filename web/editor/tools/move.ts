/** Moving annotations about, by drag and by arrow keys, and mapping them. Pure. */
import type { EditorView } from '../api'
import type { Affine } from '../geometry/affine'
import { union } from '../geometry/geometry'
import { GRID } from '../geometry/overlay'
import type { Bounds, Point } from '../geometry/types'
import type { Annotation, Op } from '../model'
import { optionsOf } from '../questions'
import { same } from '../store/same'

/** The annotations moved together, no farther than the picture or the text goes. Types that do not move stay out. */
export function movedAnnotations(view: EditorView, annotations: readonly Annotation[], by: Point): Annotation[] {
  const step = onGrid(limited(view, annotations, by))
  return annotations.flatMap((annotation) => {
    const type = view.labels.get(annotation.type)
    if (!type?.nudge) return []
    const moved = { ...annotation, value: type.nudge(annotation.value, step) }
    const value = view.settled(moved)
    return value === null ? [] : [{ ...annotation, value }]
  })
}

/** The annotations mapped by turning, mirroring or scaling. Types that cannot be mapped stay out. */
export function mappedAnnotations(view: EditorView, annotations: readonly Annotation[], affine: Affine): Annotation[] {
  return annotations.flatMap((annotation) => {
    const value = view.labels.get(annotation.type)?.transform?.(annotation.value, affine, optionsOf(view, annotation))
    const settled = value && view.settled({ ...annotation, value })
    return settled ? [{ ...annotation, value: settled }] : []
  })
}

/** One op for each annotation that differs from the one in the document. */
export function replacing(view: EditorView, annotations: readonly Annotation[]): Op[] {
  return annotations.flatMap((after) => {
    const before = view.document.get(after.id) ?? null
    return same(before, after) ? [] : [{ id: after.id, before, after }]
  })
}

/** In hundredths of a pixel, as places are kept: then all corners of an outline go just as far. */
function onGrid({ x, y }: Point): Point {
  return { x: Math.round(x * GRID) / GRID, y: Math.round(y * GRID) / GRID }
}

/** The part of a move that keeps what lies within the item within it. */
function limited(view: EditorView, annotations: readonly Annotation[], by: Point): Point {
  const place = annotations.reduce<Bounds | null>((all, { id }) => union(all, view.boundsOf(id)), null)
  const { width, height } = view.state.item
  if (place && width !== undefined && height !== undefined) {
    return { x: between(by.x, -place.minX, width - place.maxX), y: between(by.y, -place.minY, height - place.maxY) }
  }
  return view.text ? { x: limitedOffset(view, annotations, by.x), y: 0 } : by
}

function limitedOffset(view: EditorView, annotations: readonly Annotation[], by: number): number {
  const places = annotations.flatMap(({ type, value }) => {
    const geometry = view.labels.get(type)?.geometry(value)
    return geometry?.kind === 'interval' ? [geometry] : []
  })
  const start = Math.min(...places.map((place) => place.start))
  const end = Math.max(...places.map((place) => place.end))
  return places.length === 0 ? 0 : between(Math.trunc(by), -start, (view.text?.length ?? end) - end)
}

/** What already reaches out may move in, but not farther out. */
function between(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, Math.min(low, 0)), Math.max(high, 0))
}
