/** Where a wave of two harmonics is zero, which is where two ellipses cross. Mirrors `core/geometry/crossings.py`. */

/** The numbers of a + b·cos θ + c·sin θ + d·cos 2θ + e·sin 2θ. */
export type Wave = readonly [number, number, number, number, number]

const HALVINGS = 60
/** Each half of the circle is searched a little beyond its ends, so that no zero is lost between them. */
const REACH = 1.01

/**
 * The angles at which the wave changes its sign, in radians, sorted. One may be given twice. With t = tan(θ/2) the
 * wave is a polynomial of the fourth degree over (1 + t²)², here for either half of the circle.
 */
export function crossings(wave: Wave): number[] {
  const half = (turned: number, sign: number): number[] => {
    const [a, d, e] = [wave[0], wave[3], wave[4]]
    const [b, c] = [sign * wave[1], sign * wave[2]]
    const polynomial = [a + b + d, 2 * c + 4 * e, 2 * a - 6 * d, 2 * c - 4 * e, a - b + d]
    return roots(polynomial, -REACH, REACH).map((t) => 2 * Math.atan(t) + turned)
  }
  return [...half(0, 1), ...half(Math.PI, -1)].sort((one, other) => one - other)
}

/** Where a polynomial, its constant first, changes its sign: once at most between zeros of its derivative. */
function roots(polynomial: readonly number[], low: number, high: number): number[] {
  if (polynomial.length === 1) return []
  const slope = polynomial.map((factor, power) => power * factor).slice(1)
  const stops = [low, ...roots(slope, low, high), high]
  return stops.slice(1).flatMap((right, i) => {
    const left = stops[i] ?? low
    return at(polynomial, left) < 0 === at(polynomial, right) < 0 ? [] : [bisected(polynomial, left, right)]
  })
}

function bisected(polynomial: readonly number[], left: number, right: number): number {
  const below = at(polynomial, left) < 0
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (left + right) / 2
    if (at(polynomial, middle) < 0 === below) left = middle
    else right = middle
  }
  return (left + right) / 2
}

function at(polynomial: readonly number[], t: number): number {
  return polynomial.reduceRight((value, factor) => value * t + factor, 0)
}
