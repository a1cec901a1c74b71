/** The editor half of a span: a stretch of a text in code points, drawn by dragging over it and snapped to words. */
import { type Ground, type OffsetEvent, type ToolEvent, type Turn, label } from '@editor/label'

interface SpanValue {
  readonly start: number
  readonly end: number
}

/** Where the pointer went down and where it is, each with its word. */
interface Dragging {
  readonly kind: 'dragging'
  readonly from: OffsetEvent
  readonly moved: boolean
}

type State = { readonly kind: 'idle' } | Dragging

const IDLE: State = { kind: 'idle' }

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default label<SpanValue, State>({
  name: 'span',
  title: 'Span',
  media: ['text'],
  defaultOptions: { overlap: true },
  geometry: ({ start, end }) => ({ kind: 'interval', start, end }),
  paint: ({ start, end }, style) => [
    {
      kind: 'textRange',
      start,
      end,
      text: style.label,
      ink: {
        stroke: style.color,
        strokeWidth: style.strokeWidth,
        fill: style.color,
        fillOpacity: style.fillOpacity,
        opacity: style.opacity,
        dashed: style.dashed,
      },
    },
  ],
  tool: { start: IDLE, on },
  handles: ({ start, end }) => [
    { name: 'start', at: { x: start, y: 0 }, shape: 'square', cursor: 'ew-resize' },
    { name: 'end', at: { x: end, y: 0 }, shape: 'square', cursor: 'ew-resize' },
  ],
  drag(from, handle, to) {
    const fixed = handle === 'start' ? from.end : from.start
    return { start: Math.min(fixed, to.x), end: Math.max(fixed, to.x) }
  },
  nudge: ({ start, end }, by) => ({ start: start + by.x, end: end + by.x }),
  settle,
  between: (a, b, t) => (t < 1 ? a : b),
  distance(a, b) {
    const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start)
    return shared > 0 ? 1 - (2 * shared) / (a.end - a.start + b.end - b.start) : 1
  },
})

function on(state: State, event: ToolEvent): Turn<SpanValue, State> {
  if (event.type === 'cancel') return { state: IDLE }
  if (!('offset' in event)) return { state }
  switch (state.kind) {
    case 'idle':
      return event.type === 'down' ? { state: { kind: 'dragging', from: event, moved: event.clicks === 2 } } : { state }
    case 'dragging':
      return drag(state, event)
  }
}

function drag(state: Dragging, event: OffsetEvent): Turn<SpanValue, State> {
  const moved = state.moved || event.offset !== state.from.offset
  const value = covered(state.from, event)
  const drawn = moved && value.end > value.start
  if (event.type === 'up') return drawn ? { state: IDLE, commit: value } : { state: IDLE }
  const next: State = { ...state, moved }
  return drawn ? { state: next, draft: value } : { state: next }
}

/** From the first word touched to the last; with Alt exactly what was dragged over. */
function covered(from: OffsetEvent, to: OffsetEvent): SpanValue {
  if (to.modifiers.alt) return { start: Math.min(from.offset, to.offset), end: Math.max(from.offset, to.offset) }
  return { start: Math.min(from.floor, to.floor), end: Math.max(from.ceil, to.ceil) }
}

/** Within the text and without white space at its ends; none where its class forbids the overlap. */
function settle(value: SpanValue, ground: Ground<SpanValue>): SpanValue | null {
  const { start, end } = ground.text ? ground.text.trim(value.start, value.end) : value
  if (start >= end) return null
  const bound = ground.options.overlap === false
  if (bound && ground.others().some((other) => other.start < end && start < other.end)) return null
  return { start, end }
}
