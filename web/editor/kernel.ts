/**
 * The editor itself: one item, its annotations, the tools and commands that change them. Holds no rule of its own:
 * it hands events to pure charts and commands and does what they return. No DOM, no framework, no clock but the one
 * passed in.
 */
import type { Comparison, Editor, EditorEvents, EditorOptions, EditorState, Ghosts, OpenOptions } from './api'
import { classNamed } from './colors'
import { Commands } from './commands/list'
import { editorCommands } from './commands/ofEditor'
import type { Command, Macro, Outcome, StateChange } from './commands/types'
import { compared, comparedAgain } from './compare'
import type { Bounds, Geometry, Point, Size } from './geometry/types'
import { newId } from './ids'
import type { AnyLabel, CancelEvent, KeyEvent, OffsetEvent, PointEvent } from './label'
import { labelTypes } from './labels'
import { handleNear, optionsOf, selectionText, settled } from './questions'
import { withMeetings } from './meeting'
import type { Annotation, AttributeValue, Class, Ontology, Patch, Value } from './model'
import { perform } from './perform'
import { Places } from './places'
import { REPAINTED_ALONE_MAX, Repaint } from './repaint'
import { type Scene, type Stale, sceneOf } from './scene'
import { Document } from './store/document'
import type { Settings } from './settings'
import { type Ask, Asking, type News } from './smart/asking'
import { shownOf } from './shown'
import { Refining } from './smart/refining'
import { BEGINNING, imageSize, initialState } from './state'
import { History } from './store/history'
import { PieceEmitter } from './store/pieces'
import { same } from './store/same'
import { type TextModel, textModel } from './text/model'
import { TOOLS } from './tools/tools'
import type { Preview, Tool, ToolNews, ToolTurn, ToolView } from './tools/types'
import type { Camera, CameraMove, View } from './view/camera'
import { Viewport } from './view/viewport'

const NEIGHBOUR_REACH = 8

export class Kernel implements Editor, ToolView {
  readonly commands: Commands
  readonly labels: ReadonlyMap<string, AnyLabel>
  readonly scene: Scene
  readonly document = new Document()
  text: TextModel | null = null
  ontology: Ontology
  clipboard = ''
  previous: readonly Annotation[] = []
  comparison: Comparison | null = null
  #state: EditorState
  #places: Places
  #history = new History()
  readonly #viewport = new Viewport()
  #compare: readonly Annotation[] = []
  #ghosts: Ghosts = { annotations: [] }
  #shown = shownOf(null)
  #toolState: unknown
  /** What to go back to when a held key is let go. */
  #held: { readonly code: string; readonly before: StateChange } | null = null
  readonly #asking: Asking | null
  readonly #refining: Refining | null
  readonly #newId: () => string
  readonly #now: () => number
  readonly #strangers: readonly Command[]
  #macros: readonly Macro[]
  readonly #changes = new PieceEmitter<keyof EditorState>()
  readonly #events = new Map<string, Set<(payload: never) => void>>()
  readonly #repaint = new Repaint((id) => this.#places.space.boundsOf(id))

