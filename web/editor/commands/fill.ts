/** How strongly areas are filled, step by step. */

export const FILL_STEP = 0.08

export function filled(fill: number, by: number): number {
  return Math.round(Math.min(1, Math.max(0, fill + by)) * 100) / 100
}
