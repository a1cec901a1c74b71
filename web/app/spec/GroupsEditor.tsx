// The questions that tags answer.
import { ActionIcon, Button, Checkbox, SegmentedControl, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { GroupDocument } from '@client/types'
import type { DocumentEditorProps } from './ClassesEditor'
import { tidy } from './edit'

export function GroupsEditor({ document, disabled = false, onChange }: DocumentEditorProps) {
  const { t } = useTranslation('settings')
  const groups = document.groups ?? []
  const set = (next: readonly GroupDocument[]): void => onChange({ ...document, groups: next })
  const change = (index: number, changes: Partial<GroupDocument>): void =>
    set(
      groups.map((group, at) =>
        at === index ? { ...tidy({ ...group, ...changes }), name: changes.name ?? group.name } : group,
      ),
    )
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      <Text size="sm" c="dimmed">
        {t('groupsHint')}
      </Text>
      {groups.map((group, index) => (
        <div key={index} className="lw-row">
          <TextInput
            className="lw-grow"
            aria-label={t('groupName')}
            value={group.name}
            disabled={disabled}
            onChange={(event) => change(index, { name: event.currentTarget.value })}
          />
          <SegmentedControl
            disabled={disabled}
            value={group.pick ?? 'many'}
            onChange={(pick) => change(index, { pick: pick as 'one' | 'many' })}
            data={[
              { value: 'one', label: t('pickOne') },
              { value: 'many', label: t('pickMany') },
            ]}
          />
          <Checkbox
            label={t('required')}
            checked={group.required ?? false}
            disabled={disabled}
            onChange={(event) => change(index, { required: event.currentTarget.checked })}
          />
          {!disabled && (
            <ActionIcon
              aria-label={t('removeGroup', { name: group.name })}
              onClick={() => set(groups.filter((_, at) => at !== index))}
            >
              <IconTrash size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
      {!disabled && (
        <div>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => set([...groups, { name: '', pick: 'one' }])}
          >
            {t('addGroup')}
          </Button>
        </div>
      )}
    </div>
  )
}
