/** Listeners to a state made of pieces: each hears of all, or of those alone that it reads. */
export class PieceEmitter<Piece> {
  readonly #listeners = new Set<{ readonly call: () => void; readonly of: readonly Piece[] | null }>()

  /** Returns the way to stop. A listener may stop itself or others while it is being called. */
  subscribe(call: () => void, of: readonly Piece[] | null = null): () => void {
    const entry = { call, of }
    this.#listeners.add(entry)
    return () => this.#listeners.delete(entry)
  }

  /** Calls once each who listens to any of these. */
  emit(changed: readonly Piece[]): void {
    for (const { call, of } of [...this.#listeners]) if (of === null || of.some((piece) => changed.includes(piece))) call()
  }

  /** Calls all who listen. */
  emitAll(): void {
    for (const { call } of [...this.#listeners]) call()
  }
}
