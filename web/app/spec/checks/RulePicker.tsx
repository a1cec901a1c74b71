// The rules that a check may follow, found by a word of what they are for.
import { Badge, Button, Combobox, Text, useCombobox } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParts, type RulePart } from '@client/queries/parts'
import type { ClassDocument, Part } from '@client/types'
import { matchingRules } from './checks'

interface RulePickerProps {
  readonly rules: readonly RulePart[]
  readonly classes: readonly ClassDocument[]
  readonly onPick: (rule: RulePart) => void
}

export function RulePicker({ rules, classes, onPick }: RulePickerProps) {
  const { t } = useTranslation('checks')
  const [query, setQuery] = useState('')
  const combobox = useCombobox({
    onDropdownOpen: () => combobox.focusSearchInput(),
    onDropdownClose: () => {
      combobox.resetSelectedOption()
      setQuery('')
    },
  })
  const { fitting, others } = matchingRules(rules, query, classes)
  const pick = (name: string): void => {
    const rule = rules.find((one) => one.name === name)
    combobox.closeDropdown()
    if (rule) onPick(rule)
  }
  return (
    <Combobox store={combobox} width={460} position="bottom-start" shadow="md" onOptionSubmit={pick}>
      <Combobox.Target withAriaAttributes={false}>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          aria-haspopup="listbox"
          aria-expanded={combobox.dropdownOpened}
          onClick={() => combobox.toggleDropdown()}
          style={{ justifySelf: 'start' }}
        >
          {t('form.add')}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          leftSection={<IconSearch size={16} />}
          placeholder={t('form.searchRules')}
          aria-label={t('form.searchRules')}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value)
            combobox.updateSelectedOptionIndex()
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') combobox.focusTarget()
          }}
        />
        <Combobox.Options mah={420} style={{ overflowY: 'auto' }} aria-label={t('form.rules')}>
          <Group label={t('form.forClasses')} rules={fitting} />
          <Group label={t('form.notForClasses')} rules={others} />
          {fitting.length + others.length === 0 && <Combobox.Empty>{t('form.noRule')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function Group({ label, rules }: { readonly label: string; readonly rules: readonly RulePart[] }) {
  const { t } = useTranslation('checks')
  const types = useParts('labels').data ?? []
  if (rules.length === 0) return null
  return (
    <Combobox.Group label={label}>
      {rules.map(({ name, title, summary, labels, usual, compares }) => (
        <Combobox.Option key={name} value={name}>
          <span className="lw-row" style={{ gap: 6 }}>
            <Text span fw={600} size="sm" className="lw-grow">
              {title}
            </Text>
            {usual && <Badge title={t('form.usualHint')}>{t('form.usual')}</Badge>}
            {compares && (
              <Badge color="gray" title={t('form.comparesHint')}>
                {t('form.compares')}
              </Badge>
            )}
          </span>
          <Text size="xs" c="dimmed">
            {summary}
          </Text>
          <Text size="xs" c="dimmed">
            {labels.length === types.length
              ? t('form.looksAtAll')
              : t('form.looksAt', {
                  types: types
                    .filter(({ name }) => labels.includes(name))
                    .map(titleOf)
                    .join(', '),
                })}
          </Text>
        </Combobox.Option>
      ))}
    </Combobox.Group>
  )
}

function titleOf({ name, title = name }: Part): string {
  return title.toLowerCase()
}
