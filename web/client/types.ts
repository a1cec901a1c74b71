// The shapes that travel over the API, written against its contract. No behaviour.

export type Id = string
/** ISO 8601, UTC. */
export type Time = string

export interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

export const ROLES = ['owner', 'manager', 'expert', 'reviewer', 'annotator', 'viewer'] as const
export type Role = (typeof ROLES)[number]

export interface Me {
  readonly id: Id
  readonly email: string
  readonly name: string
  readonly kind: string
  readonly is_admin: boolean
  readonly projects: readonly { readonly id: Id; readonly name: string; readonly role: Role }[]
}

export interface User {
  readonly id: Id
  readonly email: string
  readonly name: string
  readonly kind: string
  readonly is_admin: boolean
  readonly disabled?: boolean
  readonly created_at?: Time
}

export interface Token {
  readonly id: Id
  readonly name: string
  readonly scopes?: readonly string[]
  readonly created_at: Time
  readonly last_used_at?: Time | null
  readonly expires_at?: Time | null
  /** Shown once, right after it was made. */
  readonly token?: string
}

export type Media = 'image' | 'text'

export interface StageCounts {
  readonly stage: number
  readonly name: string
  readonly kind?: string
  readonly open: number
  readonly waiting: number
  readonly done: number
  readonly skipped: number
}

export interface Project {
  readonly id: Id
  readonly name: string
  readonly media: Media
  readonly description: string
  readonly role: Role | null
  /** Of its stages nothing is told to those who could learn from it which tasks are gold. */
  readonly counts: { readonly tasks: number; readonly by_stage: readonly StageCounts[] }
  readonly created_at: Time
  readonly archived: boolean
  readonly revision: number
}

export type AttributeKind = 'one_of' | 'any_of' | 'boolean' | 'number' | 'text'
export type AttributeValue = string | boolean | number | readonly string[]

/** One attribute in the project document: the kind is the key it stands under. */
export interface AttributeDocument {
  readonly name: string
  readonly one_of?: readonly string[]
  readonly any_of?: readonly string[]
  readonly boolean?: true
  readonly number?: true | { readonly min?: number; readonly max?: number }
  readonly text?: true
  readonly required?: boolean
  readonly default?: AttributeValue
  readonly description?: string
  readonly key?: string
}

export interface ClassDocument {
  readonly name: string
  readonly type: string
  readonly color?: string
  readonly key?: string
  readonly description?: string
  readonly parent?: string
  readonly group?: string
  readonly attributes?: readonly AttributeDocument[]
  /** The label type's own options stand beside the common keys. */
  readonly [option: string]: unknown
}

export interface GroupDocument {
  readonly name: string
  readonly pick?: 'one' | 'many'
  readonly required?: boolean
  readonly description?: string
}

export interface StageDocument {
  readonly stage: string
  readonly name?: string
  readonly votes?: number | { readonly min: number; readonly max: number; readonly stop_at?: number }
  readonly share?: number | undefined
  /** Of what the share is taken each; of all tasks together where it is not told. */
  readonly per?: 'annotator' | 'class' | undefined
  /** Conditions on tasks: only those of which `when` holds, and in any case those of which `always` does. */
  readonly when?: string
  readonly always?: string
  readonly by?: Role
  readonly lease?: string
  /** Whether names on tasks are hidden from all but those who run the project. */
  readonly blind?: boolean
  /** The later stage to which its people hand tasks up. */
  readonly escalate?: string | undefined
  readonly deadline?: string | { readonly after: string; readonly then?: string | undefined } | undefined
}

/** Gold mixed in with the work. What is left out is as usual. */
export interface GoldDocument {
  readonly share?: number
  readonly window?: number
  readonly pass?: number
  readonly feedback?: 'none' | 'failed' | 'all'
  readonly below?: string | readonly string[]
}

/** What annotators must pass before they begin. What is left out is as usual. */
export interface QualifyDocument {
  readonly training?: number
  readonly items?: number
  readonly pass?: number
  readonly tries?: number
}

