// Changes to the template of a class of keypoints, each a new template. Pure; the server says what is wrong with one.
import { moved } from './moved'

/** A place in a box around all points: shares of its width and height. */
export type At = readonly [number, number]

export interface TemplatePoint {
  readonly name: string
  readonly color?: string
  readonly sigma?: number
  readonly at?: At
}

type Pair = readonly [string, string]

export interface Template {
  readonly points: readonly TemplatePoint[]
  readonly skeleton: readonly Pair[]
  readonly pairs: readonly Pair[]
}

const SIDES: readonly (readonly [RegExp, string])[] = [
  [/\bleft\b/iu, 'right'],
  [/\bl\b/iu, 'r'],
]

/** The template that a class declares, without what is none. */
export function templateOf(options: Readonly<Record<string, unknown>>): Template {
  const points = listOf(options.points).flatMap((point): TemplatePoint[] => {
    const { name, color, sigma, at } = (point ?? {}) as Partial<Record<keyof TemplatePoint, unknown>>
    if (typeof name !== 'string') return []
    return [
      {
        name,
        ...(typeof color === 'string' && color ? { color } : {}),
        ...(typeof sigma === 'number' ? { sigma } : {}),
        ...(isAt(at) ? { at } : {}),
      },
    ]
  })
  return { points, skeleton: listOf(options.skeleton).filter(isPair), pairs: listOf(options.pairs).filter(isPair) }
}

/** As it stands in the document, where empty lists are left out. */
export function optionsOf({ points, skeleton, pairs }: Template): Readonly<Record<string, unknown>> {
  return { points, skeleton, pairs }
}

/** The places of all points: their own where all have one, else around a circle. */
export function placesOf({ points }: Template): readonly At[] {
  const own = points.flatMap(({ at }) => (at ? [at] : []))
  if (own.length === points.length) return own
  return points.map((_, index) => {
    const angle = (2 * Math.PI * index) / points.length - Math.PI / 2
    return [round(0.5 + 0.4 * Math.cos(angle)), round(0.5 + 0.4 * Math.sin(angle))]
  })
}

/** A further point, with a name of its own; where it is given a place, all have one. */
export function withPoint(template: Template, at?: At): Template {
  const taken = new Set(template.points.map(({ name }) => name))
  let number = template.points.length + 1
  while (taken.has(`point ${String(number)}`)) number++
  const name = `point ${String(number)}`
  const placed = at !== undefined || (template.points.length > 0 && template.points.every((point) => point.at))
  const points = placed ? settled(template) : template.points
  return { ...template, points: [...points, { name, ...(placed ? { at: held(at ?? [0.5, 0.5]) } : {}) }] }
}

/** A point at another place; the others keep theirs, which they then have for good. */
export function movedPoint(template: Template, index: number, at: At): Template {
  return {
    ...template,
    points: settled(template).map((point, i) => (i === index ? { ...point, at: held(at) } : point)),
  }
}

/** A point with another name, under which it stays joined and paired. */
export function renamedPoint(template: Template, index: number, name: string): Template {
  const before = template.points[index]?.name
  const carried = ([a, b]: Pair): Pair => [a === before ? name : a, b === before ? name : b]
  return {
    points: template.points.map((point, i) => (i === index ? { ...point, name } : point)),
    skeleton: template.skeleton.map(carried),
    pairs: template.pairs.map(carried),
  }
}

/** A point with another colour or tolerance; an empty one goes. */
export function changedPoint(
  template: Template,
  index: number,
  changes: { readonly color?: string; readonly sigma?: number | undefined },
): Template {
  const points = template.points.map((point, i): TemplatePoint => {
    if (i !== index) return point
    const { color, sigma, ...rest } = { ...point, ...changes }
    return { ...rest, ...(color ? { color } : {}), ...(sigma === undefined ? {} : { sigma }) }
  })
  return { ...template, points }
}

/** Without a point, and without the lines and the pair that it was in. */
export function withoutPoint(template: Template, index: number): Template {
  const gone = template.points[index]?.name
  const stays = (pair: Pair): boolean => gone === undefined || !pair.includes(gone)
  return {
    points: template.points.filter((_, i) => i !== index),
    skeleton: template.skeleton.filter(stays),
    pairs: template.pairs.filter(stays),
  }
}

/** The order of the points is the order in which they are clicked. */
export function reordered(template: Template, from: number, to: number): Template {
  const points = moved(template.points, from, to)
  return points === template.points ? template : { ...template, points }
}

/** With a line from one point to another, or without it where there was one. */
export function joined(template: Template, a: string, b: string): Template {
  if (a === b) return template
  const others = template.skeleton.filter((pair) => !isSame(pair, [a, b]))
  const had = others.length < template.skeleton.length
  return { ...template, skeleton: had ? others : [...others, [a, b]] }
}

/** The point that takes a point's place in a mirror; empty where none does. */
export function partnerOf({ pairs }: Template, name: string): string {
  const pair = pairs.find((one) => one.includes(name))
  return pair ? (pair[0] === name ? pair[1] : pair[0]) : ''
}

/** With two points as left and right; an empty partner leaves the point alone. Whom they were with before is alone. */
export function paired(template: Template, name: string, partner: string): Template {
  const others = template.pairs.filter((pair) => !pair.includes(name) && !(partner && pair.includes(partner)))
  return { ...template, pairs: partner && partner !== name ? [...others, [name, partner]] : others }
}

/** Pairs of points whose names differ in left and right alone. */
export function pairedByName(template: Template): Template {
  const names = new Set(template.points.map(({ name }) => name))
  return template.points.reduce((now, { name }) => {
    const partner = mirrorName(name)
    return partner !== null && names.has(partner) ? paired(now, name, partner) : now
  }, template)
}

function mirrorName(name: string): string | null {
  const words = name.replace(/_/gu, ' ')
  for (const [left, right] of SIDES) {
    const found = left.exec(words)
    if (found) return name.slice(0, found.index) + right + name.slice(found.index + found[0].length)
  }
  return null
}

function settled(template: Template): readonly TemplatePoint[] {
  const places = placesOf(template)
  return template.points.map((point, index) => ({ ...point, at: places[index] ?? [0.5, 0.5] }))
}

function held([x, y]: At): At {
  return [round(Math.min(Math.max(x, 0), 1)), round(Math.min(Math.max(y, 0), 1))]
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000
}

function isSame([a, b]: Pair, [c, d]: Pair): boolean {
  return (a === c && b === d) || (a === d && b === c)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isPair(value: unknown): value is Pair {
  return Array.isArray(value) && value.length === 2 && value.every((name) => typeof name === 'string')
}

function isAt(value: unknown): value is At {
  return Array.isArray(value) && value.length === 2 && value.every((share) => typeof share === 'number')
}
