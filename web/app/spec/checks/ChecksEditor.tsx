// The checks of a document: a sentence for each, which opens into a form that its rule asks for.
import { ActionIcon, Button, Skeleton, Text, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconListCheck } from '@tabler/icons-react'
import { useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useRules } from '@client/queries/parts'
import type { Place } from '@client/problem'
import type { Id, SpecDocument } from '@client/types'
import { Empty } from '@ui/Empty'
import { ProblemView } from '../../ProblemView'
import { problemsAt } from '../useDocumentProblems'
import { moved } from '../moved'
import type { Steps } from '../useSteps'
import { CheckRow } from './CheckRow'
import { duplicated, newCheck, usualChecks, withKey, type CheckDocument } from './checks'
import { RulePicker } from './RulePicker'
import { useSentences } from './useSentences'
import classes from './Checks.module.css'

interface ChecksEditorProps {
  readonly project: Id
  readonly document: SpecDocument
  readonly disabled: boolean
  readonly problems: readonly Place[]
  readonly steps: Steps<readonly CheckDocument[]>
}

export function ChecksEditor({ project, document, disabled, problems, steps }: ChecksEditorProps) {
  const { t } = useTranslation('checks')
  const rules = useRules()
  const sentences = useSentences(project, document)
  const [open, setOpen] = useState<number | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const checks = document.checks ?? []

  const focus = (index: number): void => {
    requestAnimationFrame(() => list.current?.querySelectorAll<HTMLElement>('[data-head]')[index]?.focus())
  }
  const add = (added: readonly CheckDocument[]): void => {
    steps.change([...checks, ...added])
    setOpen(added.length === 1 ? checks.length : null)
    focus(checks.length)
  }
  const move = (from: number, to: number): void => {
    const next = moved(checks, from, to)
    if (next === checks) return
    steps.change(next)
    if (open !== null) setOpen(open === from ? to : open === to ? from : open)
    focus(to)
  }
  const remove = (index: number): void => {
    steps.change(checks.filter((_, at) => at !== index))
    setOpen(null)
    focus(Math.min(index, checks.length - 2))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // Fields undo their own typing.
    if (!(event.ctrlKey || event.metaKey) || isField(event.target)) return
    const key = event.key.toLowerCase()
    if (key !== 'z' && key !== 'y') return
    event.preventDefault()
    if (key === 'y' || event.shiftKey) steps.redo()
    else steps.undo()
  }

  if (rules.error) return <ProblemView error={rules.error} onRetry={() => void rules.refetch()} />
  if (!rules.data) return <Skeleton height={200} />
  const usual = usualChecks(rules.data, document.classes)
  return (
    <div role="group" aria-label={t('title')} onKeyDown={onKeyDown}>
      <div className="lw-row" style={{ marginBottom: 10 }}>
        <Text size="sm" c="dimmed" className="lw-grow">
          {t('form.hint')}
        </Text>
        {!disabled && <StepButtons steps={steps} />}
      </div>
      <div className={classes.list} ref={list}>
        {checks.length === 0 && (
          <div className="lw-panel">
            <Empty
              icon={<IconListCheck size={44} stroke={1.4} />}
              title={t('form.emptyTitle')}
              action={
                !disabled &&
                usual.length > 0 && (
                  <Button variant="default" onClick={() => add(usual)}>
                    {t('form.addUsual', { count: usual.length })}
                  </Button>
                )
              }
            >
              {t('form.emptyText')}
            </Empty>
          </div>
        )}
        {checks.map((check, index) => (
          <CheckRow
            key={index}
            project={project}
            document={document}
            check={check}
            rules={rules.data}
            said={sentences(check, index)}
            problems={problemsAt(problems, `checks[${String(index)}]`)}
            path={`checks[${String(index)}]`}
            opened={open === index}
            disabled={disabled}
            onToggle={() => setOpen(open === index ? null : index)}
            onSet={(key, value) =>
              steps.change(
                checks.map((other, at) => (at === index ? withKey(other, key, value) : other)),
                `${String(index)}.${key}`,
              )
            }
            onMove={(step) => move(index, index + step)}
            onDuplicate={() => {
              steps.change(duplicated(checks, index))
              setOpen(index + 1)
              focus(index + 1)
            }}
            onRemove={() => remove(index)}
          />
        ))}
      </div>
      {!disabled && (
        <RulePicker rules={rules.data} classes={document.classes} onPick={(rule) => add([newCheck(rule)])} />
      )}
    </div>
  )
}

function StepButtons({ steps }: { readonly steps: ChecksEditorProps['steps'] }) {
  const { t } = useTranslation('checks')
  return (
    <>
      <Tooltip label={t('form.undo')}>
        <ActionIcon aria-label={t('form.undo')} disabled={!steps.canUndo} onClick={steps.undo}>
          <IconArrowBackUp size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('form.redo')}>
        <ActionIcon aria-label={t('form.redo')} disabled={!steps.canRedo} onClick={steps.redo}>
          <IconArrowForwardUp size={16} />
        </ActionIcon>
      </Tooltip>
    </>
  )
}

function isField(target: EventTarget): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}