export interface SpecDocument {
  readonly name: string
  readonly media: Media
  readonly description?: string
  readonly classes: readonly ClassDocument[]
  readonly groups?: readonly GroupDocument[]
  readonly guideline?: string
  readonly workflow?: readonly StageDocument[]
  readonly checks?: readonly Readonly<Record<string, unknown>>[]
  readonly gold?: GoldDocument
  readonly qualify?: QualifyDocument
}

export interface SpecRevision {
  readonly revision: number
  readonly message: string
  readonly author: { readonly id: Id; readonly name: string } | null
  readonly created_at: Time
}

export interface Spec {
  readonly revision: number
  readonly document: SpecDocument
  readonly yaml: string
}

export interface PlanChange {
  readonly kind: 'added' | 'removed' | 'changed'
  /** The part of the document. */
  readonly where: string
  readonly text: string
  /** The class whose annotations may lose something, absent where none can. */
  readonly touches?: string
  /** How many annotations that class has now. */
  readonly annotations?: number
  /** The lines of a longer text, as a unified difference. */
  readonly detail?: readonly string[]
}

export interface Plan {
  readonly changes: readonly PlanChange[]
  readonly needs_confirmation: boolean
  /** What a person has to agree to; empty where nothing is lost. */
  readonly question: string
}

export interface Annotation {
  readonly id: Id
  readonly type: string
  readonly class: string
  readonly value: Readonly<Record<string, unknown>>
  readonly attributes: Readonly<Record<string, AttributeValue>>
  readonly confidence?: number
  readonly note?: string
  readonly compound?: string
}

export type TaskState = 'open' | 'waiting' | 'done' | 'skipped' | 'archived'

export interface Person {
  readonly id: Id
  readonly name: string
}

export interface TaskRow {
  readonly id: Id
  readonly seq: number
  readonly name: string
  readonly stage: number
  readonly stage_name: string
  readonly state: TaskState
  readonly round: number
  readonly priority: number
  readonly votes_given: number
  readonly votes_wanted: number
  readonly agreement: number | null
  readonly annotators: readonly Person[]
  readonly classes: Readonly<Record<string, number>>
  readonly annotation_count: number
  readonly item_id: Id
  readonly media: Media
  readonly thumbnail: string | null
  readonly text_preview: string | null
  readonly width?: number | null
  readonly height?: number | null
  readonly updated_at: Time
  readonly due_at?: Time | null
  readonly assigned_to: Person | null
  readonly handed_up?: HandedUp | null
  readonly annotations?: readonly Annotation[]
}

/** That a task was handed up to its stage: by whom and why, or because a deadline passed. */
export interface HandedUp {
  readonly by: Person | null
  readonly reason: string
  readonly due_at: Time | null
  readonly created_at: Time
}

export interface ItemView {
  readonly id: Id
  readonly name: string
  readonly media: Media
  readonly width: number | null
  readonly height: number | null
  readonly text: string | null
  readonly media_url: string | null
  readonly thumbnail_url: string | null
  readonly metadata: Readonly<Record<string, unknown>>
  /** Which page of its file it is, counted from 1. */
  readonly page: number
  readonly pages: number
}

export const OUTCOMES = ['accept', 'fix', 'reject'] as const
export type Outcome = (typeof OUTCOMES)[number]

export interface AnswerView {
  readonly id: Id
  readonly annotator: Person | null
  readonly stage: number
  readonly round?: number
  readonly kind?: string
  readonly parent_id?: Id | null
  readonly annotations: readonly Annotation[]
  readonly seconds: number | null
  readonly created_at: Time
}

export interface VerdictView {
  readonly answer_id: Id
  readonly reviewer: Person | null
  readonly outcome: Outcome
  readonly reason: string
  readonly created_at: Time
  /** Taken back by who gave it, or judged anew: it counts no more. */
  readonly called_back: boolean
}

export interface Comment {
  readonly id: Id
  readonly author: Person | null
  readonly body: string
  readonly created_at: Time
}

