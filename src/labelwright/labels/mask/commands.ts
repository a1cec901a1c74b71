/** What can be done to selected masks as a whole. */
import { type Edges, edgesOf, intersected, subtracted, united } from '@editor/geometry/rasterEdges'
import { piecesOf } from '@editor/geometry/rasterOutline'
import { grown, inverted, shrunk, withoutHoles, withoutSpecks } from '@editor/geometry/rasterShaping'
import type { Bench, LabelCommand } from '@editor/label'
import { type MaskValue, settle, valueOf } from './value'

type Command = LabelCommand<MaskValue>

export const commands: readonly Command[] = [
  each('fill-holes', 'Fill holes', 'droplet', withoutHoles),
  each('remove-specks', 'Remove pieces smaller than the tip', 'eraser', (edges, { settings }) => withoutSpecks(edges, Number(settings.size) ** 2)),
  each('grow', 'Grow by a pixel', 'arrows-maximize', grown, ['}']),
  each('shrink', 'Shrink by a pixel', 'arrows-minimize', shrunk, ['{']),
  each('invert', 'Invert within its box', 'contrast', inverted),
  {
    name: 'split',
    title: 'Split into its pieces',
    icon: 'slice',
    takes: 'each',
    run: ([value]) => {
      const pieces = value ? piecesOf(edgesOf(value)) : []
      return pieces.length > 1 ? pieces.map(valueOf) : null
    },
  },
  several('join', 'Join', 'layers-union', united),
  {
    name: 'subtract',
    title: 'Cut the others out of the first',
    icon: 'layers-subtract',
    takes: 'several',
    run: ([first, ...others]) => (first ? [changed(first, subtracted(edgesOf(first), united(others.map(edgesOf)))), ...others] : null),
  },
  several('intersect', 'Keep what all have in common', 'layers-intersect', (areas) => areas.reduce(intersected)),
]

/** Changes each mask by itself, within the picture. */
function each(name: string, title: string, icon: string, change: (edges: Edges, bench: Bench<MaskValue>) => Edges, keys: readonly string[] = []): Command {
  return {
    name,
    title,
    icon,
    keys,
    takes: 'each',
    run: (values, bench) => values.map((value) => settle(changed(value, change(edgesOf(value), bench)), bench)),
  }
}

/** Makes one mask of several, in the place of the first. */
function several(name: string, title: string, icon: string, make: (areas: readonly Edges[]) => Edges): Command {
  return { name, title, icon, takes: 'several', run: ([first, ...others]) => (first ? [changed(first, make([first, ...others].map(edgesOf))), ...others.map(() => null)] : null) }
}

/** The value itself where nothing has changed. */
function changed(value: MaskValue, edges: Edges): MaskValue {
  const before = edgesOf(value)
  const alike = before.length === edges.length && before.every((edge, i) => edge === edges[i])
  return alike ? value : valueOf(edges)
}
