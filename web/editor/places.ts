/** Where everything lies: spatial and text indices kept with each patch, and the questions tools ask of them. */
import { boundsOf, grown, touches } from './geometry/geometry'
import type { Bounds, Geometry, Point } from './geometry/types'
import type { AnyLabel, Options } from './label'
import type { Annotation, Patch } from './model'
import { Space } from './store/space'
import { type Range, RangeIndex } from './text/layout'
import type { TextModel } from './text/model'
import { type HitTarget, around, hitStack } from './view/hit'

export class Places {
  readonly space = new Space()
  readonly ranges: RangeIndex

  constructor(
    readonly labels: ReadonlyMap<string, AnyLabel>,
    readonly text: TextModel | null,
    readonly get: (id: string) => Annotation | undefined,
    readonly optionsOf: (annotation: Annotation) => Options,
    annotations: readonly Annotation[],
  ) {
    this.ranges = new RangeIndex((offset) => text?.paragraphAt(offset).index ?? 0)
    const boxes: (readonly [string, Bounds])[] = []
    for (const annotation of annotations) {
      const geometry = this.geometryOf(annotation)
      const bounds = geometry && boundsOf(geometry)
      if (bounds) boxes.push([annotation.id, bounds])
      this.ranges.set(annotation.id, rangeOf(annotation.id, geometry))
    }
    this.space.load(boxes)
  }

  geometryOf(annotation: Annotation): Geometry | null {
    return this.labels.get(annotation.type)?.geometry(annotation.value) ?? null
  }

  /** Bounds of one of some annotations that are not in the document. */
  boundsAmong(annotations: readonly Annotation[], id: string): Bounds | null {
    const found = annotations.find((annotation) => annotation.id === id)
    const geometry = found ? this.geometryOf(found) : null
    return geometry && boundsOf(geometry)
  }

  /** Paragraphs that an annotation lies in. */
  paragraphsOf(annotation: Annotation): number[] {
    const geometry = this.geometryOf(annotation)
    return geometry?.kind === 'interval' ? this.ranges.paragraphsOf({ id: annotation.id, ...geometry }) : []
  }

  /** Follows a patch that was applied. */
  follow(patch: Patch): void {
    for (const { id } of patch.ops) {
      const annotation = this.get(id)
      const geometry = annotation ? this.geometryOf(annotation) : null
      this.space.set(id, geometry && boundsOf(geometry))
      this.ranges.set(id, rangeOf(id, geometry))
    }
  }

  /** Ids below a point that `allow` lets through, most likely first. */
  pick(point: Point, reach: number, allow: (id: string) => boolean): string[] {
    return hitStack(this.#targets(this.space.search(around(point, reach)).filter(allow)), point, reach)
  }

  pickOffset(offset: number, allow: (id: string) => boolean): string[] {
    if (!this.text) return []
    const ids = this.ranges.inParagraph(this.text.paragraphAt(offset).index).map(({ id }) => id)
    return hitStack(this.#targets(ids.filter(allow)), { x: offset, y: 0 }, 0)
  }

  /** Ids of what truly touches bounds. */
  within(bounds: Bounds, allow: (id: string) => boolean): string[] {
    return this.space.search(bounds).filter(allow).filter((id) => this.#meets(id, bounds))
  }

  /** The geometries of what lies near bounds. */
  geometriesWithin(bounds: Bounds, allow: (id: string) => boolean): Geometry[] {
    return this.space
      .search(bounds)
      .filter(allow)
      .flatMap((id) => {
        const annotation = this.get(id)
        return (annotation && this.geometryOf(annotation)) ?? []
      })
  }

  /** Bounds of what lies within reach of bounds. */
  neighbours(bounds: Bounds, reach: number, allow: (id: string) => boolean): Bounds[] {
    return this.space
      .search(grown(bounds, reach))
      .filter(allow)
      .flatMap((id) => this.space.boundsOf(id) ?? [])
  }

  #targets(ids: readonly string[]): HitTarget[] {
    return ids.flatMap((id) => {
      const annotation = this.get(id)
      const geometry = annotation && this.geometryOf(annotation)
      if (!annotation || !geometry) return []
      const type = this.labels.get(annotation.type)
      const hit = type?.hit ? (point: Point, reach: number) => type.hit?.(annotation.value, point, reach, this.optionsOf(annotation)) === true : null
      return [{ id, geometry, hit }]
    })
  }

  /** Whether a geometry reaches into bounds: a corner of one lies in the other, or their outlines come close. */
  #meets(id: string, bounds: Bounds): boolean {
    const annotation = this.get(id)
    const geometry = annotation && this.geometryOf(annotation)
    if (!geometry) return false
    const box = this.space.boundsOf(id)
    if (geometry.kind === 'rectangle' && geometry.angle === 0) return box !== null
    const centre = { x: (bounds.minX + bounds.maxX) / 2, y: (bounds.minY + bounds.maxY) / 2 }
    return touches(geometry, centre, Math.hypot(bounds.maxX - bounds.minX, bounds.maxY - bounds.minY) / 2)
  }
}

function rangeOf(id: string, geometry: Geometry | null): Range | null {
  return geometry?.kind === 'interval' ? { id, start: geometry.start, end: geometry.end } : null
}
