/** New ids: UUIDv7 as 32 lowercase hex characters, so that they sort by time. */

/** Makes an id from milliseconds since 1970 and ten random bytes. */
export function idFrom(milliseconds: number, random: Uint8Array): string {
  const time = Math.trunc(milliseconds).toString(16).padStart(12, '0')
  const bytes = Uint8Array.from(random)
  bytes[0] = ((bytes[0] ?? 0) & 0x0f) | 0x70
  bytes[2] = ((bytes[2] ?? 0) & 0x3f) | 0x80
  return time + [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A new id from this machine's clock and randomness. */
export function newId(): string {
  return idFrom(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
}
