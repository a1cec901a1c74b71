/**
 * The smart tools: the gesture of the one that is chosen turns the pointer into prompts, what is found for them is
 * shown as a draft of the active class, and becomes an annotation when it is accepted. Enter accepts, Backspace takes
 * back the last prompt, Escape all. Ctrl chooses and adjusts, as while drawing.
 */
import { freshAnnotation } from '../create'
import { touches } from '../geometry/geometry'
import type { Point } from '../geometry/types'
import type { OffsetEvent, PointEvent, ToolEvent } from '../label'
import type { Mark } from '../mark'
import type { Annotation, Class, Value } from '../model'
import { type Settings, settingsOf } from '../settings'
import type { News } from '../smart/asking'
import { SMART_TOOLS, settingsName } from '../smart/registry'
import { type Found, type GestureTurn, NOTHING_ASKED, type PromptedTool, type Question, type Sight, isPrompted } from '../smart/types'
import { valueFrom } from '../smart/values'
import { colorOf } from '../paint'
import { same } from '../store/same'
import { visibleBounds } from '../view/camera'
import { DRAFT_ID, additionOf } from './draw'
import { type SelectState, selectTool } from './select'
import { type ToolTurn, type ToolView, tool } from './types'
import type { Outcome } from '../commands/types'

/** What is shown of what was found. */
interface Draft {
  readonly number: number
  readonly found: Found
  /** The value it is of the class that was active when it came; null where there is none. */
  readonly annotation: Annotation | null
}

interface Prompting {
  readonly kind: 'prompting'
  /** The state of the gesture. */
  readonly inner: unknown
  readonly question: Question
  /** The number of the question asked last; they count up. */
  readonly asked: number
  readonly draft: Draft | null
  /** Questions whose answer becomes an annotation as soon as it comes. */
  readonly owed: readonly number[]
  readonly aids: readonly Mark[]
  readonly cursor: string
}

type State = Prompting | { readonly kind: 'adjusting'; readonly inner: SelectState; readonly resume: Prompting }
type Turn = ToolTurn<State>

const CURSOR = 'crosshair'
const START: Prompting = { kind: 'prompting', inner: undefined, question: NOTHING_ASKED, asked: 0, draft: null, owed: [], aids: [], cursor: CURSOR }

export const smartTool = tool<State>({
  name: 'smart',
  start: START,
  busy: (state) => state.kind === 'adjusting' || isUnderWay(state),
  on(state, event, view) {
    if (state.kind === 'adjusting') return wrapped(select(state.inner, event, view), state.resume)
    const [part, cls] = [chosenTool(view), classShown(view)]
    if (event.type === 'cancel') return cancelled(state)
    if (!part || !cls || view.state.readonly || 'offset' in event) return wrapped(select(selectTool.start, event, view), state)
    if (event.type === 'key' && !isUnderWay(state)) return { state }
    if (isChoosing(event, state)) return wrapped(select(selectTool.start, event, view), state)
    if (event.type === 'key' && event.key === 'Backspace' && state.question.prompts.length > 0) return takenBack(state, view)
    const start = state.inner === undefined ? { ...state, inner: part.gesture.start } : state
    const turn = part.gesture.on(start.inner, onPicture(event, view), standOf(start, part, view))
    const accepts = event.type === 'key' && event.key === 'Enter' && turn.accept === undefined && state.question.prompts.length > 0
    return followed(start, accepts ? { ...turn, accept: 'before' } : turn, view)
  },
  hear(state, news, view) {
    if (state.kind === 'adjusting') return null
    switch (news.type) {
      case 'setup':
        return resettled(state, view)
      case 'found':
        return found(state, news, view)
      case 'failed':
        return failed(state, news, view)
      default:
        return left(state, view)
    }
  },
})

/** The smart tool that is chosen, where it is prompted. */
function chosenTool({ state }: ToolView): PromptedTool | null {
  const part = SMART_TOOLS.get(state.smart)
  return part && isPrompted(part) ? part : null
}

/** The active class, where its type can hold what a smart tool finds. */
function classShown(view: ToolView): Class | undefined {
  const cls = view.state.activeClass === null ? undefined : view.classOf(view.state.activeClass)
  return cls && view.labels.get(cls.type)?.fromView ? cls : undefined
}

function isUnderWay({ question, owed }: Prompting): boolean {
  return question.prompts.length > 0 || owed.length > 0
}

