/** What was prompted, to be seen: points, strokes, a box, pins. */
import type { Point } from '../../geometry/types'
import type { Mark } from '../../mark'
import type { Prompt } from '../types'

const WANTED = '#2f9e44'
const UNWANTED = '#e03131'
const GUIDE = '#ffffff'

export function promptMarks(prompts: readonly Prompt[]): readonly Mark[] {
  return prompts.map((prompt): Mark => {
    switch (prompt.kind) {
      case 'point':
        return { kind: 'points', points: [prompt.at], radius: 4, ink: { fill: prompt.wanted ? WANTED : UNWANTED, stroke: '#ffffff', strokeWidth: 1.5 } }
      case 'stroke':
        return strokeMark(prompt.points, prompt.wanted)
      case 'box':
        return boxMark(corner(prompt.bounds.minX, prompt.bounds.minY), corner(prompt.bounds.maxX, prompt.bounds.maxY))
      case 'pin':
        return { kind: 'points', points: [prompt.at], radius: 3.5, ink: { fill: '#ffffff', stroke: '#1f2937', strokeWidth: 1.5 } }
    }
  })
}

export function strokeMark(points: readonly Point[], wanted: boolean): Mark {
  return { kind: 'path', rings: [points], closed: false, ink: { stroke: wanted ? WANTED : UNWANTED, strokeWidth: 3, opacity: 0.8 } }
}

export function boxMark(from: Point, to: Point): Mark {
  const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)]
  return {
    kind: 'rectangle',
    x,
    y,
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
    angle: 0,
    ink: { stroke: GUIDE, strokeWidth: 1.5, dashed: true },
  }
}

function corner(x: number, y: number): Point {
  return { x, y }
}
