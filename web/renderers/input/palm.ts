/** Tells fingers from the hand that holds a pen: while a pen is near, and for a moment after, a touch is the palm. */

/** Palms are laid down and lifted around strokes, not only during them. */
const NEAR_MS = 700

export class Palm {
  #penAt = -Infinity
  readonly #palms = new Set<number>()

  /** Whether an event is the palm's and means nothing. Hears all events of all pointers, in their order. */
  rejects({ type, pointerType, pointerId, timeStamp }: PointerEvent): boolean {
    if (pointerType === 'pen') this.#penAt = timeStamp
    if (pointerType !== 'touch') return false
    if (type === 'pointerdown' && timeStamp - this.#penAt < NEAR_MS) this.#palms.add(pointerId)
    const rejected = this.#palms.has(pointerId)
    if (type === 'pointerleave') this.#palms.delete(pointerId)
    return rejected
  }

  /** What began as a finger turned out to be the palm, since a pen came down beside it. */
  note(pointerIds: Iterable<number>): void {
    for (const id of pointerIds) this.#palms.add(id)
  }
}
