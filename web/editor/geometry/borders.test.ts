import { describe, expect, it } from 'vitest'
import { ontoBorders, wayAlong } from './borders'
import type { Geometry, Point } from './types'

const yard: Geometry = { kind: 'polygon', rings: [[{ x: 0, y: 0 }, { x: 30, y: 0 }, { x: 30, y: 20 }, { x: 0, y: 20 }]] }
const fence: Geometry = { kind: 'path', points: [{ x: 50, y: 0 }, { x: 50, y: 40 }, { x: 90, y: 40 }] }
const at = (x: number, y: number): Point => ({ x, y })
const way = (from: Point, to: Point, longer = false): unknown => wayAlong(from, to, [yard, fence], longer).map(({ x, y }) => [x, y])

describe('points near borders', () => {
  it.each([
    ['a corner, though a border is nearer', at(28, 0.5), at(30, 0)],
    ['the nearest border', at(15, 2), at(15, 0)],
    ['nothing that is too far', at(15, 9), at(15, 9)],
    ['a border of another thing', at(52, 20), at(50, 20)],
  ])('go onto %s', (_, from, to) => {
    expect(ontoBorders(from, [yard, fence], 3)).toEqual(to)
  })
})

describe('the way along a border', () => {
  it('is the shorter one round, or the longer one where that is asked for', () => {
    expect([way(at(15, 0), at(30, 10)), way(at(15, 0), at(30, 10), true)]).toEqual([[[30, 0]], [[0, 0], [0, 20], [30, 20]]])
  })

  it('goes both ways through the first corner', () => {
    expect([way(at(0, 5), at(5, 0)), way(at(5, 0), at(0, 5))]).toEqual([[[0, 0]], [[0, 0]]])
  })

  it('passes no corner along one side, unless the longer way is asked for', () => {
    expect([way(at(5, 0), at(20, 0)), way(at(20, 0), at(5, 0))]).toEqual([[], []])
    expect(way(at(20, 0), at(5, 0), true)).toEqual([[30, 0], [30, 20], [0, 20], [0, 0]])
  })

  it('leaves out corners that it begins and ends at', () => {
    expect(way(at(0, 0), at(30, 20))).toEqual([[30, 0]])
  })

  it('does not close what is open', () => {
    expect([way(at(50, 10), at(80, 40)), way(at(80, 40), at(50, 10))]).toEqual([[[50, 40]], [[50, 40]]])
  })

  it('is none from one thing to another, or beside them', () => {
    expect([way(at(30, 10), at(50, 10)), way(at(15, 1), at(30, 10))]).toEqual([[], []])
  })
})
