// Items as pictures with their labels drawn; rows of tiles, of which only the visible ones exist.
import { Checkbox, Skeleton, Text } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TaskRow } from '@client/types'
import type { RowsProps } from './DataPage'
import { Signs, StateDot } from './TaskBits'
import { Thumb } from './Thumb'
import classes from './Data.module.css'

const TILE = 230
const GAP = 12
/** On the largest screens tiles grow instead of multiplying. */
const MOST_COLUMNS = 10
const CAPTION = 32

export function Gallery({ rows, hasMore, onMore, ...tile }: RowsProps) {
  const scroll = useRef<HTMLDivElement>(null)
  const { ref, width } = useElementSize()
  const columns = Math.min(MOST_COLUMNS, Math.max(1, Math.floor((width - 28 + GAP) / (TILE + GAP))))
  const lines = Math.ceil(rows.length / columns)
  const side = (Math.max(width, TILE) - 28 - GAP * (columns - 1)) / columns
  const height = Math.round(side * 0.75) + CAPTION
  const virtual = useVirtualizer({
    count: lines,
    getScrollElement: () => scroll.current,
    estimateSize: () => height + GAP,
    overscan: 3,
    paddingStart: 12,
  })
  useEffect(() => virtual.measure(), [virtual, height])
  const shown = virtual.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && last >= lines - 4) onMore()
  }, [hasMore, last, lines, onMore])

  return (
    <div className={classes.scroll} ref={scroll}>
      <div ref={ref} style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {width > 0 &&
          shown.map(({ index, start }) => (
            <div
              key={index}
              className={classes.galleryRow}
              style={{ top: start, height, gridTemplateColumns: `repeat(${String(columns)}, minmax(0, 1fr))` }}
            >
              {rows.slice(index * columns, (index + 1) * columns).map((row) => (
                <Tile key={row.id} row={row} {...tile} />
              ))}
            </div>
          ))}
      </div>
      {hasMore && <Skeleton height={80} m="md" w="auto" />}
    </div>
  )
}

function Tile({
  row,
  opened,
  selectable,
  isSelected,
  onOpen,
  onSelect,
  whyStuck,
}: { row: TaskRow } & Omit<RowsProps, 'rows' | 'hasMore' | 'onMore' | 'project'>) {
  const { t } = useTranslation('data')
  const selected = isSelected(row.id)
  return (
    <article
      className={classes.tile}
      data-selected={selected || undefined}
      data-opened={row.id === opened || undefined}
      onClick={() => onOpen(row.id)}
    >
      {selectable && (
        <span className={classes.check} onClick={(event) => event.stopPropagation()}>
          <Checkbox
            aria-label={t('select', { name: row.name })}
            checked={selected}
            readOnly
            onClick={(event) => onSelect(row.id, event.shiftKey)}
          />
        </span>
      )}
      <div className={classes.picture}>
        <Thumb row={row} size={512} />
      </div>
      <div className={classes.caption}>
        <StateDot state={row.state} />
        <button type="button" className={classes.open} aria-label={t('open', { name: row.name })} style={{ flex: 1 }}>
          <Text size="xs" fw={550} className="lw-ellipsis" component="span" display="block">
            {row.name}
          </Text>
        </button>
        <Signs row={row} stuck={whyStuck.get(row.id)} />
        <Text size="xs" c="dimmed" className="lw-num">
          {row.annotation_count}
        </Text>
      </div>
    </article>
  )
}
