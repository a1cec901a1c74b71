/**
 * A text on the page: a block for each paragraph, filled while it is near the view and emptied when it is far, and
 * filled anew when a mark in it changes.
 */
import type { Kernel } from '@editor/kernel'
import { GHOST, type Stale } from '@editor/scene'
import { fillParagraph } from './paragraph'

const NEAR = '800px'

export class Page {
  readonly element: HTMLElement
  readonly #near = new Set<number>()
  readonly #stale = new Set<number>()
  /** Paragraphs in which each mark was last drawn. */
  readonly #drawn = new Map<string, ReadonlySet<number>>()
  #blocks: HTMLElement[] = []
  #watch: IntersectionObserver | null = null
  #frame = 0
  #active: ReadonlySet<string> = new Set()
  readonly #stop: () => void

  constructor(
    readonly kernel: Kernel,
    readonly window: Window & typeof globalThis,
  ) {
    this.element = window.document.createElement('div')
    this.element.className = 'lw-text'
    this.#stop = kernel.onPaint((stale) => this.#note(stale))
    this.show()
  }

  /** Builds the blocks of the text that is open now. */
  show(): void {
    const { document } = this.window
    this.#watch?.disconnect()
    this.#near.clear()
    this.#stale.clear()
    this.#drawn.clear()
    this.#blocks = (this.kernel.text?.paragraphs ?? []).map((paragraph) => {
      const block = document.createElement('div')
      block.dir = 'auto'
      block.dataset.paragraph = String(paragraph.index)
      return block
    })
    this.element.replaceChildren(...this.#blocks)
    this.element.scrollTop = 0
    if (typeof IntersectionObserver === 'undefined') {
      for (const index of this.#blocks.keys()) this.#come(index)
      this.flush()
      return
    }
    this.#watch = new IntersectionObserver((entries) => this.#seen(entries), { root: this.element, rootMargin: NEAR })
    for (const [index, block] of this.#blocks.entries()) {
      block.style.minHeight = estimated(this.kernel.text?.paragraphs[index] ?? { start: 0, end: 0 })
      this.#watch.observe(block)
    }
  }

  /** Scrolls until an annotation can be seen. */
  reveal(id: string): void {
    const [first] = this.kernel.scene.paragraphsOf(id)
    const block = first === undefined ? undefined : this.#blocks[first]
    if (first === undefined || !block) return
    this.#come(first)
    this.flush()
    const names = [id, `${GHOST}${id}`]
    const pieces = [...block.querySelectorAll<HTMLElement>('[data-ids]')]
    const piece = pieces.find(({ dataset }) => dataset.ids?.split(' ').some((one) => names.includes(one)))
    ;(piece ?? block).scrollIntoView({ block: 'nearest' })
  }

  /** Fills what is stale at once, instead of with the next frame. */
  flush(): void {
    this.window.cancelAnimationFrame(this.#frame)
    this.#draw()
  }

  destroy(): void {
    this.#stop()
    this.#watch?.disconnect()
    this.window.cancelAnimationFrame(this.#frame)
  }

  #note(stale: Stale): void {
    if (stale.layer === 'item') return this.show()
    if (stale.layer === 'camera') return
    if (stale.layer === 'static' && stale.bounds === null) for (const index of this.#near) this.#stale.add(index)
    if (stale.layer === 'static') for (const id of stale.ids) this.#touch(id)
    const active = this.kernel.scene.activeIds()
    for (const id of new Set([...active, ...this.#active])) this.#touch(id)
    this.#active = active
    this.#request()
  }

  /** The paragraphs in which a mark was drawn, and those in which it lies now, are stale. */
  #touch(id: string): void {
    for (const index of this.#drawn.get(id) ?? []) this.#stale.add(index)
    for (const index of this.kernel.scene.paragraphsOf(id)) this.#stale.add(index)
  }

  #seen(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const index = Number((target as HTMLElement).dataset.paragraph)
      if (isIntersecting) this.#come(index)
      else this.#go(index, target as HTMLElement)
    }
    this.flush()
  }

  #come(index: number): void {
    if (this.#near.has(index)) return
    this.#near.add(index)
    this.#stale.add(index)
  }

  /** An emptied block keeps its height, so that nothing jumps. */
  #go(index: number, block: HTMLElement): void {
    if (!this.#near.delete(index)) return
    block.style.minHeight = `${block.getBoundingClientRect().height}px`
    block.replaceChildren()
  }

  #request(): void {
    this.#frame ||= this.window.requestAnimationFrame(() => this.#draw())
  }

  #draw(): void {
    this.#frame = 0
    const { text, scene, state } = this.kernel
    for (const index of this.#stale) {
      const block = this.#blocks[index]
      const paragraph = text?.paragraphs[index]
      if (!text || !block || !paragraph || !this.#near.has(index)) continue
      const marks = scene.textMarks(index)
      fillParagraph(block, text, paragraph, marks, { names: state.labels, still: state.busy })
      block.style.minHeight = ''
      for (const { id } of marks) this.#drawn.set(id, new Set(this.#drawn.get(id)).add(index))
    }
    this.#stale.clear()
  }
}

/** A guess at a paragraph's height until it is drawn: lines of eighty characters. */
function estimated({ start, end }: { readonly start: number; readonly end: number }): string {
  return `${Math.max(1, Math.ceil((end - start) / 80)) * 2.4}em`
}
