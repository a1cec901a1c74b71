// One class: a line with colour, name, type and key, and its details when opened.
import {
  ActionIcon,
  ColorInput,
  NativeSelect,
  Popover,
  SimpleGrid,
  Text,
  TextInput,
  Textarea,
  UnstyledButton,
  ColorPicker,
} from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Place } from '@client/problem'
import { useParts } from '@client/queries/parts'
import type { ClassDocument, SpecDocument } from '@client/types'
import { classColor, PALETTE } from '@ui/colors'
import { AttributesEditor } from './AttributesEditor'
import { answersGroups } from './edit'
import { TypeOptions } from './TypeOptions'

export interface ClassRowProps {
  readonly cls: ClassDocument
  readonly document: SpecDocument
  readonly disabled: boolean
  readonly opened: boolean
  /** What the server finds wrong with it. */
  readonly problems?: readonly Place[]
  readonly onToggle: () => void
  readonly onChange: (changes: Partial<ClassDocument>) => void
  readonly onRemove: () => void
  readonly onMove: (step: 1 | -1) => void
}

export function ClassRow(props: ClassRowProps) {
  const { cls, document, disabled, opened, problems = [], onToggle, onChange, onRemove, onMove } = props
  const { t } = useTranslation('settings')
  const types = useTypes(document.media, cls.type)
  const twin = cls.key ? document.classes.find((other) => other !== cls && other.key === cls.key) : undefined
  return (
    <div className="lw-panel" style={{ padding: '0.375rem 0.5rem' }}>
      <div className="lw-row" style={{ gap: 6 }}>
        <ActionIcon aria-label={t('expand', { name: cls.name })} aria-expanded={opened} onClick={onToggle}>
          {opened ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
        </ActionIcon>
        <ColorButton
          color={cls.color || classColor(cls.name)}
          disabled={disabled}
          onChange={(color) => onChange({ color })}
        />
        <TextInput
          aria-label={t('className')}
          className="lw-grow"
          value={cls.name}
          disabled={disabled}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <NativeSelect
          aria-label={t('classType')}
          w={110}
          data={types}
          value={cls.type}
          disabled={disabled}
          onChange={(event) => onChange({ type: event.currentTarget.value })}
        />
        <TextInput
          aria-label={t('key')}
          title={twin ? t('keyTaken', { name: twin.name }) : t('keyHint')}
          w={46}
          maxLength={1}
          error={twin !== undefined}
          value={cls.key ?? ''}
          disabled={disabled}
          styles={{ input: { textAlign: 'center' } }}
          onChange={(event) => onChange({ key: event.currentTarget.value.trim() })}
        />
        {!disabled && (
          <>
            <ActionIcon aria-label={t('moveUp')} onClick={() => onMove(-1)}>
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon aria-label={t('moveDown')} onClick={() => onMove(1)}>
              <IconArrowDown size={16} />
            </ActionIcon>
            <ActionIcon aria-label={t('removeClass', { name: cls.name })} onClick={onRemove}>
              <IconTrash size={16} />
            </ActionIcon>
          </>
        )}
      </div>
      {opened && <Details {...props} />}
      {problems.map(({ message, remedy = '' }, index) => (
        <Text key={index} size="xs" c="red" role="alert" pl="2.4rem" pb={4}>
          {`${message} ${remedy}`.trim()}
        </Text>
      ))}
    </div>
  )
}

function Details({ cls, document, disabled, onChange }: ClassRowProps) {
  const { t } = useTranslation('settings')
  const parents = document.classes
    .filter((other) => other !== cls && other.parent !== cls.name)
    .map((other) => other.name)
  const groups = (document.groups ?? []).map((group) => group.name)
  return (
    <div style={{ padding: '0.75rem 0.5rem 0.5rem 2.4rem', display: 'grid', gap: 12 }}>
      <Textarea
        label={t('classDescription')}
        autosize
        minRows={2}
        value={cls.description ?? ''}
        disabled={disabled}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
      <SimpleGrid cols={2}>
        <NativeSelect
          label={t('parent')}
          data={[{ value: '', label: t('noParent') }, ...parents]}
          value={cls.parent ?? ''}
          disabled={disabled}
          onChange={(event) => onChange({ parent: event.currentTarget.value })}
        />
        {answersGroups(cls.type) && (
          <NativeSelect
            label={t('group')}
            data={[{ value: '', label: t('noGroup') }, ...groups]}
            value={cls.group ?? ''}
            disabled={disabled}
            onChange={(event) => onChange({ group: event.currentTarget.value })}
          />
        )}
      </SimpleGrid>
      <TypeOptions cls={cls} disabled={disabled} onChange={onChange} />
      <AttributesEditor
        attributes={cls.attributes ?? []}
        disabled={disabled}
        onChange={(attributes) => onChange({ attributes })}
      />
    </div>
  )
}

function ColorButton({
  color,
  disabled,
  onChange,
}: {
  color: string
  disabled: boolean
  onChange: (color: string) => void
}) {
  const { t } = useTranslation('settings')
  return (
    <Popover position="bottom-start" shadow="md" withinPortal>
      <Popover.Target>
        <UnstyledButton
          aria-label={`${t('color')} ${color}`}
          disabled={disabled}
          style={{ width: 24, height: 24, borderRadius: 6, background: color, flex: 'none' }}
        />
      </Popover.Target>
      <Popover.Dropdown>
        <ColorPicker
          fullWidth
          format="hex"
          value={color}
          onChange={onChange}
          swatches={[...PALETTE]}
          swatchesPerRow={6}
        />
        <ColorInput
          mt="xs"
          aria-label={t('color')}
          withPicker={false}
          withEyeDropper={false}
          value={color}
          onChange={onChange}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

/** The label types for the medium; the class's own is always among them. */
function useTypes(media: string, own: string): string[] {
  const parts = useParts('labels').data ?? []
  const fitting = parts.filter((part) => part.media?.includes(media) ?? true).map((part) => part.name)
  return fitting.includes(own) ? fitting : [own, ...fitting]
}
