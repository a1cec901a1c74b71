// A sheet: many annotations of one class side by side, looked through by eye, marked, sent back or called otherwise.
import { Text } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconLayoutGrid } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProject } from '@client/queries/projects'
import { useSheet, type SheetCell } from '@client/queries/sheet'
import { useSpec } from '@client/queries/spec'
import { Empty } from '@ui/Empty'
import { useLatest } from '@ui/useLatest'
import { ProblemView } from '../ProblemView'
import { can } from '../roles'
import { ontologyOf } from '../spec/ontology'
import { Deeds } from './Deeds'
import { markedAll, NO_MARKS, toggled, useMemory } from './marks'
import type { SheetSearch } from './search'
import { SheetBar } from './SheetBar'
import { SheetGrid, type TileSize } from './SheetGrid'
import { useSheetKeys } from './useSheetKeys'
import { useWhys } from './useWhys'
import classes from './Sheet.module.css'

const route = getRouteApi('/inside/projects/$id/sheet')
const NO_PAGES: readonly (readonly SheetCell[])[] = []
const NO_ONTOLOGY = { classes: [], groups: [] }

export function SheetPage() {
  const { t } = useTranslation('sheet')
  const { id } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const role = useProject(id).data?.role ?? null
  const judges = can(role, 'review') && role !== null
  const document = useSpec(id).data?.document
  const ontology = useMemo(() => (document ? ontologyOf(document) : NO_ONTOLOGY), [document])
  const cls = (ontology.classes.find(({ name }) => name === search.class) ?? ontology.classes[0])?.name ?? ''
  const sort = search.sort ?? 'seq'
  const mine = judges && search.all !== true
  const sheet = useSheet(id, { class: cls, sort, mine })
  const pages = useMemo(() => sheet.data?.pages.map((page) => page.items) ?? NO_PAGES, [sheet.data])
  const cells = useMemo(() => pages.flat(), [pages])
  const { total = 0, whole = true } = sheet.data?.pages[0] ?? {}
  const [size, setSize] = useLocalStorage<TileSize>({ key: 'labelwright.sheet.size', defaultValue: 'medium' })
  const [outlined, setOutlined] = useState(true)
  const [deed, setDeed] = useState<'class' | 'words' | null>(null)
  const whys = useWhys(
    ontology.classes.find(({ name }) => name === cls),
    cells[0],
  )
  const [why, setWhy] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const memory = useMemory(`${id} ${cls} ${sort} ${String(mine)}`)
  const { marks, keep } = memory
  const at = within(memory.at, cells)

  const focus = useCallback(() => list.current?.focus({ preventScroll: true }), [])
  const ready = cells.length > 0
  useEffect(() => {
    if (ready) focus()
  }, [ready, focus])
  const words = whys[why] ?? ''
  // Tiles are drawn anew only where what they show has changed: what they call stays the same.
  const givenRef = useLatest({ cells, memory, words })
  const press = useCallback(
    (index: number, range: boolean): void => {
      const { cells: all, memory: kept, words: said } = givenRef.current
      const before = kept.now()
      const cell = all[index]
      if (!cell) return
      const next = range
        ? markedAll(before.marks, between(all, before.at, index), said)
        : toggled(before.marks, cell, said)
      kept.keep({ at: index, marks: next })
    },
    [givenRef],
  )
  const step = useCallback(
    (by: number, range: boolean): void => {
      const { cells: all, memory: kept, words: said } = givenRef.current
      const before = kept.now()
      const index = within(before.at + by, all)
      kept.keep({
        at: index,
        ...(range ? { marks: markedAll(before.marks, between(all, before.at, index), said) } : {}),
      })
    },
    [givenRef],
  )
  const open = useCallback(
    (index?: number): void => {
      const { cells: all, memory: kept } = givenRef.current
      const place = index ?? within(kept.now().at, all)
      const cell = all[place]
      if (!cell) return
      kept.keep({ at: place })
      void navigate({
        to: '/projects/$id/items/$task',
        params: { id, task: cell.task_id },
        search: { marks: cell.annotation.id },
      })
    },
    [navigate, id, givenRef],
  )
  const mark = (said: string): void => {
    const before = memory.now()
    const cell = cells[within(before.at, cells)]
    if (cell) keep({ marks: toggled(before.marks, cell, said) })
  }
  const say = (place: number): void => {
    setWhy(place)
    mark(whys[place] ?? '')
  }
  const more = useCallback(() => {
    if (sheet.hasNextPage && !sheet.isFetchingNextPage) void sheet.fetchNextPage()
  }, [sheet])
  useSheetKeys({
    whys,
    say,
    mark: () => mark(words),
    words: () => judges && cells[at] && setDeed('words'),
    open: () => open(),
    outline: () => setOutlined(!outlined),
    changeClass: () => marks.size > 0 && setDeed('class'),
    clear: () => keep({ marks: NO_MARKS }),
  })
  const setSearch = (change: SheetSearch): void => void navigate({ search: change, replace: true })

  return (
    <main id="main" tabIndex={-1} className={classes.page}>
      <SheetBar
        project={id}
        ontology={ontology}
        cls={cls}
        search={search}
        judges={judges}
        total={sheet.isSuccess ? total : null}
        whole={whole}
        size={size}
        outlined={outlined}
        onSearch={setSearch}
        onSize={setSize}
        onOutlined={setOutlined}
      />
      <div className={classes.body}>
        {sheet.error && (
          <div style={{ padding: '1rem' }}>
            <ProblemView error={sheet.error} onRetry={() => void sheet.refetch()} />
          </div>
        )}
        {sheet.isSuccess && !ready && (
          <Empty
            icon={<IconLayoutGrid size={44} stroke={1.4} />}
            title={t(mine ? 'noneWaits' : 'none', { name: cls })}
            alone
          >
            {t(mine ? 'noneWaitsText' : 'noneText')}
          </Empty>
        )}
        {ready && (
          <SheetGrid
            key={`${cls} ${sort} ${String(mine)}`}
            pages={pages}
            total={total}
            at={at}
            marks={marks}
            sort={sort}
            ontology={ontology}
            size={size}
            outlined={outlined}
            list={list}
            onStep={step}
            onMark={() => mark(words)}
            onPress={press}
            onOpen={open}
            onMore={more}
          />
        )}
      </div>
      {/* Stays while it empties the sheet, to say so and to lead back. */}
      <div className={classes.deeds} hidden={!ready}>
        {judges ? (
          <Deeds
            project={id}
            ontology={ontology}
            marks={marks}
            whys={whys}
            why={why}
            asked={deed}
            onAsked={setDeed}
            onWhy={setWhy}
            onSay={mark}
            onMarks={(next) => keep({ marks: next })}
            onDone={focus}
          />
        ) : (
          <Text size="xs" c="dimmed">
            {t('lookOnly')}
          </Text>
        )}
      </div>
    </main>
  )
}

/** A place among the cells, the nearest where there is none. */
function within(place: number, cells: readonly SheetCell[]): number {
  return Math.max(0, Math.min(place, cells.length - 1))
}

function between(cells: readonly SheetCell[], from: number, to: number): readonly SheetCell[] {
  return cells.slice(Math.min(from, to), Math.max(from, to) + 1)
}
