/** Which objects belong together, by the compound that they name. */
import type { Annotation } from '../model'

export class Compounds {
  readonly #ids = new Map<string, Set<string>>()

  clear(): void {
    this.#ids.clear()
  }

  /** An object has become another, has come (from nothing) or gone (to nothing). */
  follow(before: Annotation | undefined, after: Annotation | undefined): void {
    if (before && after && before.compound === after.compound) return
    if (before?.compound) this.#ids.get(before.compound)?.delete(before.id)
    if (!after?.compound) return
    const ids = this.#ids.get(after.compound) ?? new Set()
    this.#ids.set(after.compound, ids.add(after.id))
  }

  /** The ids of all in the compound of an object, in no order; none where it names none. */
  of(annotation: Annotation | undefined): string[] {
    return annotation?.compound ? [...(this.#ids.get(annotation.compound) ?? [])] : []
  }
}
