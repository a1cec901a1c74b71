/** Pictures by address, fetched and decoded once and kept for a while, so that the next task shows at once. */

import { PLAIN } from '@editor'
import { type Deep, deepOf, developed } from './deep'
import type { LoadTile, TileSource } from './tiles'

export interface Picture {
  readonly source: CanvasImageSource
  readonly width: number
  readonly height: number
  /** Its grey values, where they are more than a browser can show. */
  readonly deep?: Deep
  /** Where the parts of a very large picture come from; `source` is then a preview of all of it. */
  readonly tiles?: TileSource
}

/** A picture that did not come or is none. */
export class PictureFailed extends Error {
  constructor(url: string, options?: ErrorOptions) {
    super(`The picture at ${url} could not be loaded.`, options)
    this.name = 'PictureFailed'
  }
}

const KEPT_MAX = 8

export class Pictures {
  readonly #pictures = new Map<string, Promise<Picture>>()
  readonly #decoded = new Map<string, Picture>()

  constructor(readonly load: (url: string) => Promise<Picture> = decode) {}

  /** The picture where it is decoded already. */
  peek(url: string): Picture | null {
    return this.#decoded.get(url) ?? null
  }

  /** The picture; a failure is forgotten, so that asking again tries again. */
  async get(url: string): Promise<Picture> {
    const known = this.#pictures.get(url)
    if (known) {
      this.#pictures.delete(url)
      this.#pictures.set(url, known)
      return known
    }
    const coming = this.load(url)
    this.#pictures.set(url, coming)
    this.#trim()
    try {
      const picture = await coming
      if (this.#pictures.get(url) === coming) this.#decoded.set(url, picture)
      return picture
    } catch (error) {
      this.#pictures.delete(url)
      throw error
    }
  }

  #trim(): void {
    for (const url of this.#pictures.keys()) {
      if (this.#pictures.size <= KEPT_MAX) return
      this.#pictures.delete(url)
      this.#decoded.delete(url)
    }
  }
}

/** Pictures shared by all editors of a page. */
export const pictures = new Pictures()

/** Fetches and decodes pictures ahead of time. Failures show when the picture is opened. */
export function prefetch(urls: readonly string[]): void {
  for (const url of urls) pictures.get(url).catch(() => undefined)
}

async function decode(url: string): Promise<Picture> {
  const response = await fetched(url)
  const deep = response.headers.get('Labelwright-Depth') === '16'
  try {
    // The bytes of deep values are numbers, not colours: nothing may be fitted to the screen.
    const source = await createImageBitmap(await response.blob(), deep ? { colorSpaceConversion: 'none', premultiplyAlpha: 'none' } : {})
    const { width, height } = source
    const side = Number(response.headers.get('Labelwright-Tile'))
    if (side > 0) return { source, width, height, tiles: tilesAt(url, side) }
    return deep ? await deepPicture(source) : { source, width, height }
  } catch (error) {
    throw new PictureFailed(url, { cause: error })
  }
}

/** What is shown of deep values to begin with stands for them wherever a picture of eight bits is asked for. */
async function deepPicture(values: ImageBitmap): Promise<Picture> {
  const deep = deepOf(pixelsOf(values))
  return { source: await createImageBitmap(developed(deep, PLAIN)), width: deep.width, height: deep.height, deep }
}

function tilesAt(url: string, side: number): TileSource {
  return { side, base: `${url.slice(0, url.lastIndexOf('/'))}/tiles/` }
}

export const loadTile: LoadTile = async (url) => createImageBitmap(await (await fetched(url)).blob())

async function fetched(url: string): Promise<Response> {
  let response: Response
  try {
    response = await fetch(url)
  } catch (error) {
    throw new PictureFailed(url, { cause: error })
  }
  if (!response.ok) throw new PictureFailed(url)
  return response
}

function pixelsOf(source: ImageBitmap): ImageData {
  const context = new OffscreenCanvas(source.width, source.height).getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('This browser offers no canvas to read pixels from.')
  context.drawImage(source, 0, 0)
  return context.getImageData(0, 0, source.width, source.height)
}
