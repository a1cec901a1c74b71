/**
 * The page that people label on, as a subject: the server serves it as it is, and this script runs before its own. Shapes
 * are those that were saved; the camera is the one that shows the whole picture below the bar of the tool.
 */
import type { Annotation, Bounds, Point, Size } from '@editor'
import { fit, toScreen } from '@editor/view/camera'
import { BAR_ROOM } from '../../../web/app/label/barRoom'
import { annotationOf, TYPES } from './annotations'
import { COLORS, type Kind, SIZE, shapes } from './shapes'
import { type Subject, centresOf } from './subject'

let places: readonly Bounds[] = []

const subject: Subject = {
  many: true,
  take: (way) => press(way === 'draw' ? 'n' : 'v'),
  /** The whole picture is shown before anybody asks where something lies. */
  places() {
    press('f')
    return places
  },
  toPage(point) {
    const { left, top, width, height } = canvas().getBoundingClientRect()
    const at = toScreen(fit(SIZE, { width, height, covered: BAR_ROOM }), point)
    return { x: left + at.x, y: top + at.y }
  },
}

const workbench = {
  subject,
  centres: (count: number): Point[] => centresOf(subject, count),
  size: SIZE as Size,
  colors: COLORS,
  type: (kind: Kind): string => TYPES[kind],
  /** The annotations to save; from now on they are those of the page. */
  annotations: (kind: Kind, count: number, corners: number): Annotation[] =>
    shapes(kind, count, corners).map((shape) => annotationOf(shape, TYPES[kind])),
  /** Tells which shapes the page shows. */
  shows(kind: Kind, count: number, corners: number): void {
    places = shapes(kind, count, corners).map(({ bounds }) => bounds)
  },
}

Object.assign(window, { page: workbench })

function canvas(): HTMLElement {
  const found = document.querySelector<HTMLElement>('[data-testid=canvas]')
  if (!found) throw new Error('There is no picture to label on.')
  return found
}

function press(key: string): void {
  canvas().dispatchEvent(new KeyboardEvent('keydown', { key, code: `Key${key.toUpperCase()}`, bubbles: true }))
}
