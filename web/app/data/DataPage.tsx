// A project's items: filtered, ordered, as a list or a gallery of any size, with what can be done to many at once.
import { Button, Group, SegmentedControl } from '@mantine/core'
import { IconDownload, IconLayoutGrid, IconList, IconPhotoPlus, IconUpload } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProject } from '@client/queries/projects'
import { useWhyStuck } from '@client/queries/stuck'
import { useTaskCount, useTasks } from '@client/queries/tasks'
import type { TaskRow } from '@client/types'
import { Empty } from '@ui/Empty'
import { ProblemView } from '../ProblemView'
import { can } from '../roles'
import { ExportDialog } from '../transfer/ExportDialog'
import { ImportDialog } from '../transfer/ImportDialog'
import { BulkBar } from './BulkBar'
import { FilterBar } from './FilterBar'
import { chipsOf, filterBodyOf, filterOf, queryOf, withoutChips, type DataSearch } from './filters'
import { Gallery } from './Gallery'
import { ItemDrawer } from './ItemDrawer'
import { isSelected, NOTHING, sizeOf, toggle, type Selection } from './selection'
import { TaskList } from './TaskList'

const route = getRouteApi('/inside/projects/$id/data')

/** What the list and the gallery are given. */
export interface RowsProps {
  readonly project: string
  readonly rows: readonly TaskRow[]
  readonly hasMore: boolean
  readonly onMore: () => void
  readonly opened: string | null
  readonly selectable: boolean
  readonly isSelected: (id: string) => boolean
  readonly onOpen: (id: string) => void
  readonly onSelect: (id: string, range: boolean) => void
  /** Why items are stuck, by their ids, for those who are told. */
  readonly whyStuck: ReadonlyMap<string, string>
}

export function DataPage() {
  const { id } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const setSearch = (next: DataSearch): void => void navigate({ search: next, replace: true })
  const role = useProject(id).data?.role ?? null
  const whyStuck = useWhyStuck(id, can(role, 'manage'))
  const [dialog, setDialog] = useState<'import' | 'export' | null>(null)
  const [selection, setSelection] = useState<Selection>(NOTHING)
  const tasks = useTasks(id, queryOf(search))
  const total = useTaskCount(id, filterOf(search)).data
  const rows = useMemo(() => tasks.data?.pages.flatMap((page) => page.items) ?? [], [tasks.data])
  const order = useMemo(() => rows.map((row) => row.id), [rows])
  const bodyFilter = useMemo(() => filterBodyOf(search), [search])
  const count = total?.count ?? rows.length
  const open = (task: string | null): void => {
    const { task: _, ...rest } = search
    setSearch(task === null ? rest : { ...rest, task })
  }

  return (
    <main id="main" tabIndex={-1} style={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      <div
        style={{
          padding: '0.625rem 0.875rem',
          display: 'grid',
          gap: 8,
          borderBottom: '1px solid var(--lw-line)',
          background: 'var(--lw-surface)',
        }}
      >
        <FilterBar project={id} search={search} total={total} onChange={setSearch}>
          <LayoutSwitch search={search} onChange={setSearch} />
          {can(role, 'manage') && (
            <Group gap={6} wrap="nowrap">
              <Button variant="default" leftSection={<IconUpload size={16} />} onClick={() => setDialog('import')}>
                <ImportText />
              </Button>
              <Button variant="default" leftSection={<IconDownload size={16} />} onClick={() => setDialog('export')}>
                <ExportText />
              </Button>
            </Group>
          )}
        </FilterBar>
      </div>
      {sizeOf(selection, count) > 0 && (
        <BulkBar
          project={id}
          selection={selection}
          filter={bodyFilter}
          rows={rows}
          total={count}
          role={role}
          onSelection={setSelection}
        />
      )}
      <div style={{ flex: 1, minHeight: 0, position: 'relative' }}>
        {tasks.error ? (
          <div style={{ padding: '1rem' }}>
            <ProblemView error={tasks.error} onRetry={() => void tasks.refetch()} />
          </div>
        ) : tasks.isSuccess && rows.length === 0 ? (
          <NoRows
            search={search}
            onClear={setSearch}
            {...(can(role, 'manage') ? { onImport: () => setDialog('import') } : {})}
          />
        ) : (
          <Rows
            layout={search.view ?? 'list'}
            project={id}
            rows={rows}
            hasMore={tasks.hasNextPage}
            onMore={() => {
              if (!tasks.isFetchingNextPage) void tasks.fetchNextPage()
            }}
            opened={search.task ?? null}
            selectable={can(role, 'review')}
            isSelected={(task) => isSelected(selection, task)}
            onOpen={open}
            onSelect={(task, range) => setSelection(toggle(selection, order, task, range))}
            whyStuck={whyStuck}
          />
        )}
      </div>
      <ItemDrawer project={id} task={search.task ?? null} order={order} role={role} onOpen={open} />
      <ImportDialog project={id} opened={dialog === 'import'} onClose={() => setDialog(null)} />
      <ExportDialog project={id} filter={bodyFilter} opened={dialog === 'export'} onClose={() => setDialog(null)} />
    </main>
  )
}

function Rows({ layout, ...props }: RowsProps & { layout: 'list' | 'gallery' }) {
  return layout === 'gallery' ? <Gallery {...props} /> : <TaskList {...props} />
}

function ImportText() {
  const { t } = useTranslation('data')
  return t('import')
}

function ExportText() {
  const { t } = useTranslation('data')
  return t('export')
}

function LayoutSwitch({ search, onChange }: { search: DataSearch; onChange: (search: DataSearch) => void }) {
  const { t } = useTranslation('data')
  const choose = (layout: string): void => {
    const { view: _, ...rest } = search
    onChange(layout === 'gallery' ? { ...rest, view: 'gallery' } : rest)
  }
  return (
    <SegmentedControl
      aria-label={t('layout')}
      value={search.view ?? 'list'}
      onChange={choose}
      data={[
        { value: 'list', label: <IconList size={16} aria-label={t('list')} style={{ display: 'block' }} /> },
        {
          value: 'gallery',
          label: <IconLayoutGrid size={16} aria-label={t('gallery')} style={{ display: 'block' }} />,
        },
      ]}
    />
  )
}

function NoRows({
  search,
  onClear,
  onImport,
}: {
  search: DataSearch
  onClear: (search: DataSearch) => void
  onImport?: () => void
}) {
  const { t } = useTranslation('data')
  if (chipsOf(search).length > 0) {
    return (
      <Empty
        title={t('noMatch')}
        action={
          <Button variant="default" onClick={() => onClear(withoutChips(search))}>
            {t('clearFilters')}
          </Button>
        }
      >
        {t('noMatchText')}
      </Empty>
    )
  }
  return (
    <Empty
      icon={<IconPhotoPlus size={44} stroke={1.4} />}
      title={t('emptyTitle')}
      action={onImport && <Button onClick={onImport}>{t('import')}</Button>}
    >
      {t('emptyText')}
    </Empty>
  )
}
