import { describe, expect, it } from 'vitest'
import { areaOf, boundsOf, intersects, touches } from './geometry/geometry'
import type { Geometry, Point } from './geometry/types'
import type { AnyLabel, Bench, Modifiers, ToolEvent } from './label'
import { labelTypes } from './labels'
import type { Mark, Style } from './mark'
import type { Class, Value } from './model'
import { type Settings, settingsOf } from './settings'

interface Cases {
  readonly label: string
  readonly class: Class
  readonly valid: readonly Value[]
  readonly geometry?: readonly { value: Value; bounds: [number, number, number, number] | null; area: number | null }[]
  readonly hit?: readonly { why: string; value: Value; point: [number, number]; reach: number; hit: boolean }[]
  readonly distance?: readonly { a: Value; b: Value; distance: number }[]
  readonly transform?: readonly { why: string; value: Value; affine: [number, number, number, number, number, number]; result: Value }[]
  readonly between?: readonly { a: Value; b: Value; t: number; value: Value }[]
  readonly gestures?: readonly (RawBench & { why: string; events: readonly RawEvent[]; commit: Value | null })[]
  readonly commands?: readonly (RawBench & { why: string; command: string; values: readonly Value[]; after: readonly (Value | null)[] | null })[]
}

/** What a gesture or a command stands on: class options, settings of the tool, the selected value, what lies near. */
interface RawBench {
  readonly options?: Value
  readonly settings?: Settings
  readonly selected?: Value
  readonly handle?: string
  readonly others?: readonly Value[]
}

interface RawEvent {
  readonly type: string
  readonly point?: [number, number]
  readonly offset?: number
  readonly floor?: number
  readonly ceil?: number
  readonly key?: string
  readonly clicks?: number
  readonly modifiers?: readonly (keyof Modifiers)[]
}

const FOUND = import.meta.glob<Cases>('../../src/labelwright/labels/*/cases.json', { eager: true, import: 'default' })
const STYLE: Style = { color: '#123456', strokeWidth: 2, fillOpacity: 0.1, opacity: 1, dashed: false, selected: true, hovered: false, label: 'car' }
const EVERYWHERE = { minX: -Infinity, minY: -Infinity, maxX: Infinity, maxY: Infinity }
const TYPES = labelTypes()

describe('label types', () => {
  it('have cases, each of them', () => {
    expect(Object.values(FOUND).map(({ label }) => label).sort()).toEqual([...TYPES.keys()].sort())
  })
})

describe.each(Object.values(FOUND))('$label', (cases) => {
  const type = typeOf(cases.label)
  const options = { ...type.defaultOptions, ...cases.class.options }

  it('is called like its folder', () => {
    expect(Object.keys(FOUND)).toContain(`../../src/labelwright/labels/${type.name}/cases.json`)
  })

  it.each(cases.geometry ?? [])('lies where its cases say: $value', ({ value, bounds, area }) => {
    const geometry = type.geometry(value)
    expectClose(geometry && extent(geometry), bounds)
    expectClose(geometry && areaOf(geometry), area)
  })

  it.each(cases.hit ?? [])('is hit as its cases say: $why', ({ value, point: [x, y], reach, hit }) => {
    const geometry = type.geometry(value)
    const found = type.hit ? type.hit(value, { x, y }, reach, options) : geometry !== null && touches(geometry, { x, y }, reach)
    expect(found).toBe(hit)
  })

  it.each(type.distance ? (cases.distance ?? []) : [])('is as far apart as its cases say: $a $b', ({ a, b, distance }) => {
    expectClose(type.distance?.(a, b, options), distance)
    expectClose(type.distance?.(b, a, options), distance)
  })

  it.each(type.transform ? (cases.transform ?? []) : [])('is mapped as its cases say: $why', ({ value, affine: [a, b, c, d, e, f], result }) => {
    expectClose(type.transform?.(value, { a, b, c, d, e, f }, options), result)
  })

  it.each(type.between ? (cases.between ?? []) : [])('lies between two as its cases say: $t', ({ a, b, t, value }) => {
    expectClose(type.between?.(a, b, t), value)
  })

  it.each(cases.gestures ?? [])('is drawn as its cases say: $why', ({ events, commit, ...raw }) => {
    let state = type.tool.start
    let last: Value | null = null
    for (const event of events.map(eventOf)) {
      const turn = type.tool.on(state, event, benchOf(type, options, raw))
      state = turn.state
      last = turn.commit ?? last
    }
    expectClose(last, commit)
  })

  it.each(cases.valid.map((value) => ({ value })))('paints what it is: $value', ({ value }) => {
    const marks = type.paint(value, STYLE, options)
    expect(marks.length > 0).toBe(type.geometry(value) !== null)
    for (const point of marks.flatMap(pointsOf)) expect(Number.isFinite(point.x) && Number.isFinite(point.y)).toBe(true)
  })

  it.each(cases.valid.map((value) => ({ value })))('stays as it is when a handle is dragged to where it lies: $value', ({ value }) => {
    const modifiers: Modifiers = { shift: false, ctrl: false, alt: false, meta: false }
    for (const handle of type.handles?.(value, options, 1, EVERYWHERE) ?? []) expectClose(type.drag?.(value, handle.name, handle.at, modifiers, options), value)
  })

  it.each(cases.commands ?? [])('is changed by its commands as its cases say: $why', ({ command: name, values, after, ...raw }) => {
    const command = type.commands?.find((one) => one.name === name)
    expectClose(command?.run(values, benchOf(type, options, raw)), after)
  })

  it('forgets what was begun when it is cancelled', () => {
    for (const { events, ...raw } of cases.gestures ?? []) {
      let state = type.tool.start
      const bench = benchOf(type, options, raw)
      for (const event of events.slice(0, -1).map(eventOf)) state = type.tool.on(state, event, bench).state
      const turn = type.tool.on(state, { type: 'cancel' }, bench)
      expect([turn.draft, turn.commit]).toEqual([undefined, undefined])
    }
  })
})

