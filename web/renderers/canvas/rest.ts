/**
 * What lies still: a picture of all marks at rest, larger than the view by a margin. Pan and zoom only move the
 * picture; a change redraws the part it touches; a sharp picture is made anew when the view has come to rest, in
 * slices where there is much to draw.
 */
import type { Bounds, Camera, Mark, Size } from '@editor'
import { grown, intersects } from '@editor/geometry/geometry'
import type { Scene } from '@editor/scene'
import { visibleBounds } from '@editor/view/camera'
import { LABEL_HEIGHT, LABEL_WIDTH_MAX, drawDot, drawMarks, labelWidth } from './drawMarks'
import { Layer } from './layer'
import { hidesAnother, plateOf } from './names'

/** The margin on each side, as a share of the view. */
const MARGIN = 0.25
/** How long a frame may draw while there is a picture to show, and where there is none yet. */
const SLICE_MS = 3
const FIRST_SLICE_MS = 50
/** The clock is asked after so many shapes, and after each where they take longer than this, in milliseconds. */
const CLOCK_EVERY = 16
const LONG = 0.2
/** Changes that take longer to mend are mended by a new picture, in slices. */
const MEND_MS = 24
/** With more shapes in view than these, names would cover everything. */
const LABELS_MAX = 1500
const DOT_BELOW = 3
const LABEL_FROM_WIDTH = 30
/** Strokes and dots reach this far beyond their bounds, in screen pixels. */
const STROKE_REACH = 6

/** A picture under way. */
interface Job {
  readonly picture: Picture
  readonly ids: readonly string[]
  next: number
}

/** A layer with the camera it was drawn for. */
interface Picture {
  readonly layer: Layer
  readonly camera: Camera
  readonly dense: boolean
  /** What can be seen on it. */
  readonly drawn: Set<string>
}

/** A part of the picture that is not as it should be, because of these annotations or, where there are none, of any. */
interface StalePart {
  readonly bounds: Bounds
  readonly ids: readonly string[]
}

export class Rest {
  #picture: Picture | null = null
  #spare: Layer
  #job: Job | null = null
  #stale: StalePart[] = []
  #allStale = true
  /** Milliseconds that a shape has taken lately. */
  #pace = 0
  /** Where the picture was laid last, and how: there it can be mended in place. */
  #laid: { readonly picture: Picture; readonly onto: Layer; readonly asked: Camera; readonly size: Size; readonly as: Camera } | null = null

  constructor(
    readonly document: Document,
    readonly scene: Scene,
    readonly now: () => number,
  ) {
    this.#spare = new Layer(document, 'rest')
  }

  /** Something changed within bounds, or anywhere. */
  invalidate(bounds: Bounds | null, ids: readonly string[] = []): void {
    if (bounds === null) this.#allStale = true
    else this.#stale.push({ bounds, ids })
  }

  /** Whether the picture is sharp and covers the view. */
  matches(camera: Camera, view: Size): boolean {
    return this.#picture !== null && this.#picture.camera.scale === camera.scale && covers(this.#picture, camera, view)
  }

  /** Lets go of the picture, so that nothing of it is seen with another item. */
  forget(): void {
    this.#picture = null
    this.#allStale = true
  }

