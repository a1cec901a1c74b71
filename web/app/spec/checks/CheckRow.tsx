// One check: the sentence it says, how serious it is, and its form when opened.
import { ActionIcon, Badge, Text, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconChevronDown, IconChevronRight, IconCopy, IconTrash } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { RulePart } from '@client/queries/parts'
import type { Place } from '@client/problem'
import type { Id, SpecDocument } from '@client/types'
import { Severity } from '@ui/Severity'
import { CheckFields } from './CheckFields'
import { ruleName, severityOf, withChecks, type CheckDocument } from './checks'
import { TryCheck } from './TryCheck'
import type { Said } from './useSentences'
import classes from './Checks.module.css'

interface CheckRowProps {
  readonly project: Id
  readonly document: SpecDocument
  readonly check: CheckDocument
  readonly rules: readonly RulePart[]
  readonly said: Said
  readonly problems: readonly Place[]
  /** Where the check lies in the document, as problems name it. */
  readonly path: string
  readonly opened: boolean
  readonly disabled: boolean
  readonly onToggle: () => void
  readonly onSet: (key: string, value: unknown) => void
  readonly onMove: (step: 1 | -1) => void
  readonly onDuplicate: () => void
  readonly onRemove: () => void
}

export function CheckRow(props: CheckRowProps) {
  const { project, document, check, rules, said, problems, opened, disabled, onToggle, onMove } = props
  const { t } = useTranslation('checks')
  const rule = rules.find(({ name }) => name === ruleName(check))
  const title = rule?.title ?? ruleName(check)
  const sentence = said.sentence || t('form.unfinished', { title })
  const name = typeof check.name === 'string' ? check.name : ''
  const severity = severityOf(check, rule)
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.altKey ? { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key] : undefined
    if (disabled || (step === undefined && event.key !== 'Delete')) return
    event.preventDefault()
    if (step === undefined) props.onRemove()
    else onMove(step)
  }
  return (
    <div className={`lw-panel ${classes.row ?? ''}`} data-opened={opened || undefined}>
      <div className="lw-row" style={{ gap: 4 }}>
        <UnstyledButton
          className={classes.head}
          aria-expanded={opened}
          title={disabled ? undefined : t('form.keys')}
          data-head
          onClick={onToggle}
          onKeyDown={onKeyDown}
        >
          <span className="lw-row" style={{ gap: 8 }}>
            {opened ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
            {severity && <Severity severity={severity} label={t(`severity.${severity}`)} />}
            <span className={`lw-grow ${classes.sentence ?? ''}`} data-old={said.old || undefined}>
              {sentence}
            </span>
            {problems.length > 0 && !opened && (
              <Badge color="red">{t('form.problems', { count: problems.length })}</Badge>
            )}
            <Text span size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              {name || title}
            </Text>
          </span>
        </UnstyledButton>
        {!disabled && (
          <>
            <ActionIcon aria-label={t('form.moveUp', { name: name || title })} onClick={() => onMove(-1)}>
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon aria-label={t('form.moveDown', { name: name || title })} onClick={() => onMove(1)}>
              <IconArrowDown size={16} />
            </ActionIcon>
            <ActionIcon aria-label={t('form.duplicate', { name: name || title })} onClick={props.onDuplicate}>
              <IconCopy size={16} />
            </ActionIcon>
            <ActionIcon aria-label={t('form.remove', { name: name || title })} onClick={props.onRemove}>
              <IconTrash size={16} />
            </ActionIcon>
          </>
        )}
      </div>
      {opened && (
        <div className={classes.details}>
          <CheckFields
            rule={rule}
            check={check}
            document={document}
            problems={problems}
            path={props.path}
            disabled={disabled}
            onSet={props.onSet}
          />
          {!disabled && rule && (
            <TryCheck project={project} document={withChecks(document, [check])} disabled={problems.length > 0} />
          )}
        </div>
      )}
    </div>
  )
}
