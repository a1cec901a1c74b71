/** Puts a text editor into an element: paragraphs with marks, pointer and keys. Plain DOM; any framework may hold it. */
import type { MountOptions, MountedEditor } from '@editor'
import type { Kernel } from '@editor/kernel'
import { attachKeys } from './input/keys'
import { type Mounting, mounted } from './mounted'
import { Page } from './text/page'
import { screenOfOffset, wordAt } from './text/places'
import { attachTextPointer } from './text/pointer'
import './text/text.css'

export function mountTextEditor(host: HTMLElement, options: MountOptions): MountedEditor {
  return mounted(host, options, (kernel) => begin(host, options, kernel))
}

function begin(host: HTMLElement, options: MountOptions, kernel: Kernel): Mounting {
  const window = host.ownerDocument.defaultView
  if (!window) throw new Error('An editor needs a document that is shown in a window.')
  const page = new Page(kernel, window)
  const { element } = page
  element.tabIndex = 0
  element.setAttribute('role', 'application')
  element.setAttribute('aria-roledescription', 'text editor')
  element.dataset.testid = 'text'
  const stops = [
    kernel.on('effect', (effect) => {
      if (effect.type === 'reveal' && typeof effect.id === 'string') page.reveal(effect.id)
    }),
    kernel.subscribe(() => describe(element, kernel)),
    attachTextPointer(element, kernel),
    attachKeys(options.keyTarget ?? host.ownerDocument, kernel),
    () => page.destroy(),
  ]
  describe(element, kernel)
  return {
    element,
    ready: () => Promise.resolve(),
    screenOf: ({ x }) => kernel.text && screenOfOffset(element, kernel.text, x),
    placeAt: (screen) => kernel.text && wordAt(element, kernel.text, screen),
    destroy: () => stops.forEach((stop) => stop()),
  }
}

function describe(element: HTMLElement, kernel: Kernel): void {
  const { item, tool, readonly, activeClass } = kernel.state
  element.dataset.tool = tool
  element.style.cursor = tool === 'draw' && !readonly && activeClass !== null ? 'text' : 'default'
  element.setAttribute('aria-label', `${item.name}: ${kernel.document.size} annotations`)
}
