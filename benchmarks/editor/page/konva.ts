/** A minimal Konva scene, tuned as its guide says: what moves is on a layer of its own, so that the others rest. */
import Konva from 'konva'
import { COLORS, SIZE, type Shape } from './shapes'
import { plain } from './plain'
import type { Mount } from './subject'

export const konva: Mount = (host, picture, shapes) => {
  const inner = host.appendChild(document.createElement('div'))
  const stage = new Konva.Stage({ container: inner, width: host.clientWidth, height: host.clientHeight })
  const [below, resting, moving] = [new Konva.Layer({ listening: false }), new Konva.Layer(), new Konva.Layer()]
  stage.add(below, resting, moving)
  below.add(new Konva.Image({ image: picture.source, ...SIZE }))
  const nodes = new Map(shapes.map((shape) => [shape.id, nodeOf(shape)]))
  resting.add(...nodes.values())
  let [hovered, selected]: (Konva.Line | undefined)[] = []

  function lift(node: Konva.Line | undefined): void {
    if (node && node.getLayer() !== moving) node.moveTo(moving)
  }

  return plain(host, shapes, {
    setCamera({ x, y, scale }) {
      stage.scale({ x: scale, y: scale })
      stage.position({ x: -x * scale, y: -y * scale })
    },
    hit: (_, at) => stage.getIntersection(at)?.id() || null,
    hover(id) {
      hovered?.opacity(1)
      hovered = id === null ? undefined : nodes.get(id)
      hovered?.opacity(0.6)
    },
    select(id) {
      if (selected && selected.id() !== id) selected.strokeWidth(2).moveTo(resting)
      selected = id === null ? undefined : nodes.get(id)
      selected?.strokeWidth(4)
      lift(selected)
    },
    move: (id, by) => nodes.get(id)?.position(by),
    add(shape) {
      const node = nodeOf(shape)
      nodes.set(shape.id, node)
      moving.add(node)
    },
    resize: (id, { minX, minY, maxX, maxY }) => nodes.get(id)?.points([minX, minY, maxX, minY, maxX, maxY, minX, maxY]),
    remove(id) {
      nodes.get(id)?.destroy()
      nodes.delete(id)
    },
  })
}

function nodeOf({ id, color, points }: Shape): Konva.Line {
  const ink = COLORS[color] ?? ''
  return new Konva.Line({
    id,
    points: points.flatMap(({ x, y }) => [x, y]),
    closed: true,
    stroke: ink,
    fill: `${ink}26`,
    strokeWidth: 2,
    strokeScaleEnabled: false,
    perfectDrawEnabled: false,
    shadowForStrokeEnabled: false,
  })
}