function isChoosing(event: ToolEvent, state: Prompting): boolean {
  return event.type === 'down' && 'point' in event && (event.modifiers.ctrl || event.modifiers.meta) && !isUnderWay(state)
}

function select(inner: unknown, event: ToolEvent, view: ToolView): ToolTurn<SelectState> {
  return selectTool.on(inner, event, view) as ToolTurn<SelectState>
}

function wrapped(turn: ToolTurn<SelectState>, resume: Prompting): Turn {
  return { ...turn, state: selectTool.busy(turn.state) ? { kind: 'adjusting', inner: turn.state, resume } : resume }
}

/** Forgets what was prompted and what is still awaited. */
function cancelled({ asked }: Prompting): Turn {
  return { state: { ...START, asked }, ...(asked > 0 && { outcomes: [{ kind: 'ask', ask: null }] }) }
}

function takenBack(state: Prompting, view: ToolView): Turn {
  const prompts = state.question.prompts.slice(0, -1)
  if (prompts.length === 0) return cancelled(state)
  return followed(state, { state: state.inner, question: { ...state.question, prompts } }, view)
}

/** Does what the gesture says: accepts, asks, shows. */
function followed(state: Prompting, turn: GestureTurn<unknown>, view: ToolView): Turn {
  const accepted = turn.accept === 'before' ? acceptedBefore(state, view) : { state, outcomes: [] }
  const shown: Prompting = { ...accepted.state, inner: turn.state, aids: turn.aids ?? [], cursor: turn.cursor ?? CURSOR }
  const settings: readonly Outcome[] = turn.settings ? [{ kind: 'settings', tool: settingsName(view.state.smart), settings: turn.settings }] : []
  const next = turn.question && !same(turn.question, shown.question) ? asking(shown, turn.question, turn.accept === 'after', view) : { state: shown, outcomes: [] }
  return showing(next.state, [...accepted.outcomes, ...settings, ...next.outcomes], view)
}

interface Step {
  readonly state: Prompting
  readonly outcomes: readonly Outcome[]
}

/** What is found for the question under way becomes an annotation, now or when it is there. */
function acceptedBefore(state: Prompting, view: ToolView): Step {
  const { asked, draft, owed } = state
  const done: Prompting = { ...state, question: NOTHING_ASKED, draft: null }
  if (draft?.number !== asked) return { state: { ...done, owed: [...owed, asked] }, outcomes: [] }
  return { state: done, outcomes: addition(draft, view) }
}

function asking(state: Prompting, question: Question, accepts: boolean, view: ToolView): Step {
  const number = state.asked + 1
  const owed = accepts ? [...state.owed, number] : state.owed
  const outcomes: readonly Outcome[] = [{ kind: 'ask', ask: { number, tool: view.state.smart, question, owed } }]
  if (accepts) return { state: { ...START, asked: number, owed }, outcomes }
  return { state: { ...state, question, asked: number, draft: question.prompts.length > 0 || question.pointer ? state.draft : null }, outcomes }
}

/** The last prompt is read with the settings as they are now. */
function resettled(state: Prompting, view: ToolView): Turn {
  const { prompts, pointer } = state.question
  const [last, part] = [prompts.at(-1), chosenTool(view)]
  if (!last || !part) return showing(state, [], view)
  const settings = settingsFor(part, view)
  const next = asking(state, { prompts: [...prompts.slice(0, -1), { ...last, settings }], pointer: pointer && { ...pointer, settings } }, false, view)
  return same(last.settings, settings) ? showing(state, [], view) : showing(next.state, next.outcomes, view)
}

function found(state: Prompting, { number, found: what }: News & { type: 'found' }, view: ToolView): Turn {
  const draft: Draft = { number, found: what, annotation: annotationOf(what, view) }
  if (state.owed.includes(number)) {
    return showing({ ...state, owed: state.owed.filter((one) => one !== number) }, addition(draft, view), view)
  }
  const isOld = number <= (state.draft?.number ?? 0) || !(state.question.prompts.length > 0 || state.question.pointer)
  return showing(isOld ? state : { ...state, draft }, [], view)
}

/** A pointer that only passes over is not bothered. */
function failed(state: Prompting, { number, problem }: News & { type: 'failed' }, view: ToolView): Turn {
  const outcomes: readonly Outcome[] = isUnderWay(state) ? [{ kind: 'problem', text: problem }] : []
  return showing({ ...state, owed: state.owed.filter((one) => one !== number) }, outcomes, view)
}

