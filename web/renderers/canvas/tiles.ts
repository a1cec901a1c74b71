/**
 * A very large picture, part by part: the tiles that are seen are fetched at the level that the zoom asks for, and
 * what has come of coarser levels is shown until they are there.
 */
import type { Bounds, Camera, Size } from '@editor'
import { visibleBounds } from '@editor/view/camera'

/** Decoded tiles that are kept; one of 512 × 512 pixels takes a megabyte. */
const KEPT_MAX = 160
const AT_ONCE_MAX = 6
/** So many coarser levels are looked through for what can be shown meanwhile. */
const COARSER = 3

export interface TileSource {
  /** The side of a tile in pixels of its level. */
  readonly side: number
  /** What the addresses of tiles begin with. */
  readonly base: string
}

/** A tile: at level n the picture is 1 / 2ⁿ of its size. */
export interface Place {
  readonly level: number
  readonly column: number
  readonly row: number
}

export type LoadTile = (url: string) => Promise<CanvasImageSource & Size>

export class Tiles {
  readonly levels: number
  /** By address, the one not drawn for longest first. */
  readonly #tiles = new Map<string, CanvasImageSource & Size>()
  readonly #coming = new Set<string>()
  #wanted: readonly string[] = []

  constructor(
    readonly source: TileSource,
    readonly picture: Size,
    readonly load: LoadTile,
    /** Called when a tile has come. */
    readonly onTile: () => void,
  ) {
    this.levels = levelsOf(picture, source.side)
  }

  /** Draws what has come within the view, coarser tiles only below those that have not, and asks for what is missing. */
  draw(context: CanvasRenderingContext2D, camera: Camera, view: Size, ratio: number): void {
    const seen = visibleBounds(camera, view)
    const level = this.levelFor(camera.scale * ratio)
    const places = this.within(level, seen)
    const missing = places.filter((place) => !this.#tiles.has(this.#addressOf(place)))
    for (let coarse = Math.min(level + COARSER, this.levels - 1); coarse > level; coarse--) {
      const below = this.within(coarse, seen).filter((place) => missing.some((fine) => liesIn(fine, place)))
      for (const place of below) this.#drawTile(context, camera, place)
    }
    for (const place of places) this.#drawTile(context, camera, place)
    const centre = { column: (seen.minX + seen.maxX) / 2, row: (seen.minY + seen.maxY) / 2 }
    const span = this.source.side * 2 ** level
    const far = ({ column, row }: Place): number => Math.hypot((column + 0.5) * span - centre.column, (row + 0.5) * span - centre.row)
    this.#wanted = missing.sort((a, b) => far(a) - far(b)).map((place) => this.#addressOf(place))
    this.#fetch()
  }

  /** The coarsest level that still has a pixel for each on the screen. */
  levelFor(scale: number): number {
    return Math.min(this.levels - 1, Math.max(0, Math.floor(Math.log2(1 / scale))))
  }

  /** The places of a level's tiles within bounds of the picture. */
  within(level: number, bounds: Bounds): Place[] {
    return placesWithin(this.source, this.picture, level, bounds)
  }

  #drawTile(context: CanvasRenderingContext2D, camera: Camera, place: Place): void {
    const address = this.#addressOf(place)
    const tile = this.#tiles.get(address)
    if (!tile) return
    this.#tiles.delete(address)
    this.#tiles.set(address, tile)
    const factor = 2 ** place.level
    const x = (place.column * this.source.side * factor - camera.x) * camera.scale
    const y = (place.row * this.source.side * factor - camera.y) * camera.scale
    const step = factor * camera.scale
    context.drawImage(tile, x, y, tile.width * step, tile.height * step)
  }

  #fetch(): void {
    for (const address of this.#wanted) {
      if (this.#coming.size >= AT_ONCE_MAX) return
      if (!this.#coming.has(address) && !this.#tiles.has(address)) void this.#take(address)
    }
  }

  async #take(address: string): Promise<void> {
    this.#coming.add(address)
    try {
      this.#tiles.set(address, await this.load(address))
      for (const old of this.#tiles.keys()) {
        if (this.#tiles.size <= KEPT_MAX) break
        this.#tiles.delete(old)
      }
      this.onTile()
    } catch {
      // The coarser picture stays; the next drawing asks again.
    } finally {
      this.#coming.delete(address)
      this.#fetch()
    }
  }

  #addressOf({ level, column, row }: Place): string {
    return addressOf(this.source, { level, column, row })
  }
}

export function addressOf({ base }: TileSource, { level, column, row }: Place): string {
  return `${base}${String(level)}/${String(column)}/${String(row)}`
}

/** Whether a tile shows a part of what a coarser one shows. */
function liesIn(fine: Place, coarse: Place): boolean {
  const factor = 2 ** (coarse.level - fine.level)
  return Math.floor(fine.column / factor) === coarse.column && Math.floor(fine.row / factor) === coarse.row
}

/** The places of a level's tiles within bounds of the picture. */
export function placesWithin({ side }: TileSource, { width, height }: Size, level: number, bounds: Bounds): Place[] {
  const span = side * 2 ** level
  const last = (size: number): number => Math.ceil(size / span) - 1
  const [left, right] = [Math.max(0, Math.floor(bounds.minX / span)), Math.min(last(width), Math.floor(bounds.maxX / span))]
  const [top, bottom] = [Math.max(0, Math.floor(bounds.minY / span)), Math.min(last(height), Math.floor(bounds.maxY / span))]
  const places: Place[] = []
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) places.push({ level, column, row })
  }
  return places
}

/** Levels until the whole picture fits into one tile. */
export function levelsOf({ width, height }: Size, side: number): number {
  return 1 + Math.max(0, Math.ceil(Math.log2(Math.max(width, height) / side)))
}
