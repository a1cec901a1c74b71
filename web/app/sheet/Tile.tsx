// One annotation of a sheet: what it is on, cut out around it, with its outline; or the words around it.
import { Text } from '@mantine/core'
import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { labelTypes, restingMarks, type Mark, type Ontology } from '@editor'
import { svgMarkup } from '@renderers'
import type { SheetCell, SheetSort } from '@client/queries/sheet'
import { ago, percent } from '@ui/format'
import { complete } from '../spec/ontology'
import { frameOf, sizeOf, type Cut } from './cutting'
import { Snippet } from './Snippet'
import classes from './Sheet.module.css'

const TYPES = labelTypes()

export interface TileProps {
  readonly id: string
  readonly cell: SheetCell
  readonly index: number
  readonly total: number
  readonly sort: SheetSort
  readonly ontology: Ontology
  /** What its picture is cut from. */
  readonly cut: Cut | undefined
  readonly outlined: boolean
  readonly current: boolean
  /** What is said to be wrong with it. */
  readonly why: string | undefined
  readonly onPress: (index: number, range: boolean) => void
  readonly onOpen: (index: number) => void
}

export const Tile = memo(function Tile(props: TileProps) {
  const { id, cell, index, total, sort, ontology, cut, outlined, current, why, onPress, onOpen } = props
  const marks = useMemo(() => restingMarks(complete([cell.annotation]), ontology, TYPES, LOOK), [cell, ontology])
  const fact = useFact(cell, sort)
  return (
    <div
      id={id}
      role="option"
      aria-selected={why !== undefined}
      aria-setsize={total}
      aria-posinset={index + 1}
      className={classes.tile}
      data-current={current || undefined}
      data-marked={why !== undefined || undefined}
      data-judge={cell.judge || undefined}
      onClick={(event) => onPress(index, event.shiftKey)}
      onDoubleClick={() => onOpen(index)}
    >
      {cell.excerpt ? (
        <Snippet excerpt={cell.excerpt} marks={outlined ? marks : []} />
      ) : (
        <Picture cell={cell} cut={cut} marks={outlined ? marks : []} />
      )}
      {why !== undefined && <span className={classes.why}>{why}</span>}
      <span className={classes.caption}>
        <Text span inherit className="lw-ellipsis lw-grow" title={cell.name}>
          {cell.name}
        </Text>
        <span className={`${classes.fact ?? ''} lw-num`}>{fact}</span>
      </span>
    </div>
  )
})

/** Thin and hardly filled: what is below is looked at. */
const LOOK = { strokeWidth: 2, fillOpacity: 0.06 }

interface PictureProps {
  readonly cell: SheetCell
  readonly cut: Cut | undefined
  readonly marks: readonly Mark[]
}

function Picture({ cell, cut, marks }: PictureProps) {
  const markup = useMemo(() => {
    const size = sizeOf(cell)
    return size === null ? '' : svgMarkup(marks, size, frameOf(cell.bounds, size))
  }, [cell, marks])
  return (
    <span className={classes.picture}>
      {cut && (
        <img
          key={cut.url}
          src={cut.url}
          alt=""
          decoding="async"
          draggable={false}
          style={{
            left: `${String(100 * cut.left)}%`,
            top: `${String(100 * cut.top)}%`,
            width: `${String(100 * cut.width)}%`,
            height: `${String(100 * cut.height)}%`,
          }}
        />
      )}
      {/* The markup is built from numbers and escaped text alone. */}
      <span className={classes.outline} dangerouslySetInnerHTML={{ __html: markup }} />
    </span>
  )
}

/** What the order goes by, said of this one. */
function useFact(cell: SheetCell, sort: SheetSort): string {
  const { t } = useTranslation('sheet')
  switch (sort) {
    case 'suspect':
      return cell.wrong === null ? '' : t('wrong', { share: percent(cell.wrong) })
    case 'unsure':
      return cell.annotation.confidence === undefined ? '' : percent(cell.annotation.confidence ?? 1)
    case 'newest':
      return ago(cell.at)
    case 'annotator':
      return cell.annotator?.name ?? t('consensus')
    default:
      return extentOf(cell)
  }
}

/** Width and height in pixels; nothing of what has no place, or lies on a text. */
function extentOf({ bounds, excerpt }: SheetCell): string {
  if (bounds === null || excerpt !== null) return ''
  const [left, top, right, bottom] = bounds
  return `${String(Math.round(right - left))} × ${String(Math.round(bottom - top))}`
}