  constructor(options: EditorOptions) {
    this.labels = labelTypes(options.labels)
    this.ontology = options.ontology
    this.#newId = options.newId ?? newId
    this.#now = options.now ?? (() => performance.now())
    const { thinker } = options
    this.#asking = thinker ? new Asking(thinker, () => this.#state.item, (news) => this.#hear(news)) : null
    this.#refining = thinker ? new Refining(thinker, this, (news) => this.#hear(news)) : null
    this.#strangers = options.commands ?? []
    this.#macros = options.macros ?? []
    this.#state = initialState(options)
    this.#places = this.#placesOf([])
    this.scene = sceneOf(this, () => this.#places, () => this.#shown, () => this.#ghosts)
    this.commands = new Commands(this, options.mac ?? false, (outcomes) => this.perform(outcomes))
    this.setOntology(options.ontology)
    this.commands.remap(options.keymap ?? {})
    this.open(options)
  }

  get state(): EditorState {
    return this.#state
  }

  getState(): EditorState {
    return this.#state
  }

  get viewSize(): View {
    return this.#viewport.view
  }

  get thinks(): boolean {
    return this.#asking !== null
  }

  get preview(): Preview | null {
    return this.#shown.preview
  }

  get places(): Places {
    return this.#places
  }

  subscribe(listener: () => void, pieces?: readonly (keyof EditorState)[]): () => void {
    return this.#changes.subscribe(listener, pieces)
  }

  on<K extends keyof EditorEvents>(event: K, listener: (payload: EditorEvents[K]) => void): () => void {
    const listeners = this.#events.get(event) ?? new Set()
    this.#events.set(event, listeners)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  /** Called when something drawn is stale. */
  onPaint(listener: (stale: Stale) => void): () => void {
    return this.#repaint.subscribe(listener)
  }

  open(options: OpenOptions): void {
    this.cancel()
    this.#refining?.stop()
    if (options.item.id !== this.#state.item.id) this.previous = this.document.all()
    this.text = options.item.text === undefined ? null : textModel(options.item.text)
    this.document.load(options.annotations)
    this.#history = new History()
    this.#places = this.#placesOf(options.annotations)
    this.#ghosts = { annotations: (this.#compare = options.compare ?? []) }
    this.comparison = options.compare ? compared(options.compare, options.annotations) : null
    this.#change({
      item: options.item,
      ...BEGINNING,
      readonly: options.readonly ?? false,
      comparing: options.compare !== undefined,
      camera: this.#viewport.fit(imageSize(options.item)),
      ...this.#historyState(),
    })
    // What hangs on pieces of the state may hang on the document too, which is another one though no piece may tell.
    this.#changes.emitAll()
    this.#repaint.tell({ layer: 'item' })
  }

  setMacros(macros: readonly Macro[]): void {
    this.#macros = macros
    this.#setCommands()
  }

  setOntology(ontology: Ontology): void {
    this.ontology = ontology
    this.#setCommands()
    const { activeClass, item } = this.#state
    const fits = (cls: Class): boolean => {
      const type = this.labels.get(cls.type)
      return type !== undefined && type.constant === undefined && type.media.includes(item.media)
    }
    const known = ontology.classes.some((cls) => cls.name === activeClass && fits(cls))
    this.#change({ activeClass: known ? activeClass : (ontology.classes.find(fits)?.name ?? null) })
    this.#repaint.tell({ layer: 'item' })
  }

  setCompare(annotations: readonly Annotation[] | null, ghosts: Ghosts = { annotations: annotations ?? [] }): void {
    this.#compare = annotations ?? []
    this.#ghosts = ghosts
    this.comparison = annotations ? compared(annotations, this.document.all()) : null
    this.#change({ comparing: annotations !== null })
    this.#repaint.tell({ layer: 'static', bounds: null, ids: [] })
  }

  setSettings(tool: string, settings: Settings): void {
    const all = { ...this.#state.settings, [tool]: { ...this.#state.settings[tool], ...settings } }
    if (same(all, this.#state.settings)) return
    this.#change({ settings: all })
    this.#hear({ type: 'setup' })
  }

  setReadonly(readonly: boolean): void {
    this.cancel()
    this.#change({ readonly })
    this.#repaint.tell({ layer: 'active' })
  }

  #setCommands(): void {
    this.commands.setCommands(editorCommands(this.ontology, this.labels, this.#macros, this.#strangers))
  }

  set(change: StateChange): void {
    const before = this.#state
    const takes = (key: 'tool' | 'smart' | 'page'): boolean => change[key] !== undefined && change[key] !== before[key]
    if (takes('tool') || takes('smart') || takes('page')) {
      this.cancel()
      this.#toolState = undefined
    }
    this.#change(change)
    if (before.activeClass !== this.#state.activeClass) this.#hear({ type: 'setup' })
    if (Object.is(before, this.#state)) return
    if (change.hover !== undefined) this.#repaint.hover([before.hover, change.hover])
    const staleAll = ['hidden', 'locked', 'labels', 'othersDimmed', 'comparing', 'raw', 'colorBy', 'fill'] as const
    if (staleAll.some((key) => before[key] !== this.#state[key])) this.#repaint.tell({ layer: 'static', bounds: null, ids: [] })
    if (before.display !== this.#state.display) this.#repaint.tell({ layer: 'camera' })
    if (before.page !== this.#state.page) this.#repaint.tell({ layer: 'item' })
    this.#repaint.tell({ layer: 'active' })
  }

  apply(patch: Patch): void {
    const whole = patch.origin === 'remote' ? patch : withMeetings(this, patch)
    if (whole.ops.length === 0) return this.emit('announce', 'Nothing was changed: what lies there keeps its place.')
    this.#applied(whole)
    this.#history.push(whole, this.#now())
    this.#change(this.#historyState())
  }

  select(ids: Iterable<string>): void {
    const selection = new Set([...ids].filter((id) => this.document.get(id) !== undefined))
    const before = this.#state.selection
    if (same([...selection], [...before])) return this.#change({ fresh: null })
    this.#change({ selection, fresh: null, handle: null })
    const { othersDimmed } = this.#state
    if (othersDimmed) this.#repaint.tell({ layer: 'static', bounds: null, ids: [] })
    this.#repaint.ids([...before, ...selection])
    this.emit('announce', selectionText(this))
  }

  hover(id: string | null): void {
    if (id !== this.#state.hover) this.set({ hover: id })
  }

  setAttribute(id: string, name: string, value: AttributeValue | null): void {
    this.commands.run('annotation.attribute', { ids: [id], name, value })
  }

  setClass(id: string, name: string): void {
    this.commands.run('annotation.class', { ids: [id], name })
  }

  setNote(id: string, note: string): void {
    this.commands.run('annotation.note', { id, note })
  }

  reveal(id: string, zoom = false): void {
    const bounds = this.boundsOf(id) ?? this.#places.boundsAmong(this.#ghosts.annotations, id)
    if (bounds) this.moveCamera({ type: 'reveal', bounds, zoom })
    else this.emit('effect', { type: 'reveal', id })
  }

  /** The pointer has left: nothing lies below it. */
  leave(): void {
    this.hover(null)
    this.#hear({ type: 'left' })
  }

  moveCamera(move: CameraMove): void {
    this.setCamera(this.#viewport.moved(this.#state.camera, move, imageSize(this.#state.item)))
  }

  setCamera(camera: Camera): void {
    if (same(camera, this.#state.camera)) return
    this.#change({ camera })
    this.#repaint.tell({ layer: 'camera' })
  }

  setViewSize(size: Size): void {
    if (same({ ...this.viewSize, ...size }, this.viewSize)) return
    this.setCamera(this.#viewport.resized(size, this.#state.camera, imageSize(this.#state.item)))
    this.#repaint.tell({ layer: 'camera' })
  }

  setCovered(top: number): void {
    this.#viewport.cover(top)
  }

  pointer(event: PointEvent | OffsetEvent): void {
    this.#feed(event)
  }

  key(event: KeyEvent & { readonly code: string; readonly repeat: boolean }): boolean {
    if (event.repeat && this.#held?.code === event.code) return true
    if (this.#state.busy && this.#feed(event)) return true
    const { tool, raw, magnifying, hidden } = this.#state
    const id = this.commands.press(event)
    if (id?.startsWith('hold.')) this.#held = { code: event.code, before: { tool, raw, magnifying, hidden } }
    if (id !== null) return true
    return this.#feed(event)
  }

  keyUp(event: KeyEvent & { readonly code: string }): void {
    if (this.#held?.code === event.code) this.releaseHeld()
  }

  /** As if every held key were let go, such as when the window loses the keyboard. */
  releaseHeld(): void {
    if (!this.#held) return
    const { before } = this.#held
    this.#held = null
    this.set(before)
  }

  /** Tells the people in front of the screen of a problem. */
  report(problem: string): void {
    this.emit('problem', problem)
  }

  cancel(): void {
    const event: CancelEvent = { type: 'cancel' }
    this.#feed(event)
  }

  destroy(): void {
    this.cancel()
    this.#refining?.stop()
    this.#events.clear()
    this.#repaint.clear()
  }

  newId(): string {
    return this.#newId()
  }

  classOf(name: string): Class | undefined {
    return classNamed(this.ontology, name)
  }

  boundsOf(id: string): Bounds | null {
    return this.#places.space.boundsOf(id)
  }

  settled(annotation: Annotation): Value | null {
    return settled(this, annotation)
  }

  pick(point: Point, reach: number): readonly string[] {
    return this.#places.pick(point, reach, (id) => this.#pickable(id))
  }

  pickOffset(offset: number): readonly string[] {
    return this.#places.pickOffset(offset, (id) => this.#pickable(id))
  }

  within(bounds: Bounds): readonly string[] {
    return this.#places.within(bounds, (id) => this.#pickable(id))
  }

  geometriesWithin(bounds: Bounds, except: ReadonlySet<string>): readonly Geometry[] {
    return this.#places.geometriesWithin(bounds, (id) => !except.has(id) && !this.#state.hidden.has(id))
  }

  neighbours(bounds: Bounds, except: ReadonlySet<string>): readonly Bounds[] {
    const reach = NEIGHBOUR_REACH / this.#state.camera.scale
    return this.#places.neighbours(bounds, reach, (id) => !except.has(id) && !this.#state.hidden.has(id))
  }

  handleAt(point: Point, reach: number): { readonly id: string; readonly name: string; readonly cursor: string } | null {
    return handleNear(this, point, reach)
  }

  ask(ask: Ask | null): void {
    if (ask) this.#asking?.ask(ask)
    else this.#asking?.stop()
  }

  async refine(tool: string, ids: readonly string[]): Promise<void> {
    this.perform((await this.#refining?.refine(tool, ids)) ?? [])
  }

  /** Does what a command or a tool asked for, in order. */
  perform(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) perform(this, outcome)
  }

  /** The tool in hand; another page of the file can only be moved about. */
  #tool(): Tool {
    return this.#state.page === null ? TOOLS[this.#state.tool] : TOOLS.pan
  }

  /** Whether the tool's state changed. */
  #feed(event: PointEvent | OffsetEvent | KeyEvent | CancelEvent): boolean {
    const tool = this.#tool()
    const before = this.#toolState ?? tool.start
    const turn: ToolTurn<unknown> = tool.on(before, event, this)
    if (event.type === 'key' && !turn.outcomes && same(before, turn.state)) return false
    this.#take(tool, turn)
    return !same(before, turn.state)
  }

  #hear(news: News | ToolNews): void {
    if (news.type === 'thinking') return this.#change({ thinking: news.share })
    const tool = this.#tool()
    const turn = tool.hear?.(this.#toolState ?? tool.start, news, this)
    if (turn) this.#take(tool, turn)
  }

  /** Shows and does what came of an event. */
  #take(tool: Tool, turn: ToolTurn<unknown>): void {
    this.#toolState = turn.state
    this.#show(turn.preview ?? null)
    const cursor = turn.cursor ?? (this.#state.tool === 'draw' ? 'crosshair' : 'default')
    this.#change({ busy: tool.busy(turn.state), cursor })
    if (turn.outcomes) this.perform(turn.outcomes)
  }

  #show(preview: Preview | null): void {
    const before = this.#shown
    if (before.preview === preview) return
    this.#shown = shownOf(preview)
    this.#repaint.gesture(before, this.#shown)
  }

  /** Breaks off a drawing, else undoes or redoes what still fits; objects that others changed since stay as they are. */
  step(step: 'undo' | 'redo'): void {
    const drawing = this.#state.busy
    this.cancel()
    if (drawing) return
    const stepped = this.#history[step]((id) => this.document.get(id))
    if (!stepped) return
    const { patch, lost } = stepped
    this.#applied({ ...patch, origin: 'local' })
    this.#change(this.#historyState())
    const touched = patch.ops.filter(({ after }) => after !== null).map(({ id }) => id)
    const kept = touched.filter((id) => this.#state.selection.has(id))
    if (kept.length > 0) this.select(kept)
    else if (touched.length > 0 && touched.length <= 100) this.select(touched)
    const verb = step === 'undo' ? 'Undone' : 'Redone'
    this.emit('announce', `${verb}: ${patch.label}.`)
    this.#hear({ type: 'setup' })
    if (lost.length > 0) this.emit('problem', 'Part of this step was left out, because somebody else changed the same annotation.')
  }

  #applied(patch: Patch): void {
    const old = patch.ops.map(({ id }) => this.#places.space.boundsOf(id))
    this.document.apply(patch)
    this.#places.follow(patch)
    if (this.comparison) this.comparison = comparedAgain(this.comparison, this.#compare, patch.ops.map(({ id }) => id), this.document)
    const gone = (id: string): boolean => this.document.get(id) === undefined
    const { selection, hover, edits } = this.#state
    const kept = [...selection].filter((id) => !gone(id))
    this.#change({
      edits: edits + 1,
      hover: hover !== null && gone(hover) ? null : hover,
      selection: kept.length === selection.size ? selection : new Set(kept),
    })
    const ids = patch.ops.map(({ id }) => id)
    if (ids.length <= REPAINTED_ALONE_MAX) {
      for (const bounds of old) if (bounds) this.#repaint.tell({ layer: 'static', bounds, ids })
    }
    this.#repaint.ids(ids)
    this.emit('patch', patch)
  }

  #pickable(id: string): boolean {
    const { hidden, locked, raw } = this.#state
    return !raw && !hidden.has(id) && !locked.has(id)
  }

  #placesOf(annotations: readonly Annotation[]): Places {
    return new Places(this.labels, this.text, (id) => this.document.get(id), (annotation) => optionsOf(this, annotation), annotations)
  }

  #historyState(): Pick<EditorState, 'canUndo' | 'canRedo' | 'undoLabel' | 'redoLabel'> {
    const { undoLabel, redoLabel } = this.#history
    return { undoLabel, redoLabel, canUndo: undoLabel !== null, canRedo: redoLabel !== null }
  }

  #change(change: Partial<EditorState>): void {
    const pieces = Object.keys(change) as (keyof EditorState)[]
    const changed = pieces.filter((piece) => !Object.is(this.#state[piece], change[piece]))
    if (changed.length === 0) return
    this.#state = { ...this.#state, ...change }
    this.#changes.emit(changed)
  }

  emit<K extends keyof EditorEvents>(event: K, payload: EditorEvents[K]): void {
    for (const listener of [...(this.#events.get(event) ?? [])]) (listener as (payload: EditorEvents[K]) => void)(payload)
  }
}

/** An editor without a place on a page. */
export function createEditor(options: EditorOptions): Editor {
  return new Kernel(options)
}
