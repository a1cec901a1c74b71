/**
 * Shows a canvas through a table of values, by a filter of the browser. It costs nothing while nothing is changed,
 * and only the pixels on the screen when something is, however large the picture.
 */
import { type Display, isPlain } from '@editor'
import { shade } from '@editor/display'

const SVG = 'http://www.w3.org/2000/svg'
const STEPS = 256

let made = 0

export class Filter {
  readonly element: SVGSVGElement
  readonly #functions: readonly SVGElement[]
  readonly #id = `lw-display-${String(++made)}`
  #shown: Display | null = null

  constructor(document: Document) {
    const filter = create(document, 'filter', { id: this.#id, 'color-interpolation-filters': 'sRGB' })
    const transfer = create(document, 'feComponentTransfer', {})
    this.#functions = ['feFuncR', 'feFuncG', 'feFuncB'].map((name) => create(document, name, { type: 'table' }))
    transfer.append(...this.#functions)
    filter.append(transfer)
    this.element = create(document, 'svg', { width: '0', height: '0', 'aria-hidden': 'true' }) as SVGSVGElement
    this.element.style.position = 'absolute'
    this.element.append(filter)
  }

  /** Shows an element by this display. */
  apply(element: HTMLElement, display: Display): void {
    if (display === this.#shown) return
    this.#shown = display
    if (isPlain(display)) {
      element.style.filter = ''
      return
    }
    const values = Array.from({ length: STEPS }, (_, i) => shade(display, i / (STEPS - 1)).toFixed(4)).join(' ')
    for (const one of this.#functions) one.setAttribute('tableValues', values)
    element.style.filter = `url(#${this.#id})`
  }
}

function create(document: Document, name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}
