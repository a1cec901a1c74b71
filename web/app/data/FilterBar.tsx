// The filters of the data page: a search field, chips for what is set, a menu for more, saved views, the order.
import { ActionIcon, Button, Menu, NativeSelect, Popover, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconFilter, IconSearch, IconTags, IconX } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMembers, useProject } from '@client/queries/projects'
import { useSpec } from '@client/queries/spec'
import { count } from '@ui/format'
import {
  chipsOf,
  SORTS,
  STATES,
  withChip,
  withoutChip,
  withoutChips,
  type Chip,
  type DataSearch,
  type Sort,
} from './filters'
import { useStageName } from '../spec/stageName'
import { useGivenName } from './givenName'
import { SavedViews } from './SavedViews'
import classes from './Data.module.css'

interface FilterBarProps {
  readonly project: string
  readonly search: DataSearch
  readonly total: { readonly count: number; readonly exact: boolean } | undefined
  readonly onChange: (search: DataSearch) => void
  readonly children: ReactNode
}

export function FilterBar({ project, search, total, onChange, children }: FilterBarProps) {
  const { t } = useTranslation('data')
  const chips = chipsOf(search).filter((chip) => chip.field !== 'text')
  const name = useChipName(project)
  return (
    <>
      <div className="lw-row" style={{ flexWrap: 'wrap', rowGap: 6 }}>
        <SearchField search={search} onChange={onChange} />
        <FilterMenu project={project} onAdd={(chip) => onChange(withChip(search, chip))} />
        <SavedViews project={project} search={search} onChange={onChange} />
        <Text size="sm" c="dimmed" className="lw-num lw-grow" aria-live="polite" style={{ whiteSpace: 'nowrap' }}>
          {total &&
            `${total.exact ? '' : `${t('about')} `}${t('count', { count: total.count, formatted: count(total.count) })}`}
        </Text>
        <NativeSelect
          aria-label={t('sort')}
          w={150}
          value={search.sort ?? 'seq'}
          onChange={(event) => {
            const { sort: _, ...rest } = search
            const sort = event.currentTarget.value as Sort
            onChange(sort === 'seq' ? rest : { ...rest, sort })
          }}
          data={SORTS.map((sort) => ({ value: sort, label: t(`sorts.${sort}`) }))}
        />
        {children}
      </div>
      {chips.length > 0 && (
        <div className="lw-row" style={{ gap: 6, flexWrap: 'wrap' }}>
          {chips.map((chip) => (
            <span key={`${chip.field}.${chip.key ?? ''}`} className={classes.chip}>
              <span>{name(chip)}</span>
              <ActionIcon
                size={18}
                aria-label={t('removeFilter', { name: name(chip) })}
                onClick={() => onChange(withoutChip(search, chip))}
              >
                <IconX size={12} />
              </ActionIcon>
            </span>
          ))}
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onChange(withoutChips(search))}>
            {t('clearFilters')}
          </Button>
        </div>
      )}
    </>
  )
}

function SearchField({ search, onChange }: Pick<FilterBarProps, 'search' | 'onChange'>) {
  const { t } = useTranslation('data')
  const [text, setText] = useState(search.text ?? '')
  const [known, setKnown] = useState(search.text ?? '')
  // The filter was changed elsewhere, such as by a saved view: the field follows.
  if ((search.text ?? '') !== known) {
    setKnown(search.text ?? '')
    if (search.text !== text.trim()) setText(search.text ?? '')
  }
  const apply = useDebouncedCallback((value: string) => {
    onChange(value ? withChip(search, { field: 'text', value }) : withoutChip(search, { field: 'text', value: '' }))
  }, 300)
  return (
    <TextInput
      w={240}
      leftSection={<IconSearch size={16} />}
      placeholder={t('searchPlaceholder')}
      aria-label={t('searchPlaceholder')}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        apply(event.currentTarget.value.trim())
      }}
    />
  )
}

