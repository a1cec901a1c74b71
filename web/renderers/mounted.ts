/** What every mounted editor has: its place on the page, a voice for screen readers, and an end. */
import type { MountOptions, MountedEditor, Point } from '@editor'
import { Kernel } from '@editor/kernel'

/** The parts that a medium adds. */
export interface Mounting {
  readonly element: HTMLElement
  ready(): Promise<void>
  screenOf(place: Point): Point | null
  placeAt(screen: Point): Point | null
  destroy(): void
}

/** The kernel with its place on the page; `begin` builds what the medium needs. */
export function mounted(host: HTMLElement, options: MountOptions, begin: (kernel: Kernel) => Mounting): MountedEditor {
  const kernel = new Kernel({ ...options, mac: options.mac ?? /Mac|iPhone|iPad/u.test(navigator.platform) })
  const mounting = begin(kernel)
  const voice = liveRegion(host.ownerDocument)
  host.append(mounting.element, voice)
  const hush = kernel.on('announce', (text) => (voice.textContent = text))
  const endKernel = kernel.destroy.bind(kernel)
  return Object.assign(kernel, {
    element: mounting.element,
    focus: () => mounting.element.focus({ preventScroll: true }),
    ready: () => mounting.ready(),
    screenOf: (place: Point) => mounting.screenOf(place),
    placeAt: (screen: Point) => mounting.placeAt(screen),
    destroy() {
      hush()
      mounting.destroy()
      endKernel()
      mounting.element.remove()
      voice.remove()
    },
  })
}

function liveRegion(document: Document): HTMLElement {
  const region = document.createElement('div')
  region.setAttribute('aria-live', 'polite')
  Object.assign(region.style, { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' })
  return region
}
