/** An editor with smart tools that think in place, on a painted picture. */
import type { Annotation, Class } from '../api'
import { Kernel } from '../kernel'
import { type AnyLabel, type Modifiers, type PointEvent, label } from '../label'
import { pictureOf, readFrom } from '../smart/picture'
import { type Thinker, thinkInPlace } from '../smart/thinking'
import { toScreen } from '../view/camera'
import type { Point } from '../geometry/types'
import type { Pixels, Region } from '../vision/pixels'
import { filled } from '../vision/shapes'
import { NO_MODIFIERS } from './testEditor'

interface AreaValue {
  readonly rings: readonly (readonly Point[])[]
}

/** An area that keeps outlines as they are. */
const area: AnyLabel = label<AreaValue, null>({
  name: 'area',
  title: 'Area',
  media: ['image'],
  geometry: ({ rings }) => ({ kind: 'polygon', rings }),
  paint: ({ rings }) => [{ kind: 'path', rings, closed: true, ink: {} }],
  views: ({ rings }) => [{ kind: 'polygon', parts: rings.map((ring) => [ring]) }],
  fromView: (view) => (view.kind === 'polygon' ? { rings: view.parts.flat() } : null),
  tool: { start: null, on: (state) => ({ state }) },
})

export const SMART_CLASSES: readonly Class[] = [
  { name: 'blob', type: 'area' },
  { name: 'car', type: 'box' },
  { name: 'sunny', type: 'tag' },
]

export class SmartEditor extends Kernel {
  t = 0

  constructor(
    readonly pixels: Pixels,
    annotations: readonly Annotation[] = [],
    thinker: Thinker = thinkInPlace(() => pictureOf(pixels, readFrom(pixels))),
  ) {
    let made = 0
    super({
      ontology: { classes: SMART_CLASSES, groups: [] },
      item: { id: 'picture', name: 'picture.png', media: 'image', width: pixels.width, height: pixels.height },
      annotations,
      labels: [area],
      thinker,
      newId: () => `new${++made}`,
    })
    this.setViewSize({ width: 800, height: 600 })
    this.setCamera({ x: 0, y: 0, scale: 1 })
  }

  take(tool: string, cls = 'blob'): this {
    this.commands.run('class.choose', cls)
    this.commands.run(`smart.${tool}`)
    return this
  }

  point(type: PointEvent['type'], x: number, y: number, modifiers: Partial<Modifiers> = {}, clicks = 1): this {
    this.t += 10
    const screen = toScreen(this.state.camera, { x, y })
    const buttons = type === 'up' ? 0 : 1
    this.pointer({ type, point: { x, y }, screen, buttons, modifiers: { ...NO_MODIFIERS, ...modifiers }, pressure: 0.5, clicks, t: this.t, pointer: 'mouse' })
    return this
  }

  click(x: number, y: number, modifiers: Partial<Modifiers> = {}): this {
    return this.point('down', x, y, modifiers).point('up', x, y, modifiers)
  }

  drag(from: readonly [number, number], to: readonly [number, number], modifiers: Partial<Modifiers> = {}): this {
    return this.point('down', ...from, modifiers)
      .point('move', (from[0] + to[0]) / 2, (from[1] + to[1]) / 2, modifiers)
      .point('move', ...to, modifiers)
      .point('up', ...to, modifiers)
  }

  press(key: string): boolean {
    return this.key({ type: 'key', key, code: key, repeat: false, modifiers: NO_MODIFIERS })
  }

  /** Resolves when all that was asked is answered. */
  async answered(): Promise<this> {
    while (this.state.thinking !== null) await new Promise<void>((resolve) => void setTimeout(resolve))
    return this
  }

  /** The pixels inside an annotation, of the document or, without an id, of the draft. */
  region(id?: string): Region {
    const value = id === undefined ? this.preview?.annotations[0]?.value : this.document.get(id)?.value
    return filled((value as AreaValue | undefined)?.rings ?? [], this.pixels)
  }
}
