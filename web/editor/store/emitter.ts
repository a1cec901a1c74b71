/** Listeners by topic. A listener may stop itself or others while it is being called. */
export class Emitter<Topic> {
  readonly #listeners = new Map<Topic, Set<() => void>>()

  subscribe(topic: Topic, listener: () => void): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set()
    this.#listeners.set(topic, listeners)
    const entry = () => listener()
    listeners.add(entry)
    return () => {
      listeners.delete(entry)
      if (listeners.size === 0 && this.#listeners.get(topic) === listeners) this.#listeners.delete(topic)
    }
  }

  emit(topic: Topic): void {
    const listeners = this.#listeners.get(topic)
    if (listeners) for (const listener of [...listeners]) listener()
  }

  /** Tells the listeners of every topic. */
  emitAll(): void {
    for (const topic of [...this.#listeners.keys()]) this.emit(topic)
  }

  /** How many listeners there are in all. */
  get size(): number {
    return [...this.#listeners.values()].reduce((sum, listeners) => sum + listeners.size, 0)
  }
}
