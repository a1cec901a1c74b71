/** Puts an image editor into an element: canvases, pointer, wheel and keys. Plain DOM; any framework may hold it. */
import type { Item, MountOptions, MountedEditor } from '@editor'
import type { Kernel } from '@editor/kernel'
import { pictureUrl } from '@editor/pages'
import { toImage, toScreen } from '@editor/view/camera'
import { Engine } from './canvas/engine'
import { type Picture, PictureFailed, pictures } from './canvas/pictures'
import { attachKeys } from './input/keys'
import { attachPointer } from './input/pointer'
import { type Mounting, mounted } from './mounted'
import { WorkerThinker } from './smart/workerThinker'

export function mountImageEditor(host: HTMLElement, options: MountOptions): MountedEditor {
  const thinker = new WorkerThinker(pictureOf)
  return mounted(host, { thinker, ...options }, (kernel) => begin(host, options, kernel, thinker))
}

async function pictureOf({ mediaUrl, name }: Item): Promise<Picture> {
  if (mediaUrl === undefined) throw new Error(`“${name}” has no picture.`)
  return pictures.get(mediaUrl)
}

function begin(host: HTMLElement, options: MountOptions, kernel: Kernel, thinker: WorkerThinker): Mounting {
  const element = stage(host.ownerDocument)
  const window = host.ownerDocument.defaultView
  if (!window) throw new Error('An editor needs a document that is shown in a window.')
  const engine = new Engine(kernel, window)
  element.append(engine.filter.element, ...engine.layers.map((layer) => layer.canvas), engine.lens.element)
  let shown = showPicture(kernel, engine, element)

  const sizes = new ResizeObserver(([entry]) => {
    if (!entry) return
    const { width, height } = entry.contentRect
    if (width < 1 || height < 1) return
    kernel.setViewSize({ width, height })
    engine.resize({ width, height })
    engine.flush()
  })
  sizes.observe(element)
  const stops = [
    kernel.onPaint(({ layer }) => {
      if (layer === 'item') shown = showPicture(kernel, engine, element)
    }),
    kernel.subscribe(() => describe(element, kernel)),
    attachPointer(element, kernel, (at, kind) => engine.setPointer(at, kind)),
    attachKeys(options.keyTarget ?? host.ownerDocument, kernel),
    () => sizes.disconnect(),
    () => engine.destroy(),
    () => thinker.destroy(),
  ]
  describe(element, kernel)
  return {
    element,
    ready: () => shown,
    screenOf: (place) => toScreen(kernel.state.camera, place),
    placeAt: (screen) => toImage(kernel.state.camera, screen),
    destroy: () => stops.forEach((stop) => stop()),
  }
}

/** Shows the item's picture: within this frame where it is decoded already, else when it has come; busy until then. */
async function showPicture(kernel: Kernel, engine: Engine, element: HTMLElement): Promise<void> {
  const { item } = kernel.state
  const url = pictureUrl(kernel.state)
  const known = url === undefined ? null : pictures.peek(url)
  const waits = url !== undefined && !known
  element.ariaBusy = String(waits)
  engine.setPicture(known)
  if (!waits) return
  try {
    const picture = await pictures.get(url)
    if (kernel.state.item.id !== item.id || pictureUrl(kernel.state) !== url) return
    engine.setPicture(picture)
    element.ariaBusy = 'false'
  } catch (error) {
    if (!(error instanceof PictureFailed)) throw error
    kernel.report(`The picture “${item.name}” could not be loaded. Check the connection and open the task again.`)
  }
}

function stage(document: Document): HTMLElement {
  const element = document.createElement('div')
  element.tabIndex = 0
  element.setAttribute('role', 'application')
  element.setAttribute('aria-roledescription', 'image editor')
  element.dataset.testid = 'canvas'
  Object.assign(element.style, { position: 'absolute', inset: '0', overflow: 'hidden', touchAction: 'none', userSelect: 'none', outlineOffset: '-2px' })
  return element
}

function describe(element: HTMLElement, kernel: Kernel): void {
  const { item, cursor, tool, crosshair, readonly } = kernel.state
  const hidden = tool === 'draw' && crosshair && !readonly && cursor === 'crosshair'
  const shown = hidden ? 'none' : cursor
  if (element.style.cursor !== shown) element.style.cursor = shown
  const name = `${item.name}: ${kernel.document.size} annotations`
  if (element.getAttribute('aria-label') !== name) element.setAttribute('aria-label', name)
}
