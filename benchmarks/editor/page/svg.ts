/** A minimal SVG scene: one element for each shape in one group, whose transform is the camera. */
import { COLORS, SIZE, type Shape } from './shapes'
import { plain } from './plain'
import type { Mount } from './subject'

const NAMESPACE = 'http://www.w3.org/2000/svg'

export const svg: Mount = (host, picture, shapes) => {
  const [root, view] = [element('svg', { width: '100%', height: '100%' }), element('g', {})]
  const image = element('image', { href: picture.url, width: String(SIZE.width), height: String(SIZE.height) })
  const elements = new Map(shapes.map((shape) => [shape.id, elementOf(shape)]))
  view.append(image, ...elements.values())
  root.append(view)
  host.append(root)
  const mark = (id: string | null, name: string, look: Readonly<Record<string, string>>): void => {
    for (const marked of view.querySelectorAll(`.${name}`)) {
      marked.classList.remove(name)
      set(marked, { 'fill-opacity': '0.15', 'stroke-width': '2' })
    }
    const shape = id === null ? undefined : elements.get(id)
    shape?.classList.add(name)
    if (shape) set(shape, look)
  }
  return plain(host, shapes, {
    setCamera: ({ x, y, scale }) => set(view, { transform: `scale(${scale}) translate(${-x} ${-y})` }),
    hit: (event) => document.elementFromPoint(event.clientX, event.clientY)?.getAttribute('data-id') ?? null,
    hover: (id) => mark(id, 'hovered', { 'fill-opacity': '0.3' }),
    select: (id) => mark(id, 'selected', { 'stroke-width': '4' }),
    move: (id, by) => set(elements.get(id), { transform: `translate(${by.x} ${by.y})` }),
    add(shape) {
      const added = elementOf(shape)
      elements.set(shape.id, added)
      view.append(added)
    },
    resize: (id, { minX, minY, maxX, maxY }) =>
      set(elements.get(id), { points: `${minX},${minY} ${maxX},${minY} ${maxX},${maxY} ${minX},${maxY}` }),
    remove(id) {
      elements.get(id)?.remove()
      elements.delete(id)
    },
  })
}

function elementOf({ id, color, points }: Shape): SVGElement {
  const ink = COLORS[color] ?? ''
  return element('polygon', {
    'data-id': id,
    points: points.map(({ x, y }) => `${x},${y}`).join(' '),
    stroke: ink,
    fill: ink,
    'fill-opacity': '0.15',
    'stroke-width': '2',
    'vector-effect': 'non-scaling-stroke',
  })
}

function element(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(NAMESPACE, name)
  set(made, attributes)
  return made
}

function set(element: Element | undefined, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) element?.setAttribute(name, value)
}
