// A task's picture with its labels over it, or the beginning of its text.
import type { TaskRow } from '@client/types'
import { Marks } from '../marks/Marks'
import classes from './Data.module.css'

type Shown = Pick<TaskRow, 'thumbnail' | 'text_preview' | 'width' | 'height' | 'annotations'>

export function Thumb({ row, size }: { row: Shown; size: 128 | 256 | 512 }) {
  if (row.thumbnail === null) return <div className={classes.preview}>{row.text_preview}</div>
  return (
    <div className={classes.thumb}>
      <img
        src={`${row.thumbnail.split('?')[0] ?? ''}?size=${String(size)}`}
        alt=""
        loading="lazy"
        decoding="async"
        draggable={false}
      />
      {row.annotations && row.width && row.height && (
        <Marks annotations={row.annotations} width={row.width} height={row.height} />
      )}
    </div>
  )
}