/** What was shown of the place below the pointer goes with it. */
function left(state: Prompting, view: ToolView): Turn {
  const { question, draft } = state
  return showing({ ...state, question: { ...question, pointer: null }, draft: question.prompts.length > 0 ? draft : null }, [], view)
}

/** The draft as a new annotation; a sentence where nothing was found. */
function addition({ annotation }: Draft, view: ToolView): readonly Outcome[] {
  if (annotation === null) return [{ kind: 'announce', text: 'Nothing was found here.' }]
  return additionOf({ ...annotation, id: view.newId() }, view)
}

function annotationOf({ views }: Found, view: ToolView): Annotation | null {
  const cls = classShown(view)
  const type = cls && view.labels.get(cls.type)
  if (!cls || !type) return null
  const value = valueFrom(views, type, { ...type.defaultOptions, ...cls.options })
  return value === null ? null : freshAnnotation(cls, value, DRAFT_ID)
}

function showing(before: Prompting, outcomes: readonly Outcome[], view: ToolView): Turn {
  const state = { ...before, draft: before.draft && ofActiveClass(before.draft, view) }
  const { draft, aids, cursor } = state
  const guides = draft ? guidesOf(draft, view) : []
  return { state, cursor, outcomes, preview: { annotations: draft?.annotation ? [draft.annotation] : [], aids: [...guides, ...aids] } }
}

/** The draft as it is of the class that is active now. */
function ofActiveClass(draft: Draft, view: ToolView): Draft {
  return draft.annotation === null || draft.annotation.class === view.state.activeClass ? draft : { ...draft, annotation: annotationOf(draft.found, view) }
}

/** Lines that go with the draft and, where its type keeps less than was found, the outline of that. */
function guidesOf({ found: { guides, views }, annotation }: Draft, view: ToolView): readonly Mark[] {
  const color = colorOf(view.ontology, annotation?.class ?? view.state.activeClass ?? '')
  const kind = annotation && view.labels.get(annotation.type)?.geometry(annotation.value)?.kind
  const outline = views.find((one) => one.kind === 'polygon')
  const rings = kind === 'rectangle' || kind === 'ellipse' ? (outline?.parts.flat() ?? []) : []
  return [
    ...guides.map((points): Mark => ({ kind: 'path', rings: [points], closed: false, ink: { stroke: color, strokeWidth: same(points[0], points.at(-1)) ? 2 : 3 } })),
    ...(rings.length > 0 ? [{ kind: 'path', rings, closed: true, ink: { stroke: color, strokeWidth: 1.5, dashed: true } } as const] : []),
  ]
}

function standOf(state: Prompting, part: PromptedTool, view: ToolView) {
  return {
    sight: sightOf(view),
    settings: settingsFor(part, view),
    question: state.question,
    found: state.draft?.found ?? null,
    holds: (point: Point): boolean => state.draft?.annotation !== null && state.draft !== null && holds(state.draft.annotation, point, view),
  }
}

function holds({ type, value }: { readonly type: string; readonly value: Value }, point: Point, view: ToolView): boolean {
  const geometry = view.labels.get(type)?.geometry(value)
  return geometry ? touches(geometry, point, 0) : false
}

function settingsFor(part: PromptedTool, { state }: ToolView): Settings {
  return settingsOf(part.settings, state.settings[settingsName(part.name)])
}

function sightOf({ state, viewSize }: ToolView): Sight {
  const { width = 1, height = 1 } = state.item
  const seen = visibleBounds(state.camera, viewSize)
  return {
    visible: { minX: Math.max(seen.minX, 0), minY: Math.max(seen.minY, 0), maxX: Math.min(seen.maxX, width), maxY: Math.min(seen.maxY, height) },
    scale: state.camera.scale,
  }
}

/** The pointer kept on the picture. */
function onPicture<E extends Exclude<ToolEvent, OffsetEvent | { type: 'cancel' }>>(event: E, { state }: ToolView): E {
  if (event.type === 'key') return event
  const { width = 1, height = 1 } = state.item
  const { x, y } = (event as PointEvent).point
  return { ...event, point: { x: Math.min(Math.max(x, 0), width), y: Math.min(Math.max(y, 0), height) } }
}
