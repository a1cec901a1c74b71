/** The shapes as annotations. */
import type { Annotation, Ontology } from '@editor'
import { filled } from '@editor/geometry/rasterFilling'
import { rasterOf } from '@editor/geometry/rasterEdges'
import { COLORS, type Kind, type Shape } from './shapes'

export const TYPES: Readonly<Record<Kind, string>> = { boxes: 'box', polygons: 'polygon', masks: 'mask' }

export function ontologyOf(type: string): Ontology {
  return { classes: COLORS.map((color, i) => ({ name: `class ${i}`, type, color })), groups: [] }
}

export function annotationOf({ id, color, bounds, points }: Shape, type: string): Annotation {
  return { id, type, class: `class ${color}`, value: valueOf(type, bounds, points), attributes: {} }
}

function valueOf(type: string, { minX, minY, maxX, maxY }: Shape['bounds'], points: Shape['points']): Annotation['value'] {
  switch (type) {
    case 'polygon':
      return { parts: [[points.map(({ x, y }) => [x, y])]] }
    case 'mask': {
      const raster = rasterOf(filled([[points]]))
      if (!raster) throw new Error('A mask needs a pixel.')
      return { ...raster }
    }
    default:
      return { x: minX, y: minY, width: maxX - minX, height: maxY - minY }
  }
}
