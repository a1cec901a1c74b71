// The attributes of a class: what is asked of each of its annotations.
import { ActionIcon, Button, Checkbox, NativeSelect, NumberInput, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttributeDocument, AttributeKind } from '@client/types'
import { ATTRIBUTE_KINDS, KEYED_KINDS, kindOf, optionsFrom, tidy, withKind } from './edit'

export interface AttributesEditorProps {
  readonly attributes: readonly AttributeDocument[]
  readonly disabled: boolean
  readonly onChange: (attributes: readonly AttributeDocument[]) => void
}

export function AttributesEditor({ attributes, disabled, onChange }: AttributesEditorProps) {
  const { t } = useTranslation('settings')
  const replace = (index: number, next: AttributeDocument): void =>
    onChange(attributes.map((attribute, at) => (at === index ? next : attribute)))
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      <div className="lw-row">
        <Text fw={550} className="lw-grow">
          {t('attributes')}
        </Text>
        {!disabled && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} />}
            onClick={() => onChange([...attributes, { name: '', one_of: [] }])}
          >
            {t('addAttribute')}
          </Button>
        )}
      </div>
      {attributes.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('noAttributes')}
        </Text>
      )}
      {attributes.map((attribute, index) => (
        <AttributeRow
          key={index}
          attribute={attribute}
          disabled={disabled}
          onChange={(next) => replace(index, next)}
          onRemove={() => onChange(attributes.filter((_, at) => at !== index))}
        />
      ))}
    </div>
  )
}

interface RowProps {
  readonly attribute: AttributeDocument
  readonly disabled: boolean
  readonly onChange: (attribute: AttributeDocument) => void
  readonly onRemove: () => void
}

function AttributeRow({ attribute, disabled, onChange, onRemove }: RowProps) {
  const { t } = useTranslation('settings')
  return (
    <div className="lw-row" style={{ alignItems: 'flex-start', flexWrap: 'wrap', gap: 8 }}>
      <TextInput
        aria-label={t('attributeName')}
        placeholder={t('attributeName')}
        w={150}
        value={attribute.name}
        disabled={disabled}
        onChange={(event) => onChange({ ...attribute, name: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t('attributeKind')}
        w={130}
        data={ATTRIBUTE_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        value={kindOf(attribute)}
        disabled={disabled}
        onChange={(event) => onChange(withKind(attribute, event.currentTarget.value as AttributeKind))}
      />
      <Question attribute={attribute} disabled={disabled} onChange={onChange} />
      {KEYED_KINDS.includes(kindOf(attribute)) && (
        <TextInput
          aria-label={t('attributeKey')}
          title={t('attributeKeyHint')}
          placeholder={t('key')}
          w={56}
          maxLength={1}
          value={attribute.key ?? ''}
          disabled={disabled}
          onChange={(event) => onChange(changed(attribute, { key: event.currentTarget.value.trim().toLowerCase() }))}
        />
      )}
      <Checkbox
        label={t('required')}
        mt={7}
        checked={attribute.required ?? false}
        disabled={disabled}
        onChange={(event) => onChange(changed(attribute, { required: event.currentTarget.checked }))}
      />
      {!disabled && (
        <ActionIcon mt={3} aria-label={t('removeAttribute', { name: attribute.name })} onClick={onRemove}>
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </div>
  )
}

function Question({ attribute, disabled, onChange }: Omit<RowProps, 'onRemove'>) {
  const kind = kindOf(attribute)
  if (kind === 'one_of' || kind === 'any_of') {
    return <Options kind={kind} attribute={attribute} disabled={disabled} onChange={onChange} />
  }
  if (kind === 'number') return <Range attribute={attribute} disabled={disabled} onChange={onChange} />
  return <span className="lw-grow" />
}

function Options({ kind, attribute, disabled, onChange }: Omit<RowProps, 'onRemove'> & { kind: 'one_of' | 'any_of' }) {
  const { t } = useTranslation('settings')
  const options = attribute[kind] ?? []
  const [text, setText] = useState(options.join(', '))
  return (
    <>
      <TextInput
        aria-label={t('options')}
        placeholder={t('optionsPlaceholder')}
        className="lw-grow"
        miw={160}
        value={text}
        disabled={disabled}
        onChange={(event) => {
          setText(event.currentTarget.value)
          onChange({ ...attribute, [kind]: optionsFrom(event.currentTarget.value) })
        }}
      />
      {kind === 'one_of' && (
        <NativeSelect
          aria-label={t('default')}
          w={130}
          data={[{ value: '', label: t('noDefault') }, ...options]}
          value={typeof attribute.default === 'string' ? attribute.default : ''}
          disabled={disabled}
          onChange={(event) => onChange(changed(attribute, { default: event.currentTarget.value }))}
        />
      )}
    </>
  )
}

function Range({ attribute, disabled, onChange }: Omit<RowProps, 'onRemove'>) {
  const { t } = useTranslation('settings')
  const range = typeof attribute.number === 'object' ? attribute.number : {}
  const set = (bound: 'min' | 'max', value: string | number): void => {
    const next = tidy({ ...range, [bound]: typeof value === 'number' ? value : undefined })
    onChange({ ...attribute, number: Object.keys(next).length > 0 ? next : true })
  }
  return (
    <div className="lw-row lw-grow">
      <NumberInput
        w={90}
        placeholder={t('minimum')}
        aria-label={t('minimum')}
        hideControls
        disabled={disabled}
        value={range.min ?? ''}
        onChange={(value) => set('min', value)}
      />
      <NumberInput
        w={90}
        placeholder={t('maximum')}
        aria-label={t('maximum')}
        hideControls
        disabled={disabled}
        value={range.max ?? ''}
        onChange={(value) => set('max', value)}
      />
    </div>
  )
}

/** The attribute with changes; keys that say nothing go, the question always stays. */
function changed(attribute: AttributeDocument, changes: Partial<AttributeDocument>): AttributeDocument {
  const kind = kindOf(attribute)
  return { ...tidy({ ...attribute, ...changes }), name: attribute.name, [kind]: attribute[kind] }
}