export interface Thread {
  readonly id: Id
  readonly annotation_id?: Id | null
  readonly point?: { readonly x: number; readonly y: number } | null
  readonly resolved: boolean
  readonly comments: readonly Comment[]
}

export interface Event {
  readonly seq: number
  readonly kind: string
  readonly actor: Person | null
  readonly subject: string | null
  /** The name of the item where the subject is a task. */
  readonly item?: string | null
  readonly data: Readonly<Record<string, unknown>>
  readonly created_at: Time
}

/** Why a task waits for its answer number `vote`: what is wanted and what was found, a number or a share in [0, 1]. */
export interface Asked {
  readonly vote: number
  readonly reason: 'least' | 'agreement' | 'probability'
  readonly wanted: number
  readonly found: number | null
}

export interface TaskView extends Pick<
  TaskRow,
  | 'id'
  | 'seq'
  | 'name'
  | 'stage'
  | 'stage_name'
  | 'state'
  | 'round'
  | 'priority'
  | 'updated_at'
  | 'assigned_to'
  | 'handed_up'
> {
  readonly project_id: Id
  readonly item: ItemView
  readonly truth_answer_id: Id | null
  /** Left out for those who may not know how others answered. */
  readonly asked?: Asked | null
  /** Told to those who may see gold, of every task; null where it is none. */
  readonly gold?: {
    readonly pool: 'hidden' | 'training' | 'qualify'
    readonly note: string
    readonly retired_at: Time | null
  } | null
  readonly answers: readonly AnswerView[]
  readonly verdicts: readonly VerdictView[]
  readonly threads: readonly Thread[]
  readonly history: readonly Event[]
}

/** Of what a person is asked before they work, or while they learn: the `n`th of `of` tasks. */
export interface Test {
  readonly kind: 'training' | 'qualify'
  readonly n: number
  readonly of: number
}

/** One thing that is not as the gold has it. An id or class is empty on the side that has no such annotation. */
export interface Difference {
  readonly kind: 'missing' | 'extra' | 'class' | 'place' | 'attributes'
  readonly said_id?: Id
  readonly gold_id?: Id
  readonly said_class?: string
  readonly gold_class?: string
  /** The attributes that differ. */
  readonly names?: readonly string[]
  readonly likeness?: number
}

/** What an answer to gold was worth, and the right one. */
export interface Feedback {
  readonly answer_id: Id
  readonly task_id: Id
  readonly pool: 'hidden' | 'training' | 'qualify'
  readonly score: number
  readonly passed: boolean
  readonly note: string
  readonly said: readonly Annotation[]
  readonly gold: readonly Annotation[]
  readonly differences: readonly Difference[]
}

export interface Bundle {
  readonly assignment: { readonly id: Id; readonly lease_until: Time; readonly heartbeat_s: number }
  readonly stage: { readonly index: number; readonly kind: string; readonly name: string }
  readonly task: {
    readonly id: Id
    /** Null where gold may be among what is handed out: it would say what came in together. */
    readonly seq: number | null
    readonly name: string
    readonly round: number
    readonly project_id: Id
  }
  readonly item: ItemView
  readonly spec_revision: number
  readonly start: readonly Annotation[]
  readonly draft: { readonly revision: number; readonly annotations: readonly Annotation[] } | null
  readonly judged?: AnswerShown | null
  /** What people and models answered, where the stage lays it side by side. */
  readonly compared?: readonly AnswerShown[]
  /** Which annotations are of one thing: the place of the answer, 0 for the one to judge and then those compared, and the id. */
  readonly things?: readonly (readonly (readonly [number, Id])[])[]
  readonly previous: readonly {
    readonly answer_id: Id
    readonly annotations: readonly Annotation[]
    readonly verdict: { readonly outcome: Outcome; readonly reason: string } | null
  }[]
  readonly threads: number
  /** Who handed the task up to this stage, and why; or the deadline that did. */
  readonly escalated?: (HandedUp & { readonly stage: number }) | null
  /** The stage to which tasks of this one are handed up; null where there is none. */
  readonly escalates_to?: string | null
  readonly test?: Test | null
  /** Set where the task is an item of a calibration. */
  readonly calibration?: Pick<Test, 'n' | 'of'> | null
}

