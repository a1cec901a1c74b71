/** What is measured: something that shows shapes on a picture and lets a pointer work on them. */
import type { Bounds, Point } from '@editor'
import type { Shape } from './shapes'

export type Way = 'select' | 'draw'

export interface Subject {
  /** Whether a press on a shape takes hold of it, or begins a new one. */
  take(way: Way): void
  /** The shapes there are now, and their bounds. */
  places(): readonly Bounds[]
  /** Where an image point lies on the page. */
  toPage(point: Point): Point
  /** Where on the page a corner of the selected shape can be dragged; null where it has none, or nothing is selected. */
  corner?(): Point | null
  /** Whether Ctrl+A selects all there are, to be worked on at once. */
  readonly many?: true
  /** Takes a brush in hand, where there is one. */
  brush?(): void
  /** The bytes that one save sends after what was done, where it saves at all. */
  saved?(): Promise<number>
}

/** The picture below the shapes, decoded already. */
export interface Background {
  readonly url: string
  readonly source: HTMLImageElement
}

export type Mount = (host: HTMLElement, picture: Background, shapes: readonly Shape[]) => Promise<Subject> | Subject

/** The middles, on the page, of so many shapes in view, taken from among all at even distances. */
export function centresOf(subject: Subject, count: number): Point[] {
  const all = subject.places().flatMap(({ minX, minY, maxX, maxY }) => {
    const at = subject.toPage({ x: (minX + maxX) / 2, y: (minY + maxY) / 2 })
    return at.x > 0 && at.y > 0 && at.x < innerWidth && at.y < innerHeight ? [at] : []
  })
  return Array.from({ length: count }, (_, i) => all[Math.floor((i * all.length) / count)]).filter((at) => at !== undefined)
}
