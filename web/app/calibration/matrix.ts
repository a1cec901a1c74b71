// The answers to one item as a table: a row for each thing, a column for each answer. Pure.
import type { Annotation } from '@editor'
import type { CalibrationAnswers } from '@client/queries/calibrations'
import type { Difference } from '@client/types'
import { complete } from '../spec/ontology'

/** What one answer says of a thing. */
export interface Cell {
  /** Null where it does not have the thing. */
  readonly said: Annotation | null
  /** In what it differs from the answer that all are held against. */
  readonly kinds: readonly Difference['kind'][]
}

export interface Row {
  readonly key: string
  readonly cells: readonly Cell[]
  readonly differs: boolean
}

export function rowsOf({ answers, things, against }: CalibrationAnswers): readonly Row[] {
  const marks = answers.map(({ annotations }) => new Map(complete(annotations).map((one) => [one.id, one])))
  const middle = answers.findIndex(({ id }) => id === against)
  return things.map((thing, index) => {
    const ids = new Map(thing)
    const right = ids.get(middle)
    const cells = answers.map((answer, column): Cell => {
      const id = ids.get(column)
      const about = answer.differences.filter(({ said_id: said, gold_id: gold }) =>
        id === undefined ? right !== undefined && gold === right && !said : said === id,
      )
      return { said: id === undefined ? null : (marks[column]?.get(id) ?? null), kinds: about.map(({ kind }) => kind) }
    })
    return { key: String(index), cells, differs: cells.some(({ kinds }) => kinds.length > 0) }
  })
}

/** The ids under which the annotations of a row are drawn, where all answers are seen together. */
export function drawnIds({ answers }: CalibrationAnswers, row: Row): readonly string[] {
  return row.cells.flatMap(({ said }, column) => (said ? [`${answers[column]?.id ?? ''}:${said.id}`] : []))
}
