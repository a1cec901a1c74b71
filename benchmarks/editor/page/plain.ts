/** The gestures of the minimal scenes, the same for both: pan, zoom, hover, select, drag, draw, undo. */
import type { Bounds, Camera, Point } from '@editor'
import { fit } from '@editor/view/camera'
import { SIZE, type Shape } from './shapes'
import type { Subject, Way } from './subject'

/** What such a scene must do; each does it as its library is meant to be used. */
export interface PlainScene {
  setCamera(camera: Camera): void
  /** The shape below an event. */
  hit(event: PointerEvent, at: Point): string | null
  hover(id: string | null): void
  select(id: string | null): void
  /** Moves a shape by so many image pixels from where it was. */
  move(id: string, by: Point): void
  add(shape: Shape): void
  resize(id: string, bounds: Bounds): void
  remove(id: string): void
}

interface Gesture {
  readonly kind: 'pan' | 'drag' | 'draw'
  readonly from: Point
  readonly id: string
}

export function plain(host: HTMLElement, shapes: readonly Shape[], scene: PlainScene): Subject {
  const places = new Map(shapes.map(({ id, bounds }) => [id, bounds]))
  const drawn: string[] = []
  let camera = fit(SIZE, { width: host.clientWidth, height: host.clientHeight })
  let way: Way = 'select'
  let hovered: string | null = null
  let gesture: Gesture | null = null
  scene.setCamera(camera)

  const screenOf = (event: MouseEvent): Point => ({ x: event.clientX, y: event.clientY })
  const imageOf = ({ x, y }: Point): Point => ({ x: camera.x + x / camera.scale, y: camera.y + y / camera.scale })

  host.addEventListener('pointerdown', (event) => {
    host.setPointerCapture(event.pointerId)
    const from = screenOf(event)
    if (event.button === 1) return void (gesture = { kind: 'pan', from, id: '' })
    if (way === 'draw') return void (gesture = { kind: 'draw', from, id: beginShape(imageOf(from)) })
    const id = scene.hit(event, from)
    scene.select(id)
    if (id !== null) gesture = { kind: 'drag', from, id }
  })
  host.addEventListener('pointermove', (event) => {
    const to = screenOf(event)
    if (gesture) return follow(gesture, to)
    const id = scene.hit(event, to)
    if (id !== hovered) scene.hover((hovered = id))
  })
  host.addEventListener('pointerup', () => (gesture = null))
  host.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault()
      const [at, factor] = [screenOf(event), Math.exp(-event.deltaY * 0.0015)]
      const still = imageOf(at)
      const scale = camera.scale * factor
      camera = { scale, x: still.x - at.x / scale, y: still.y - at.y / scale }
      scene.setCamera(camera)
    },
    { passive: false },
  )
  document.addEventListener('keydown', (event) => {
    const last = event.ctrlKey && event.key === 'z' ? drawn.pop() : undefined
    if (last === undefined) return
    places.delete(last)
    scene.remove(last)
  })

  function beginShape({ x, y }: Point): string {
    const shape = { id: `drawn ${drawn.length}`, color: 0, bounds: { minX: x, minY: y, maxX: x, maxY: y }, points: [] }
    drawn.push(shape.id)
    scene.add(shape)
    return shape.id
  }

  function follow({ kind, from, id }: Gesture, to: Point): void {
    const by = { x: (to.x - from.x) / camera.scale, y: (to.y - from.y) / camera.scale }
    if (kind === 'pan') {
      camera = { ...camera, x: camera.x - by.x, y: camera.y - by.y }
      gesture = { kind, from: to, id }
      scene.setCamera(camera)
    } else if (kind === 'drag') scene.move(id, by)
    else {
      const [a, b] = [imageOf(from), imageOf(to)]
      const bounds = { minX: Math.min(a.x, b.x), minY: Math.min(a.y, b.y), maxX: Math.max(a.x, b.x), maxY: Math.max(a.y, b.y) }
      places.set(id, bounds)
      scene.resize(id, bounds)
    }
  }

  return {
    take: (chosen) => void (way = chosen),
    places: () => [...places.values()],
    toPage: ({ x, y }) => ({ x: (x - camera.x) * camera.scale, y: (y - camera.y) * camera.scale }),
  }
}