const VERDICTS = ['accept', 'fix', 'reject'] as const

function FilterMenu({ project, onAdd }: { project: string; onAdd: (chip: Chip) => void }) {
  const { t } = useTranslation('data')
  const { t: common } = useTranslation('common')
  const stageName = useStageName()
  const stages = useProject(project).data?.counts.by_stage ?? []
  const names = useSpec(project).data?.document.classes.map((cls) => cls.name) ?? []
  const members = useMembers(project).data ?? []
  const choices: readonly {
    field: Exclude<Chip['field'], 'text' | 'overdue' | 'meta'>
    values: readonly { value: string; label: string; given?: { what: string } }[]
  }[] = [
    { field: 'stage', values: stages.map((stage, index) => ({ value: String(index), label: stageName(stage.name) })) },
    { field: 'state', values: STATES.map((state) => ({ value: state, label: common(`states.${state}`) })) },
    { field: 'class', values: names.map((name) => ({ value: name, label: name })) },
    {
      field: 'annotator',
      values: members.map((member) => ({ value: member.user_id, label: member.name || member.email })),
    },
    {
      field: 'given',
      values: VERDICTS.map((what) => ({ value: what, label: t(`outcomes.${what}`), given: { what } })),
    },
  ]
  return (
    <>
      <Menu position="bottom-start" width={190}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconFilter size={16} />}>
            {t('addFilter')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {choices.map(({ field, values }) => (
            <Menu.Sub key={field}>
              <Menu.Sub.Target>
                <Menu.Sub.Item disabled={values.length === 0}>{t(`filters.${field}`)}</Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown mah={360} style={{ overflowY: 'auto' }}>
                {values.map(({ label, ...chosen }) => (
                  <Menu.Item key={chosen.value} onClick={() => onAdd({ field, ...chosen })}>
                    {label}
                  </Menu.Item>
                ))}
              </Menu.Sub.Dropdown>
            </Menu.Sub>
          ))}
          <Menu.Item onClick={() => onAdd({ field: 'overdue', value: 'true' })}>{t('overdue')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <MetaFilter onAdd={onAdd} />
    </>
  )
}

function MetaFilter({ onAdd }: { onAdd: (chip: Chip) => void }) {
  const { t } = useTranslation('data')
  const [opened, setOpened] = useState(false)
  const [key, setKey] = useState('')
  const [value, setValue] = useState('')
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconTags size={16} />} onClick={() => setOpened(!opened)}>
          {t('filters.meta')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (!key.trim() || !value.trim()) return
            onAdd({ field: 'meta', key: key.trim(), value: value.trim() })
            setOpened(false)
          }}
        >
          <Stack gap="xs">
            <TextInput
              label={t('metaKey')}
              data-autofocus
              value={key}
              onChange={(event) => setKey(event.currentTarget.value)}
            />
            <TextInput label={t('metaValue')} value={value} onChange={(event) => setValue(event.currentTarget.value)} />
            <Button type="submit">{t('apply')}</Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

function useChipName(project: string): (chip: Chip) => string {
  const { t } = useTranslation('data')
  const { t: common } = useTranslation('common')
  const stageName = useStageName()
  const stages = useProject(project).data?.counts.by_stage ?? []
  const members = useMembers(project).data ?? []
  const givenName = useGivenName(project)
  return ({ field, key, value, given }) => {
    if (given) return givenName(given)
    const shown: Record<Chip['field'], () => string | undefined> = {
      stage: () => stageName(stages[Number(value)]?.name ?? value),
      state: () => STATES.filter((state) => state === value).map((state) => common(`states.${state}`))[0],
      annotator: () => members.find((member) => member.user_id === value)?.name,
      class: () => value,
      text: () => value,
      meta: () => value,
      overdue: () => value,
      given: () => value,
    }
    if (field === 'overdue') return t('overdue')
    return `${field === 'meta' ? (key ?? '') : t(`filters.${field}`)}: ${shown[field]() ?? value}`
  }
}
