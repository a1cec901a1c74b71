// The tiles of a sheet in rows, of which only the visible ones exist. One is current; arrows go from one to the next.
import { useElementSize } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, type KeyboardEvent, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ontology } from '@editor'
import type { SheetCell, SheetSort } from '@client/queries/sheet'
import { cutsOf, type Cut } from './cutting'
import { keyOf, type Marks } from './marks'
import { stepOf } from './steps'
import { Tile } from './Tile'
import classes from './Sheet.module.css'

export const SIZES = ['small', 'medium', 'large'] as const
export type TileSize = (typeof SIZES)[number]

const PICTURE: Readonly<Record<TileSize, number>> = { small: 96, medium: 152, large: 248 }
const TEXT: Readonly<Record<TileSize, number>> = { small: 220, medium: 320, large: 460 }
const TEXT_HEIGHT: Readonly<Record<TileSize, number>> = { small: 84, medium: 96, large: 120 }
const GAP = 8
const EDGE = 14
const CAPTION = 24
/** So many rows before the end, more is fetched. */
const AHEAD = 8

interface SheetGridProps {
  readonly pages: readonly (readonly SheetCell[])[]
  readonly total: number
  readonly at: number
  readonly marks: Marks
  readonly sort: SheetSort
  readonly ontology: Ontology
  readonly size: TileSize
  readonly outlined: boolean
  readonly list: RefObject<HTMLDivElement | null>
  readonly onStep: (by: number, range: boolean) => void
  readonly onMark: () => void
  readonly onPress: (index: number, range: boolean) => void
  readonly onOpen: (index?: number) => void
  readonly onMore: () => void
}

export function SheetGrid(props: SheetGridProps) {
  const { pages, total, at, marks, size, list, onStep, onMark, onMore, ...tile } = props
  const { t } = useTranslation('sheet')
  const { ref, width } = useElementSize()
  const cells = useMemo(() => pages.flat(), [pages])
  const isText = cells[0]?.excerpt != null
  const wanted = (isText ? TEXT : PICTURE)[size]
  const columns = Math.max(1, Math.floor((width - 2 * EDGE + GAP) / (wanted + GAP)))
  const side = Math.floor((Math.max(width - 2 * EDGE, wanted) - GAP * (columns - 1)) / columns)
  const height = (isText ? TEXT_HEIGHT[size] : side) + CAPTION
  const cuts = useCuts(pages, side)
  const rows = Math.ceil(cells.length / columns)
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => list.current,
    estimateSize: () => height + GAP,
    overscan: 4,
    paddingStart: EDGE,
    paddingEnd: EDGE,
    scrollPaddingStart: EDGE,
    scrollPaddingEnd: EDGE,
  })
  useEffect(() => virtual.measure(), [virtual, height])
  const shown = virtual.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (width > 0 && last >= rows - AHEAD) onMore()
  }, [width, last, rows, onMore])
  const row = Math.floor(at / columns)
  const seen = useRef(-1)
  useEffect(() => {
    if (width === 0 || seen.current === at) return
    seen.current = at
    virtual.scrollToIndex(Math.min(row, rows - 1), { align: 'auto' })
  }, [virtual, width, at, row, rows])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      if (event.key === 'Enter') tile.onOpen()
      else onMark()
      return
    }
    const step = stepOf(
      event.key,
      columns,
      Math.max(1, Math.floor((list.current?.clientHeight ?? height) / (height + GAP))),
    )
    if (step === null) return
    event.preventDefault()
    onStep(step, event.shiftKey)
  }

  return (
    <div
      ref={list}
      className={classes.scroll}
      role="listbox"
      aria-multiselectable
      aria-label={t('title')}
      aria-activedescendant={cells[at] ? idOf(at) : undefined}
      data-keys="shared"
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div ref={ref} role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {width > 0 &&
          shown.map(({ index, start }) => (
            <div
              key={index}
              role="presentation"
              className={classes.row}
              style={{ top: start, height, gridTemplateColumns: `repeat(${String(columns)}, ${String(side)}px)` }}
            >
              {cells.slice(index * columns, (index + 1) * columns).map((cell, place) => {
                const own = index * columns + place
                return (
                  <Tile
                    key={keyOf(cell)}
                    id={idOf(own)}
                    cell={cell}
                    index={own}
                    total={total}
                    cut={cuts.get(keyOf(cell))}
                    current={own === at}
                    why={marks.get(keyOf(cell))?.why}
                    {...tile}
                  />
                )
              })}
            </div>
          ))}
      </div>
    </div>
  )
}

/** What tiles are cut from: page by page, so that what is there stays as it is when more comes. */
function useCuts(pages: readonly (readonly SheetCell[])[], side: number): ReadonlyMap<string, Cut> {
  return useMemo(() => {
    const pixels = side * (window.devicePixelRatio || 1)
    return new Map(pages.flatMap((page) => [...cutsOf(page, pixels)]))
  }, [pages, side])
}

function idOf(index: number): string {
  return `sheet-${String(index)}`
}