export interface AnswerShown {
  readonly answer_id: Id
  readonly annotator: Person | null
  readonly annotations: readonly Annotation[]
}

export interface Upcoming {
  readonly task_id: Id
  readonly item: { readonly media_url: string | null } & Partial<ItemView>
}

export interface NextTask {
  readonly bundle: Bundle | null
  readonly upcoming: readonly Upcoming[]
  /** Why there is none: a word, and a sentence where the word needs one. */
  readonly reason?: string | null
  readonly message?: string | null
}

export interface SubmitResult {
  readonly answer_id: Id
  /** Where the task went, for those who may see tasks. */
  readonly task: { readonly state: TaskState; readonly stage: number } | null
  readonly next: Bundle | null
  readonly upcoming: readonly Upcoming[]
  readonly feedback?: Feedback | null
}

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

export interface Refusal {
  readonly where: string
  readonly message: string
}

export interface Job {
  readonly id: Id
  readonly kind: string
  readonly state: JobState
  readonly progress: {
    readonly done: number
    readonly total: number | null
    readonly rate: number | null
    readonly seconds_left: number | null
  } | null
  readonly report: Readonly<Record<string, unknown>> | null
  readonly error: string | null
  readonly created_at: Time
  readonly project_id?: Id | null
  readonly result?: unknown
}

export interface Member {
  readonly user_id: Id
  readonly name: string
  readonly email: string
  readonly role: Role
}

export interface SavedView {
  readonly id: Id
  readonly name: string
  readonly query: Readonly<Record<string, unknown>>
}

export interface Part {
  readonly name: string
  readonly title?: string
  readonly media?: readonly string[]
  readonly needs?: readonly string[]
  readonly dialects?: readonly string[]
  readonly reads?: boolean
  readonly writes?: boolean
  /** JSON Schema of the settings that a class of this label type may have. */
  readonly options_schema?: {
    /** The form for options that belong together. */
    readonly format?: string
    readonly properties?: Readonly<Record<string, OptionSchema>>
  }
}

export interface OptionSchema {
  readonly type?: string
  readonly title?: string
  readonly description?: string
  readonly default?: unknown
  /** The values there are, where it is a choice. */
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
}

export interface ExportPreview {
  readonly losses: readonly Loss[]
  readonly warnings: readonly Loss[]
  readonly counts: Readonly<Record<string, number>>
  /** What the checks of the project find in the answers that stand. */
  readonly findings: { readonly errors: number; readonly warnings: number }
}

export interface Loss {
  readonly message?: string
  readonly what?: string
  readonly count?: number
  readonly where?: string
}

export interface Overview {
  readonly stages: readonly StageCounts[]
  readonly throughput: readonly { readonly day: string; readonly answers: number }[]
  readonly seconds_left: number | null
  readonly agreement: number | null
  readonly classes: readonly { readonly name: string; readonly count: number }[]
  /** How many of a person's newest answers their time and agreement are of. */
  readonly recent_answers: number
  readonly annotators: readonly AnnotatorFigures[]
}

export interface AnnotatorFigures {
  readonly id: Id
  readonly name: string
  readonly answers: number
  readonly seconds_median: number | null
  readonly accepted: number
  readonly fixed: number
  readonly rejected: number
  readonly agreement: number | null
}

export interface Preferences {
  readonly theme?: 'light' | 'dark' | 'auto'
  /** Command id → the keys the person gave it; an empty list takes the key away. */
  readonly keymap?: Readonly<Record<string, readonly string[]>>
  /** Commands recorded under a name, to be run as one. */
  readonly macros?: readonly MacroDocument[]
  /** What the person set of each tool, by the tool's name and the setting's. */
  readonly tools?: Readonly<Record<string, Readonly<Record<string, number | string | boolean>>>>
}

export interface MacroDocument {
  readonly name: string
  readonly keys: readonly string[]
  readonly steps: readonly { readonly id: string; readonly input?: unknown }[]
}
