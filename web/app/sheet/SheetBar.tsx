// What a sheet shows: which class, in which order, whose, how large; and how many there are.
import { ActionIcon, NativeSelect, SegmentedControl, Text, Tooltip } from '@mantine/core'
import { IconVectorTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Ontology } from '@editor'
import { SHEET_SORTS, type SheetSort } from '@client/queries/sheet'
import { ClassDot } from '@ui/ClassDot'
import { tally } from '@ui/format'
import { useKnowsWho } from '../knowsWho'
import { useClassColors } from '../spec/colors'
import { parseSheetSearch, type SheetSearch } from './search'
import { SIZES, type TileSize } from './SheetGrid'
import classes from './Sheet.module.css'

interface SheetBarProps {
  readonly project: string
  readonly ontology: Ontology
  readonly cls: string
  readonly search: SheetSearch
  readonly judges: boolean
  /** Null while it is not known. */
  readonly total: number | null
  readonly whole: boolean
  readonly size: TileSize
  readonly outlined: boolean
  readonly onSearch: (search: SheetSearch) => void
  readonly onSize: (size: TileSize) => void
  readonly onOutlined: (outlined: boolean) => void
}

export function SheetBar({
  project,
  ontology,
  cls,
  search,
  judges,
  total,
  whole,
  size,
  outlined,
  ...on
}: SheetBarProps) {
  const { t } = useTranslation('sheet')
  const color = useClassColors()
  const sorts = useSorts(project)
  return (
    <div className={classes.bar}>
      <NativeSelect
        aria-label={t('class')}
        w={180}
        leftSection={<ClassDot name={cls} color={color(cls)} />}
        value={cls}
        onChange={(event) => on.onSearch({ ...search, class: event.currentTarget.value })}
        data={ontology.classes.map(({ name }) => name)}
      />
      <NativeSelect
        aria-label={t('sort')}
        w={190}
        value={search.sort ?? 'seq'}
        onChange={(event) => on.onSearch(parseSheetSearch({ ...search, sort: event.currentTarget.value }))}
        data={sorts.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
      />
      {judges && (
        <SegmentedControl
          aria-label={t('which')}
          value={search.all ? 'all' : 'mine'}
          onChange={(value) => on.onSearch(parseSheetSearch({ ...search, all: value === 'all' }))}
          data={[
            { value: 'mine', label: t('mine') },
            { value: 'all', label: t('all') },
          ]}
        />
      )}
      <Text
        size="sm"
        c="dimmed"
        className="lw-num lw-grow"
        aria-live="polite"
        title={whole ? undefined : t('notWhole')}
      >
        {total !== null && t('count', { count: total, formatted: tally(total, whole) })}
      </Text>
      <Tooltip label={`${t('outlines')} (H)`}>
        <ActionIcon
          size={34}
          variant={outlined ? 'light' : 'subtle'}
          color={outlined ? 'accent' : 'gray'}
          aria-label={t('outlines')}
          aria-pressed={outlined}
          onClick={() => on.onOutlined(!outlined)}
        >
          <IconVectorTriangle size={18} />
        </ActionIcon>
      </Tooltip>
      <SegmentedControl
        aria-label={t('size')}
        value={size}
        onChange={(value) => on.onSize(value as TileSize)}
        data={SIZES.map((one) => ({ value: one, label: t(`sizes.${one}`) }))}
      />
    </div>
  )
}

/** The orders that the reader may ask for: where names are hidden, none goes by them. */
function useSorts(project: string): readonly SheetSort[] {
  const knowsWho = useKnowsWho(project)
  return SHEET_SORTS.filter((sort) => sort !== 'annotator' || knowsWho)
}
