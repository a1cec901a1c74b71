/** Pictures by address, fetched and decoded once and kept for a while, so that the next task shows at once. */

export interface Picture {
  readonly source: CanvasImageSource
  readonly width: number
  readonly height: number
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
  const image = new Image()
  image.src = url
  await image.decode()
  const { naturalWidth: width, naturalHeight: height } = image
  return { source: await createImageBitmap(image), width, height }
}
