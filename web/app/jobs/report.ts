// What a job tells of its work: figures, and what it refused, remarked on, or could not carry over.
import type { Job, Refusal } from '@client/types'

const KINDS = ['refused', 'warnings', 'losses'] as const
const COUNTS: Readonly<Record<string, string>> = { refused: 'refused_count', warnings: 'warning_count' }

/** Findings of one kind: how many there were, and those that were kept. */
export interface Findings {
  readonly kind: (typeof KINDS)[number]
  readonly count: number
  readonly entries: readonly Refusal[]
}

/** The findings of a report, what was refused first; kinds without any are left out. */
export function findingsIn(report: Job['report']): readonly Findings[] {
  return KINDS.flatMap((kind) => {
    const list = report?.[kind]
    if (!Array.isArray(list) || list.length === 0) return []
    const counted = report?.[COUNTS[kind] ?? '']
    return [{ kind, count: typeof counted === 'number' ? counted : list.length, entries: list.map(entryFrom) }]
  })
}

/** The numbers of a report by name. */
export function figuresIn(report: Job['report']): readonly (readonly [string, number])[] {
  const counts = isRecord(report?.counts) ? report.counts : (report ?? {})
  return Object.entries(counts).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && !entry[0].endsWith('_count'),
  )
}

function entryFrom(entry: unknown): Refusal {
  if (!isRecord(entry)) return { where: '', message: String(entry) }
  const { where, message, remedy, what, example, count } = entry
  const times = typeof count === 'number' && count > 1 ? ` (${String(count)} ×)` : ''
  const said = [message ?? what, remedy].filter((text) => typeof text === 'string' && text !== '').join(' ')
  return { where: String(where ?? example ?? ''), message: `${said}${times}` }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
