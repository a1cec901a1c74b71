// Classes of a project, picked by name; those that a rule does not look at come last and cannot be taken.
import { MultiSelect } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClassDocument } from '@client/types'
import { ClassDot } from '@ui/ClassDot'

interface ClassPickerProps {
  readonly label: string
  readonly description?: ReactNode
  readonly placeholder?: string
  readonly withAsterisk?: boolean
  readonly error?: string | undefined
  readonly disabled: boolean
  readonly classes: readonly ClassDocument[]
  /** The classes that make sense; all where none is told. */
  readonly fitting?: ReadonlySet<string>
  readonly value: readonly string[]
  readonly onChange: (names: readonly string[]) => void
}

export function ClassPicker({ classes, fitting, value, placeholder, onChange, ...field }: ClassPickerProps) {
  const { t } = useTranslation('checks')
  const names = classes.map(({ name }) => name).filter((name, at, all) => name && all.indexOf(name) === at)
  const fits = (name: string): boolean => fitting?.has(name) ?? true
  const others = names.filter((name) => !fits(name))
  const options = names.filter(fits).map((name) => ({ value: name, label: name }))
  return (
    <MultiSelect
      {...field}
      searchable
      hidePickedOptions={false}
      nothingFoundMessage={t('form.noClass')}
      placeholder={value.length === 0 ? (placeholder ?? '') : ''}
      data={
        others.length === 0
          ? options
          : [
              { group: t('form.fitting'), items: options },
              {
                group: t('form.unfit'),
                items: others.map((name) => ({ value: name, label: name, disabled: !value.includes(name) })),
              },
            ]
      }
      renderOption={({ option, checked = false }) => (
        <span className="lw-row" style={{ gap: 8, width: '100%' }}>
          <ClassDot name={option.value} color={classes.find(({ name }) => name === option.value)?.color} />
          <span className="lw-grow lw-ellipsis">{option.label}</span>
          {checked && <IconCheck size={14} aria-hidden />}
        </span>
      )}
      value={[...value]}
      onChange={onChange}
    />
  )
}
