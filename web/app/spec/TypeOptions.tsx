// The options that a label type has for its classes, each by the form that its schema asks for.
import { NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core'
import { useParts } from '@client/queries/parts'
import type { ClassDocument, OptionSchema } from '@client/types'
import { TemplateEditor } from './TemplateEditor'

export interface OptionsProps {
  readonly cls: ClassDocument
  readonly disabled: boolean
  readonly onChange: (changes: Partial<ClassDocument>) => void
}

/** Forms for options that belong together, by the `format` of the schema. */
const FORMS: Readonly<Record<string, (props: OptionsProps) => React.ReactNode>> = { template: TemplateEditor }

export function TypeOptions(props: OptionsProps) {
  const parts = useParts('labels').data ?? []
  const schema = parts.find((part) => part.name === props.cls.type)?.options_schema ?? {}
  const Form = schema.format === undefined ? undefined : FORMS[schema.format]
  if (Form) return <Form {...props} />
  const options = Object.entries(schema.properties ?? {}).filter(([, option]) => isSimple(option))
  if (options.length === 0) return null
  return (
    <div className="lw-row" style={{ gap: 20, flexWrap: 'wrap', alignItems: 'flex-end' }}>
      {options.map(([name, option]) => (
        <Option key={name} name={name} option={option} {...props} />
      ))}
    </div>
  )
}

function isSimple({ type, enum: choices }: OptionSchema): boolean {
  return choices !== undefined || type === 'boolean' || type === 'number' || type === 'integer' || type === 'string'
}

/** One option; what is as the type has it anyway is left out of the document. */
function Option({ name, option, cls, disabled, onChange }: OptionsProps & { name: string; option: OptionSchema }) {
  const { type, title = name, description, default: initial, enum: choices } = option
  const value = cls[name] ?? initial
  const set = (next: unknown): void => onChange({ [name]: next === initial ? undefined : next })
  const common = { label: title, title: description, disabled }
  if (type === 'boolean') {
    const turned = (on: boolean): void => onChange({ [name]: on === Boolean(initial ?? false) ? undefined : on })
    return (
      <Switch {...common} checked={Boolean(value ?? false)} onChange={(event) => turned(event.currentTarget.checked)} />
    )
  }
  if (choices) {
    return (
      <NativeSelect
        {...common}
        size="xs"
        data={choices.map((choice) => ({ value: choice, label: choice.replaceAll('_', ' ') }))}
        value={String(value ?? '')}
        onChange={(event) => set(event.currentTarget.value)}
      />
    )
  }
  if (type === 'string') {
    return (
      <TextInput
        {...common}
        size="xs"
        value={String(value ?? '')}
        onChange={(event) => set(event.currentTarget.value || undefined)}
      />
    )
  }
  const bounds = { min: option.minimum ?? option.exclusiveMinimum, max: option.maximum ?? option.exclusiveMaximum }
  return (
    <NumberInput
      {...common}
      size="xs"
      w={130}
      allowDecimal={type === 'number'}
      {...Object.fromEntries(Object.entries(bounds).filter(([, bound]) => bound !== undefined))}
      value={typeof value === 'number' ? value : ''}
      onChange={(next) => set(typeof next === 'number' ? next : undefined)}
    />
  )
}
