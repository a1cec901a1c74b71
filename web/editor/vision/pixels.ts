/** What the algorithms of this folder work on: pixels of a part of a picture, and regions among them. Row-major typed arrays. */

export interface Pixels {
  /** The picture's pixel that the first one begins at. */
  readonly x: number
  readonly y: number
  /** How many of the picture's pixels each stands for, along each side. */
  readonly step: number
  readonly width: number
  readonly height: number
  /** Red, green, blue and alpha of each, 0 to 255. */
  readonly data: Uint8ClampedArray
}

/** A region on a grid: 1 for each pixel inside, 0 outside. */
export interface Region {
  readonly width: number
  readonly height: number
  readonly inside: Uint8Array
}

/** A grid without any region. */
export interface Grid {
  readonly width: number
  readonly height: number
}

export function emptyRegion({ width, height }: Grid): Region {
  return { width, height, inside: new Uint8Array(width * height) }
}

/** The index of the pixel below a point of the picture, or null where the point lies outside. */
export function indexAt({ x, y, step, width, height }: Omit<Pixels, 'data'>, point: { readonly x: number; readonly y: number }): number | null {
  const [column, row] = [Math.floor((point.x - x) / step), Math.floor((point.y - y) / step)]
  return column >= 0 && row >= 0 && column < width && row < height ? row * width + column : null
}

/** The middle of a pixel, in the picture's pixels. */
export function centreAt({ x, y, step, width }: Omit<Pixels, 'data'>, index: number): { readonly x: number; readonly y: number } {
  const row = Math.floor(index / width)
  return { x: x + (index - row * width + 0.5) * step, y: y + (row + 0.5) * step }
}