function typeOf(name: string): AnyLabel {
  const type = TYPES.get(name)
  if (!type) throw new Error(`There is no label type “${name}”.`)
  return type
}

function benchOf(type: AnyLabel, options: Readonly<Record<string, unknown>>, raw: RawBench): Bench<Value> {
  const others = raw.others ?? []
  return {
    size: { width: 640, height: 480 },
    scale: 1,
    options: { ...options, ...raw.options },
    settings: settingsOf(type.settings, raw.settings),
    color: '#123456',
    selected: raw.selected ?? null,
    handle: raw.handle ?? null,
    near: (bounds) =>
      others.flatMap((value) => type.geometry(value) ?? []).filter((geometry) => {
        const place = boundsOf(geometry)
        return place !== null && intersects(place, bounds)
      }),
    others: () => others.map((value) => ({ value, sameClass: true })),
  }
}

function extent(geometry: Geometry): number[] {
  if (geometry.kind === 'interval') return [geometry.start, 0, geometry.end, 1]
  const bounds = boundsOf(geometry)
  return bounds ? [bounds.minX, bounds.minY, bounds.maxX, bounds.maxY] : []
}

function eventOf(raw: RawEvent): ToolEvent {
  const held = raw.modifiers ?? []
  const has = (name: keyof Modifiers): boolean => held.includes(name)
  const modifiers = { shift: has('shift'), ctrl: has('ctrl'), alt: has('alt'), meta: has('meta') }
  if (raw.type === 'cancel') return { type: 'cancel' }
  if (raw.type === 'key') return { type: 'key', key: raw.key ?? '', modifiers }
  const type = raw.type as 'down' | 'move' | 'up'
  const common = { type, modifiers, buttons: type === 'up' ? 0 : 1, clicks: raw.clicks ?? 1, t: 0 }
  if (raw.offset !== undefined) return { ...common, offset: raw.offset, floor: raw.floor ?? raw.offset, ceil: raw.ceil ?? raw.offset }
  const [x, y] = raw.point ?? [0, 0]
  return { ...common, point: { x, y }, screen: { x, y }, pressure: 0.5, pointer: 'mouse' }
}

function pointsOf(mark: Mark): readonly Point[] {
  return 'at' in mark ? [mark.at] : 'points' in mark ? mark.points : 'rings' in mark ? mark.rings.flat() : []
}

/** Equal, numbers to 1e-9; a number that is 0 may be left out. */
function expectClose(found: unknown, expected: unknown): void {
  if (typeof found === 'number' && typeof expected === 'number') return expect(found).toBeCloseTo(expected, 9)
  if (found === null || expected === null || typeof found !== 'object' || typeof expected !== 'object') return expect(found).toEqual(expected)
  const [a, b] = [found as Record<string, unknown>, expected as Record<string, unknown>]
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) expectClose(a[key] ?? 0, b[key] ?? 0)
}
