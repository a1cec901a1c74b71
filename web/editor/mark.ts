/**
 * The neutral description of what to draw. Label types paint marks, renderers draw marks, and neither knows the
 * other. Coordinates are those of the item; widths and radii are screen pixels.
 */
import type { Pixels } from './geometry/pixels'
import type { Point } from './geometry/types'

/** How an annotation looks now. Opacities run from 0 to 1. */
export interface Style {
  readonly color: string
  readonly strokeWidth: number
  readonly fillOpacity: number
  readonly opacity: number
  readonly dashed: boolean
  readonly selected: boolean
  readonly hovered: boolean
  readonly label: string
}

export interface Ink {
  readonly stroke?: string
  readonly strokeWidth?: number
  readonly fill?: string
  readonly fillOpacity?: number
  readonly opacity?: number
  readonly dashed?: boolean
}

export type Mark =
  | { readonly kind: 'path'; readonly rings: readonly (readonly Point[])[]; readonly closed: boolean; readonly ink: Ink }
  | {
      readonly kind: 'rectangle'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly angle: number
      readonly ink: Ink
    }
  | {
      readonly kind: 'ellipse'
      readonly cx: number
      readonly cy: number
      readonly rx: number
      readonly ry: number
      readonly angle: number
      readonly ink: Ink
    }
  | { readonly kind: 'points'; readonly points: readonly Point[]; readonly radius: number; readonly ink: Ink }
  | { readonly kind: 'text'; readonly at: Point; readonly text: string; readonly ink: Ink }
  | {
      readonly kind: 'raster'
      readonly pixels: Pixels
      /** Whether what was drawn below is taken away first, with nothing in its place or with the pixels. */
      readonly mode?: 'erase' | 'replace'
      readonly ink: Ink
    }
  | { readonly kind: 'handle'; readonly at: Point; readonly shape: 'square' | 'circle' | 'dot'; readonly ink: Ink }
  | { readonly kind: 'textRange'; readonly start: number; readonly end: number; readonly text: string; readonly ink: Ink }
