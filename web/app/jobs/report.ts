// What a job tells of its work: figures, and each thing it refused with the reason.
import type { Job, Refusal } from '@client/types'

/** The refused files of a report, whichever of its lists they stand in. */
export function refusalsIn(report: Job['report']): readonly Refusal[] {
  const lists = ['refused', 'warnings', 'losses'].map((key) => report?.[key])
  return lists.flatMap((list) => (Array.isArray(list) ? list.map(refusalFrom) : []))
}

/** The numbers of a report by name. */
export function figuresIn(report: Job['report']): readonly (readonly [string, number])[] {
  const counts = isRecord(report?.counts) ? report.counts : (report ?? {})
  return Object.entries(counts).filter(
    (entry): entry is [string, number] => typeof entry[1] === 'number' && !entry[0].endsWith('_count'),
  )
}

function refusalFrom(entry: unknown): Refusal {
  if (!isRecord(entry)) return { where: '', message: String(entry) }
  const where = entry.where ?? entry.name ?? entry.path ?? entry.file ?? entry.what ?? ''
  const message = entry.message ?? entry.reason ?? entry.detail ?? entry.what ?? ''
  const times = typeof entry.count === 'number' && entry.count > 1 ? ` (${String(entry.count)} ×)` : ''
  return { where: String(where), message: `${String(message)}${times}` }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