  /**
   * Draws what rests onto a layer as the camera sees it now, as far as one slice goes; `sharp` asks for a new picture
   * where the camera has moved. Returns whether more is to do.
   */
  draw(onto: Layer, camera: Camera, sharp: boolean): boolean {
    const { size: view, ratio } = onto
    const wanted = this.#allStale || this.#picture === null || this.#picture.layer.ratio !== ratio || (sharp && !this.matches(camera, view))
    if (wanted && !this.#jobFits(camera, view)) this.#begin(camera, view, ratio)
    else if (wanted && this.#allStale) this.#begin(camera, view, ratio)
    if (this.#job) this.#continue(this.#job)
    const at = this.#laidAs(onto, camera)
    if (!this.#job) this.#mend(at && { layer: onto, camera: at })
    if (!at) this.#blit(onto, camera)
    return this.#job !== null || this.#allStale
  }

  /** The camera that the layer shows the picture by, where it shows it already and every pixel of it lies on one of the layer's. */
  #laidAs(onto: Layer, camera: Camera): Camera | null {
    const laid = this.#laid
    const same = laid?.picture === this.#picture && laid?.onto === onto && laid.asked === camera && laid.size === onto.size
    return same && laid.as.scale === camera.scale ? laid.as : null
  }

  /** Lays the picture onto a layer as the camera sees it now. */
  #blit(onto: Layer, camera: Camera): void {
    onto.clear()
    if (!this.#picture) return
    const { layer, camera: drawn } = this.#picture
    const zoom = camera.scale / drawn.scale
    const x = (drawn.x - camera.x) * camera.scale
    const y = (drawn.y - camera.y) * camera.scale
    onto.context.imageSmoothingEnabled = zoom !== 1
    const exact = (value: number): number => (zoom === 1 ? Math.round(value * onto.ratio) / onto.ratio : value)
    const [left, top] = [exact(x), exact(y)]
    onto.context.drawImage(layer.canvas, left, top, layer.size.width * zoom, layer.size.height * zoom)
    const as = zoom === 1 ? { scale: drawn.scale, x: drawn.x - left / drawn.scale, y: drawn.y - top / drawn.scale } : drawn
    this.#laid = { picture: this.#picture, onto, asked: camera, size: onto.size, as }
  }

  #jobFits(camera: Camera, view: Size): boolean {
    return this.#job !== null && this.#job.picture.camera.scale === camera.scale && covers(this.#job.picture, camera, view)
  }

  #begin(camera: Camera, view: Size, ratio: number): void {
    const [marginX, marginY] = [Math.round(view.width * MARGIN), Math.round(view.height * MARGIN)]
    const layer = this.#spare
    layer.resize({ width: view.width + 2 * marginX, height: view.height + 2 * marginY }, ratio)
    const origin = { scale: camera.scale, x: camera.x - marginX / camera.scale, y: camera.y - marginY / camera.scale }
    const ids = this.scene.search(reaching(visibleBounds(origin, layer.size), origin.scale, false))
    this.#job = { picture: { layer, camera: origin, dense: ids.length > LABELS_MAX, drawn: new Set() }, ids, next: 0 }
    this.#allStale = false
    this.#stale = []
  }

  /** Draws until it is done or, where there is much, the slice is over. */
  #continue(job: Job): void {
    const start = this.now()
    const [first, end] = [job.next, start + (this.#picture ? SLICE_MS : FIRST_SLICE_MS)]
    while (job.next < job.ids.length) {
      const id = job.ids[job.next++]
      if (id !== undefined) this.#drawOne(job.picture, id)
      if ((this.#pace > LONG || job.next % CLOCK_EVERY === 0) && this.now() > end) return this.#timed(start, job.next - first)
    }
    this.#timed(start, job.next - first)
    drawMarks(job.picture.layer, this.scene.ghosts(), { camera: job.picture.camera, texts: true })
    this.#spare = this.#picture?.layer ?? new Layer(this.document, 'rest')
    this.#picture = job.picture
    this.#job = null
    this.#mend(null)
  }

  /**
   * Redraws what is stale, in the picture and on the layer that shows it: to lay all of it onto the layer again would
   * copy both.
   */
  #mend(shown: Pick<Picture, 'layer' | 'camera'> | null): void {
    const picture = this.#picture
    if (!picture || this.#stale.length === 0) return
    const { layer, camera, dense } = picture
    const seen = reaching(visibleBounds(camera, layer.size), camera.scale, dense)
    const stale = this.#stale.filter((part) => intersects(part.bounds, seen) && this.#matters(picture, part))
    this.#stale = []
    if (stale.length === 0) return
    // Where names are shown, those of neighbours come and go with what they would hide.
    const parts = stale.map(({ bounds }) => (dense ? grown(bounds, STROKE_REACH / camera.scale) : reaching(inked(bounds, camera.scale), camera.scale, false)))
    const ids = new Set(parts.flatMap((part) => [...this.scene.search(reaching(part, camera.scale, dense))]))
    const targets = shown ? [picture, { ...shown, dense, drawn: new Set<string>() }] : [picture]
    if (ids.size * targets.length * this.#pace > MEND_MS) return this.#postpone(targets, stale)
    for (const part of stale) for (const id of part.ids) picture.drawn.delete(id)
    this.#redraw(targets, parts, ids)
  }

  /** Whether anything that a part is stale for was drawn, or is to be drawn now; what moves is neither. */
  #matters({ drawn }: Picture, { ids }: StalePart): boolean {
    return ids.length === 0 || ids.some((id) => drawn.has(id) || this.scene.rests(id))
  }

  /** A new picture will be made. Until then, what is missing is drawn over all, and what is gone stays. */
  #postpone(targets: readonly Picture[], stale: readonly StalePart[]): void {
    this.#allStale = true
    const missing = new Set(stale.flatMap(({ ids }) => ids))
    for (const target of targets) for (const id of missing) this.#drawOne(target, id)
  }

  /** Clips to parts, clears them, and draws all that reach into them. */
  #redraw(targets: readonly Picture[], parts: readonly Bounds[], ids: ReadonlySet<string>): void {
    const start = this.now()
    for (const { layer, camera } of targets) {
      const { context } = layer
      context.save()
      context.beginPath()
      for (const part of parts) {
        const [x, y] = [Math.floor((part.minX - camera.x) * camera.scale), Math.floor((part.minY - camera.y) * camera.scale)]
        const [right, bottom] = [Math.ceil((part.maxX - camera.x) * camera.scale), Math.ceil((part.maxY - camera.y) * camera.scale)]
        context.rect(x, y, right - x, bottom - y)
      }
      context.clip()
      context.clearRect(0, 0, layer.size.width, layer.size.height)
    }
    for (const id of ids) for (const target of targets) this.#drawOne(target, id)
    for (const { layer, camera } of targets) {
      drawMarks(layer, this.scene.ghosts(), { camera, texts: true })
      layer.context.restore()
    }
    this.#timed(start, ids.size * targets.length)
  }

  /** Notes how long shapes take; one alone says little. */
  #timed(start: number, count: number): void {
    if (count > 1) this.#pace = (this.#pace + (this.now() - start) / count) / 2
  }

  #drawOne(picture: Picture, id: string): void {
    const { layer, camera, dense, drawn } = picture
    const bounds = this.scene.boundsOf(id)
    if (!bounds || !this.scene.rests(id)) {
      drawn.delete(id)
      return
    }
    drawn.add(id)
    const width = (bounds.maxX - bounds.minX) * camera.scale
    const height = (bounds.maxY - bounds.minY) * camera.scale
    const named = !dense && width >= LABEL_FROM_WIDTH
    const marks = this.scene.marks(id, named)
    if (width < DOT_BELOW && height < DOT_BELOW) {
      drawDot(layer.context, marks, { x: (bounds.minX + bounds.maxX) / 2, y: (bounds.minY + bounds.maxY) / 2 }, camera)
    } else drawMarks(layer, marks, { camera, texts: named && !this.#hides(picture, id, marks) })
  }

  #hides({ layer, camera }: Picture, id: string, marks: readonly Mark[]): boolean {
    const name = marks.find((mark) => mark.kind === 'text')
    if (!name) return false
    const width = labelWidth(layer.context, name.text) / camera.scale
    return hidesAnother(this.scene, id, plateOf(name, width, LABEL_HEIGHT / camera.scale))
  }
}

/** What a shape with these bounds may colour: strokes all around, its name above and to the right. */
function inked(bounds: Bounds, scale: number): Bounds {
  const stroke = grown(bounds, STROKE_REACH / scale)
  return {
    minX: stroke.minX,
    minY: stroke.minY - LABEL_HEIGHT / scale,
    maxX: Math.max(stroke.maxX, bounds.minX + LABEL_WIDTH_MAX / scale),
    maxY: Math.max(stroke.maxY, bounds.minY + LABEL_HEIGHT / scale),
  }
}

/** Where shapes lie that may colour something within bounds: the other way round, and less far where no names are shown. */
function reaching(bounds: Bounds, scale: number, dense: boolean): Bounds {
  const stroke = grown(bounds, STROKE_REACH / scale)
  if (dense) return stroke
  return {
    minX: stroke.minX - LABEL_WIDTH_MAX / scale,
    minY: stroke.minY - LABEL_HEIGHT / scale,
    maxX: stroke.maxX,
    maxY: stroke.maxY + LABEL_HEIGHT / scale,
  }
}

function covers({ camera: drawn, layer }: Picture, camera: Camera, view: Size): boolean {
  const inner = visibleBounds(camera, view)
  const outer = visibleBounds(drawn, layer.size)
  return inner.minX >= outer.minX && inner.minY >= outer.minY && inner.maxX <= outer.maxX && inner.maxY <= outer.maxY
}
