// The selection: its class, its attributes, its note.
import { Button, Checkbox, Group, NativeSelect, NumberInput, Text, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  canBecome,
  fitsAttribute,
  missingAttributes,
  type Annotation,
  type Attribute,
  type AttributeValue,
  type Class,
  type Editor,
  type EditorState,
} from '@editor'
import { Keys } from '@ui/Keys'
import { useAnnotation, useEditorState } from './useEditor'
import classes from './Label.module.css'

const selectionOf = (state: EditorState) => state.selection

export function Inspector({ editor }: { editor: Editor }) {
  const { t } = useTranslation('label')
  const selection = useEditorState(editor, selectionOf)
  const [only] = selection
  if (selection.size === 0 || only === undefined) {
    return (
      <Text size="sm" c="dimmed" p="sm">
        {t('nothingSelected')}
      </Text>
    )
  }
  return (
    <div className={classes.inspector}>
      {selection.size > 1 && <Text fw={550}>{t('selected', { count: selection.size })}</Text>}
      <Selected editor={editor} ids={[...selection]} first={only} />
    </div>
  )
}

function Selected({ editor, ids, first }: { editor: Editor; ids: readonly string[]; first: string }) {
  const { t } = useTranslation('label')
  const annotation = useAnnotation(editor, first)
  const readonly = useEditorState(editor, (state) => state.readonly)
  if (!annotation) return null
  const same = ids.every((id) => editor.document.get(id)?.class === annotation.class)
  const cls = editor.classOf(annotation.class)
  const fitting = editor.ontology.classes.filter((other) => canBecome(editor, annotation, other))
  const titleOf = (other: Class) =>
    other.type === annotation.type ? other.name : `${other.name} (${editor.labels.get(other.type)?.title})`
  return (
    <>
      <NativeSelect
        label={t('class')}
        size="xs"
        disabled={readonly}
        data={[
          ...(same ? [] : [{ value: '', label: t('severalClasses'), disabled: true }]),
          ...fitting.map((other) => ({ value: other.name, label: titleOf(other) })),
        ]}
        value={same ? annotation.class : ''}
        onChange={(event) => editor.commands.run('annotation.class', { name: event.currentTarget.value })}
      />
      {same &&
        cls?.attributes?.map((attribute) => (
          <AttributeField
            key={attribute.name}
            attribute={attribute}
            annotation={annotation}
            disabled={readonly}
            missing={missingAttributes(annotation.attributes, cls).includes(attribute.name)}
            keyCap={editor.commands.keyFor(`attribute.${cls.name}.${attribute.name}`)}
            onChange={(value) => editor.commands.run('annotation.attribute', { name: attribute.name, value })}
          />
        ))}
      {ids.length === 1 && (
        <Textarea
          label={t('note')}
          size="xs"
          rows={1}
          classNames={{ input: classes.note ?? '' }}
          placeholder={t('notePlaceholder')}
          disabled={readonly}
          value={annotation.note ?? ''}
          onChange={(event) => editor.setNote(first, event.currentTarget.value)}
        />
      )}
    </>
  )
}

interface AttributeFieldProps {
  readonly attribute: Attribute
  readonly annotation: Annotation
  readonly disabled: boolean
  readonly missing: boolean
  /** The key that answers it; empty where there is none. */
  readonly keyCap: string
  readonly onChange: (value: AttributeValue | null) => void
}

function AttributeField(props: AttributeFieldProps) {
  const { attribute, annotation, disabled, missing, keyCap, onChange } = props
  const { t } = useTranslation('label')
  const value = annotation.attributes[attribute.name]
  const common = {
    label: <Named attribute={attribute} keyCap={keyCap} />,
    description: attribute.description,
    size: 'xs' as const,
    disabled,
    required: attribute.required ?? false,
    error: missing ? t('requiredMissing') : undefined,
  }
  switch (attribute.kind) {
    case 'boolean':
      return (
        <Checkbox {...common} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
      )
    case 'one_of':
      return <OneOf {...props} common={common} value={typeof value === 'string' ? value : ''} />
    case 'any_of':
      return (
        <Checkbox.Group
          {...common}
          value={Array.isArray(value) ? [...(value as readonly string[])] : []}
          onChange={(next) => onChange(next)}
        >
          <Group gap="sm" mt={4}>
            {(attribute.options ?? []).map((option) => (
              <Checkbox key={option} size="xs" value={option} label={option} disabled={disabled} />
            ))}
          </Group>
        </Checkbox.Group>
      )
    case 'number':
      return (
        <NumberInput
          // What was typed and is no number yet belongs to one object.
          key={annotation.id}
          {...common}
          {...(attribute.minimum === undefined ? {} : { min: attribute.minimum })}
          {...(attribute.maximum === undefined ? {} : { max: attribute.maximum })}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => {
            if (next === '') onChange(null)
            else if (typeof next === 'number' && fitsAttribute(attribute, next)) onChange(next)
          }}
        />
      )
    case 'text':
      return (
        <TextInput
          {...common}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      )
  }
}

function Named({ attribute, keyCap }: { attribute: Attribute; keyCap: string }) {
  return (
    <>
      {attribute.name}
      {keyCap && (
        <span aria-hidden style={{ marginLeft: 6 }}>
          <Keys keys={keyCap} size="xs" />
        </span>
      )}
    </>
  )
}

const FEW = 5

interface Common {
  readonly label: ReactNode
  readonly description: string | undefined
  readonly size: 'xs'
  readonly disabled: boolean
  readonly required: boolean
  readonly error: string | undefined
}

/** Few options as buttons in a row, many as a list. */
function OneOf({ attribute, common, value, onChange }: AttributeFieldProps & { common: Common; value: string }) {
  const { t } = useTranslation('label')
  const options = attribute.options ?? []
  if (options.length > FEW) {
    return (
      <NativeSelect
        {...common}
        data={[{ value: '', label: t('unset') }, ...options]}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
    )
  }
  return (
    <div role="group" aria-label={attribute.name}>
      <Text size="xs" fw={500} mb={3}>
        {common.label}
        {common.required && (
          <Text span c="var(--lw-bad)">
            {' '}
            *
          </Text>
        )}
      </Text>
      <Group gap={4}>
        {options.map((option) => (
          <Button
            key={option}
            size="compact-xs"
            variant={option === value ? 'filled' : 'default'}
            aria-pressed={option === value}
            disabled={common.disabled}
            onClick={() => onChange(option === value ? null : option)}
          >
            {option}
          </Button>
        ))}
      </Group>
      {common.error && (
        <Text size="xs" c="var(--lw-bad)">
          {common.error}
        </Text>
      )}
    </div>
  )
}
