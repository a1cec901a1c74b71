/** Places and shapes. Images: pixels of the upright image, corner origin, y down. Text: code points, end exclusive. */

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Bounds {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
}

/** `x`, `y` are the top-left corner before turning; `angle` is degrees clockwise about the centre. */
export interface RectangleGeometry {
  readonly kind: 'rectangle'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly angle: number
}

/** Rings by the even-odd rule; the first is the outline. */
export interface PolygonGeometry {
  readonly kind: 'polygon'
  readonly rings: readonly (readonly Point[])[]
}

export interface PathGeometry {
  readonly kind: 'path'
  readonly points: readonly Point[]
}

/** `angle` is degrees clockwise about the centre. */
export interface EllipseGeometry {
  readonly kind: 'ellipse'
  readonly cx: number
  readonly cy: number
  readonly rx: number
  readonly ry: number
  readonly angle: number
}

export interface PointsGeometry {
  readonly kind: 'points'
  readonly points: readonly Point[]
}

/** Pixels as row-major run lengths, zeros first, inside the box whose first pixel is (`x`, `y`). */
export interface Raster {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly counts: readonly number[]
}

export interface RasterGeometry extends Raster {
  readonly kind: 'raster'
}

/** Offsets of a text or seconds of a clip. */
export interface IntervalGeometry {
  readonly kind: 'interval'
  readonly start: number
  readonly end: number
}

export type Geometry =
  | RectangleGeometry
  | PolygonGeometry
  | PathGeometry
  | EllipseGeometry
  | PointsGeometry
  | RasterGeometry
  | IntervalGeometry
