// The words around a mark on a text, which stand out in the colour of the class.
import { useMemo } from 'react'
import type { Mark } from '@editor'
import type { SheetCell } from '@client/queries/sheet'
import { snippetOf } from './snippet'
import classes from './Sheet.module.css'

interface SnippetProps {
  readonly excerpt: NonNullable<SheetCell['excerpt']>
  readonly marks: readonly Mark[]
}

export function Snippet({ excerpt, marks }: SnippetProps) {
  const pieces = useMemo(() => snippetOf(excerpt, marks), [excerpt, marks])
  return (
    <span className={classes.snippet}>
      {pieces.map(({ words, color }, place) =>
        color === null ? (
          <span key={place}>{words}</span>
        ) : (
          <mark key={place} style={{ ['--class' as string]: color }}>
            {words}
          </mark>
        ),
      )}
    </span>
  )
}
