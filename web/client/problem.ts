// What went wrong, as the server tells it (RFC 9457 problem+json) or as the network did. Knows no page.

export interface Place {
  /** Where in the sent document: a path such as `classes.0.name`, or a file's line and column. */
  readonly where?: string
  readonly line?: number
  readonly column?: number
  readonly message: string
  readonly remedy?: string
}

/** A request that did not succeed. `status` is 0 where no answer came at all. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'

  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    detail: string,
    readonly places: readonly Place[] = [],
    readonly body: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail || title)
  }

  get offline(): boolean {
    return this.status === 0
  }

  /** What went wrong, in one sentence, without its remedy. */
  get sentence(): string {
    return text(this.body.message) || this.message
  }

  /** How to mend it, or an empty string. */
  get remedy(): string {
    return text(this.body.remedy)
  }

  /** The place it is about, or an empty string. */
  get where(): string {
    return text(this.body.where)
  }
}

/** The problem in a response body, whatever shape the body has. */
export function problemFrom(status: number, statusText: string, body: unknown): ApiProblem {
  const fields = isRecord(body) ? body : {}
  return new ApiProblem(
    status,
    text(fields.code) || `http-${String(status)}`,
    text(fields.title) || statusText || `HTTP ${String(status)}`,
    text(fields.detail),
    Array.isArray(fields.problems) ? fields.problems.map(placeFrom) : [],
    fields,
  )
}

/** The problem that stands for an unreachable server; what the browser says of the cause helps nobody. */
export function unreachable(cause: unknown): ApiProblem {
  const problem = new ApiProblem(
    0,
    'unreachable',
    'The server cannot be reached. It may restart, or the network is away.',
    '',
  )
  problem.cause = cause
  return problem
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  return new ApiProblem(
    -1,
    'unexpected',
    'Something unexpected happened',
    error instanceof Error ? error.message : String(error),
  )
}

function placeFrom(entry: unknown): Place {
  if (!isRecord(entry)) return { message: String(entry) }
  const where = Array.isArray(entry.where) ? entry.where.join('.') : text(entry.where ?? entry.path ?? entry.loc)
  const remedy = text(entry.remedy)
  return {
    message: text(entry.message ?? entry.detail ?? entry.msg) || where,
    ...(where ? { where } : {}),
    ...(typeof entry.line === 'number' ? { line: entry.line } : {}),
    ...(typeof entry.column === 'number' ? { column: entry.column } : {}),
    ...(remedy ? { remedy } : {}),
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
