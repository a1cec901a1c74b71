// The classes of a document: a list that opens into details. Used by the settings and by the wizard.
import { TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Place } from '@client/problem'
import { useRules } from '@client/queries/parts'
import type { ClassDocument, SpecDocument } from '@client/types'
import { Empty } from '@ui/Empty'
import { renamedClass, withChecks } from './checks/checks'
import { ClassRow } from './ClassRow'
import { addClass, changeClass, moveClass, removeClass } from './edit'
import { problemsAt } from './useDocumentProblems'

export interface DocumentEditorProps {
  readonly document: SpecDocument
  readonly disabled?: boolean
  /** What the server finds wrong with the document, by paths. */
  readonly problems?: readonly Place[]
  readonly onChange: (document: SpecDocument) => void
}

export function ClassesEditor({ document, disabled = false, problems = [], onChange }: DocumentEditorProps) {
  const { t } = useTranslation('settings')
  const rules = useRules().data ?? []
  const [open, setOpen] = useState<number | null>(null)
  const [draft, setDraft] = useState('')
  const add = (): void => {
    const name = draft.trim()
    if (!name || document.classes.some((cls) => cls.name === name)) return
    onChange(addClass(document, name))
    setDraft('')
  }
  const change = (index: number, changes: Partial<ClassDocument>): void => {
    const before = document.classes[index]?.name ?? ''
    const { name = before } = changes
    const checks = renamedClass(document.checks ?? [], before, name, rules)
    onChange(withChecks(changeClass(document, index, changes), checks))
  }

  return (
    <div style={{ display: 'grid', gap: 6 }}>
      {document.classes.length === 0 && <Empty title={t('noClasses')}>{t('noClassesText')}</Empty>}
      {document.classes.map((cls, index) => (
        <ClassRow
          key={index}
          cls={cls}
          document={document}
          disabled={disabled}
          opened={open === index}
          problems={problemsAt(problems, `classes[${String(index)}]`)}
          onToggle={() => setOpen(open === index ? null : index)}
          onChange={(changes) => change(index, changes)}
          onRemove={() => {
            setOpen(null)
            onChange(removeClass(document, index))
          }}
          onMove={(step) => {
            if (open === index) setOpen(index + step)
            onChange(moveClass(document, index, index + step))
          }}
        />
      ))}
      {!disabled && (
        <TextInput
          aria-label={t('addClass')}
          placeholder={t('addClassPlaceholder')}
          leftSection={<IconPlus size={16} />}
          value={draft}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            add()
          }}
          onBlur={add}
        />
      )}
    </div>
  )
}
