// Items as lines. Only what can be seen is on the page; more is fetched when its end comes near.
import { Checkbox, Skeleton, Text } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { TaskRow } from '@client/types'
import { ago, percent, when } from '@ui/format'
import type { RowsProps } from './DataPage'
import { ClassCounts, Signs, StateBadge } from './TaskBits'
import { Thumb } from './Thumb'
import classes from './Data.module.css'

const ROW = 60
const HEAD = 32

export function TaskList({ rows, hasMore, onMore, opened, isSelected, whyStuck, ...more }: RowsProps) {
  const scroll = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length + (hasMore ? 1 : 0),
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 12,
    scrollMargin: HEAD,
  })
  const shown = virtual.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  const media = rows[0]?.media
  useEffect(() => {
    if (hasMore && last >= rows.length - 20) onMore()
  }, [hasMore, last, rows.length, onMore])

  return (
    <div
      className={classes.scroll}
      ref={scroll}
      role="table"
      aria-rowcount={hasMore ? -1 : rows.length}
      data-media={media}
    >
      <Head pictured={media !== 'text'} />
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="rowgroup">
        {shown.map(({ index, start }) => {
          const row = rows[index]
          const top = start - HEAD
          if (!row)
            return (
              <Skeleton
                key="more"
                height={ROW - 12}
                style={{ position: 'absolute', top: top + 6, left: 14, right: 14 }}
              />
            )
          return (
            <Row
              key={row.id}
              row={row}
              top={top}
              index={index}
              opened={row.id === opened}
              selected={isSelected(row.id)}
              stuck={whyStuck.get(row.id)}
              {...more}
            />
          )
        })}
      </div>
    </div>
  )
}

function Head({ pictured }: { pictured: boolean }) {
  const { t } = useTranslation('data')
  return (
    <div className={classes.head} role="row">
      <span role="columnheader" />
      {pictured && <span role="columnheader" />}
      {(['item', 'stage', 'labels', 'people', 'votes', 'agreement', 'updated'] as const).map((column) => (
        <span key={column} role="columnheader">
          {t(`columns.${column}`)}
        </span>
      ))}
    </div>
  )
}

interface RowProps extends Pick<RowsProps, 'selectable' | 'onOpen' | 'onSelect'> {
  readonly row: TaskRow
  readonly top: number
  readonly index: number
  readonly opened: boolean
  readonly selected: boolean
  readonly stuck: string | undefined
}

function Row({ row, top, index, opened, selected, stuck, selectable, onOpen, onSelect }: RowProps) {
  const { t } = useTranslation('data')
  return (
    <div
      className={classes.row}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={selected}
      data-opened={opened || undefined}
      data-selected={selected || undefined}
      style={{ top }}
      onClick={() => onOpen(row.id)}
    >
      <span role="cell" onClick={(event) => event.stopPropagation()}>
        {selectable && (
          <Checkbox
            aria-label={t('select', { name: row.name })}
            checked={selected}
            readOnly
            onClick={(event) => onSelect(row.id, event.shiftKey)}
          />
        )}
      </span>
      {row.media !== 'text' && (
        <span role="cell" className={classes.small}>
          <Thumb row={row} size={128} />
        </span>
      )}
      <span role="cell" style={{ minWidth: 0 }}>
        <button
          type="button"
          className={classes.open}
          title={t('open', { name: row.name })}
          onClick={() => onOpen(row.id)}
        >
          <Text fw={550} className="lw-ellipsis" component="span" display="block">
            {row.text_preview || row.name}
          </Text>
        </button>
        <Text size="xs" c="dimmed" className="lw-ellipsis lw-num">
          #{row.seq} {row.text_preview && `· ${row.name}`}
        </Text>
      </span>
      <span role="cell" className="lw-row" style={{ gap: 6 }}>
        <StateBadge state={row.state} stage={row.stage_name} />
        <Signs row={row} stuck={stuck} />
      </span>
      <span role="cell" style={{ minWidth: 0 }}>
        <ClassCounts classes={row.classes} />
      </span>
      <Text role="cell" size="sm" className="lw-ellipsis">
        {row.annotators.map((person) => person.name).join(', ')}
      </Text>
      <Text role="cell" size="sm" className="lw-num">
        {row.votes_given}/{row.votes_wanted}
      </Text>
      <Text role="cell" size="sm" className="lw-num">
        {row.agreement === null ? '' : percent(row.agreement)}
      </Text>
      <Text role="cell" size="xs" c="dimmed" title={when(row.updated_at)}>
        {ago(row.updated_at)}
      </Text>
    </div>
  )
}
