/** Where the name of an object stands, and whether it would hide another object. Pure, in pixels of the image. */
import type { Bounds, Mark } from '@editor'
import type { Scene } from '@editor/scene'

type Name = Mark & { readonly kind: 'text' }

/** A name must not cover more than this share of another object. */
const COVERED_MAX = 0.12

/** The plate on which a name is written: above its corner, as many pixels wide and high. */
export function plateOf(name: Name, width: number, height: number): Bounds {
  const { x, y } = name.at
  return { minX: x, minY: y - height, maxX: x + width, maxY: y }
}

/** Whether the plate of one object lies over much of another one that is shown. */
export function hidesAnother(scene: Scene, id: string, plate: Bounds): boolean {
  return scene.shownIn(plate).some((other) => {
    const bounds = other === id ? null : scene.boundsOf(other)
    return bounds !== null && overlap(plate, bounds) > COVERED_MAX * area(bounds)
  })
}

function overlap(a: Bounds, b: Bounds): number {
  const width = Math.min(a.maxX, b.maxX) - Math.max(a.minX, b.minX)
  const height = Math.min(a.maxY, b.maxY) - Math.max(a.minY, b.minY)
  return Math.max(0, width) * Math.max(0, height)
}

function area({ minX, minY, maxX, maxY }: Bounds): number {
  return (maxX - minX) * (maxY - minY)
}
