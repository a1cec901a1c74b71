/** The editor half of a mask: painted pixel by pixel, or by areas that are drawn around. */
import { pixelsOf } from '@editor/geometry/pixels'
import { placeOf } from '@editor/geometry/rasterEdges'
import { label } from '@editor/label'
import type { Style, Mark } from '@editor/mark'
import { commands } from './commands'
import { IDLE, type State, on } from './painting'
import { type MaskValue, between, distance, fromView, meet, nudge, settle, transform, views } from './value'

/** Masks are filled this much stronger than shapes with lines, which show where they end. */
const FILL_FACTOR = 3
const FILL_MAX = 0.9

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default label<MaskValue, State>({
  name: 'mask',
  title: 'Mask',
  media: ['image'],
  hint: 'Paint on the selected mask or, after Escape, a new one · Alt takes away · [ and ] or Alt and the wheel change the size · Shift draws straight',
  defaultOptions: { semantic: false, overlap: 'allow' },
  geometry: placeOf,
  paint,
  tool: { start: IDLE, on },
  settings: [
    {
      kind: 'choice',
      name: 'tool',
      title: 'Paint with',
      initial: 'brush',
      options: [
        { value: 'brush', title: 'Brush', icon: 'brush', keys: ['p'] },
        { value: 'eraser', title: 'Eraser', icon: 'eraser', keys: ['e'] },
        { value: 'fill', title: 'Fill', icon: 'bucket', keys: ['k'] },
        { value: 'polygon', title: 'Polygon', icon: 'polygon', keys: ['y'] },
        { value: 'lasso', title: 'Lasso', icon: 'lasso', keys: ['m'] },
        { value: 'rectangle', title: 'Rectangle', icon: 'rectangle', keys: ['Shift+n'] },
      ],
    },
    {
      kind: 'number',
      name: 'size',
      title: 'Size',
      initial: 40,
      minimum: 1,
      maximum: 500,
      step: { by: 'factor', of: 1.2 },
      unit: 'px',
      less: ['[', 'Alt+WheelDown'],
      more: [']', 'Alt+WheelUp'],
    },
    {
      kind: 'choice',
      name: 'tip',
      title: 'Tip',
      initial: 'round',
      options: [
        { value: 'round', title: 'Round', icon: 'circle' },
        { value: 'square', title: 'Square', icon: 'square' },
      ],
      next: ["'"],
    },
    { kind: 'switch', name: 'pressure', title: 'Pen pressure', initial: false },
  ],
  commands,
  nudge,
  transform,
  settle,
  meet,
  single: ({ semantic }) => semantic === true,
  views,
  fromView,
  between,
  distance,
})

function paint(value: MaskValue, style: Style): readonly Mark[] {
  const ink = {
    fill: style.color,
    fillOpacity: Math.min(style.fillOpacity * FILL_FACTOR, FILL_MAX),
    stroke: style.color,
    strokeWidth: style.strokeWidth,
    opacity: style.opacity,
  }
  const raster: Mark = { kind: 'raster', pixels: pixelsOf(value), ink }
  if (style.label === '') return [raster]
  const at = { x: value.x + (value.counts[0] ?? 0), y: value.y }
  return [raster, { kind: 'text', at, text: style.label, ink: { fill: style.color, opacity: style.opacity } }]
}
