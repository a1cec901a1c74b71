/** Canvases that are used again and again: to set one up costs more than to paint it. */

interface Extent {
  readonly width: number
  readonly height: number
}

/** Sides are rounded up to this many pixels, so that pictures of about the same size can follow one another. */
const ROUNDED_TO = 64
/** A canvas may be this many times larger than what is painted on it. */
const WASTE_MAX = 4
/** So many are kept free; more are let go to make room. */
const FREE_MAX = 8

export class Canvases {
  readonly #free: OffscreenCanvasRenderingContext2D[] = []
  #bytes = 0

  constructor(readonly bytesMax: number) {}

  /** A canvas at least this large, its pixels whatever they are; null where others must be given back first. */
  take(extent: Extent): OffscreenCanvasRenderingContext2D | null {
    const fitting = this.#free.findIndex(({ canvas }) => fits(canvas, extent))
    if (fitting >= 0) return this.#free.splice(fitting, 1)[0] ?? null
    while (this.#free.length > FREE_MAX && !this.#hasRoom(extent)) this.#letGo()
    return this.#hasRoom(extent) ? this.make(extent) : null
  }

  /** A new canvas, though there may be no room for it. */
  make(extent: Extent): OffscreenCanvasRenderingContext2D {
    while (this.#free.length > 0 && !this.#hasRoom(extent)) this.#letGo()
    const { width, height } = rounded(extent)
    this.#bytes += bytesOf({ width, height })
    return contextOf(width, height)
  }

  giveBack(context: OffscreenCanvasRenderingContext2D): void {
    this.#free.push(context)
  }

  #hasRoom(extent: Extent): boolean {
    return this.#bytes + bytesOf(rounded(extent)) <= this.bytesMax
  }

  /** Of the free ones, the one that is free for the longest time. */
  #letGo(): void {
    const gone = this.#free.shift()
    if (gone) this.#bytes -= bytesOf(gone.canvas)
  }
}

export function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (!context) throw new Error('This browser offers no 2D canvas, which the editor draws on.')
  return context
}

function fits(canvas: Extent, { width, height }: Extent): boolean {
  return canvas.width >= width && canvas.height >= height && canvas.width * canvas.height <= WASTE_MAX * width * height
}

function rounded({ width, height }: Extent): Extent {
  return { width: Math.ceil(width / ROUNDED_TO) * ROUNDED_TO, height: Math.ceil(height / ROUNDED_TO) * ROUNDED_TO }
}

function bytesOf({ width, height }: Extent): number {
  return 4 * width * height
}
