/** Things that are dear to make, each under a key; those asked for least recently go first. */

export class Shelf<T> {
  readonly #things = new Map<string, Promise<T>>()

  constructor(readonly most: number) {}

  /** What is kept under the key, else what `make` gives. What could not be made is not kept. */
  keep(key: string, make: () => T | Promise<T>): Promise<T> {
    const thing = this.#things.get(key) ?? Promise.resolve().then(make)
    this.#things.delete(key)
    this.#things.set(key, thing)
    thing.catch(() => this.#things.delete(key))
    for (const oldest of this.#things.keys()) {
      if (this.#things.size <= this.most) break
      this.#things.delete(oldest)
    }
    return thing
  }
}
