// What the project's checks say of the draft: errors first, each leading to what it is about, with its fix.
import { Button, Text, UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { MountedEditor } from '@editor'
import type { Finding } from '@client/queries/checks'
import { Severity } from '@ui/Severity'
import { mend } from './useFindings'
import classes from './FindingList.module.css'

interface FindingListProps {
  readonly editor: MountedEditor
  readonly findings: readonly Finding[]
  readonly readonly: boolean
}

export function FindingList({ editor, findings, readonly }: FindingListProps) {
  const { t } = useTranslation('label')
  if (findings.length === 0) return null
  const ranked = [...findings].sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
  return (
    <section className={classes.list} aria-label={t('findings')} data-testid="findings">
      <Text size="xs" fw={600} c="dimmed" px={12} pt={8} role="status">
        {t('findingCount', { count: findings.length })}
      </Text>
      <ul className={classes.rows}>
        {ranked.map((finding, index) => (
          <li key={index} className={classes.row}>
            <UnstyledButton className={classes.text} onClick={() => show(editor, finding)}>
              <Severity severity={finding.severity} label={t(`severity.${finding.severity}`)} />
              <span>{finding.message}</span>
            </UnstyledButton>
            {finding.fix && !readonly && (
              <Button
                size="compact-xs"
                variant="light"
                title={finding.fix.title}
                aria-label={t('mendBy', { how: finding.fix.title })}
                onClick={() => mend(editor, finding)}
              >
                {t('mend')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Selects what a finding is about, and brings the first of it into view. */
export function show(editor: MountedEditor, { annotations = [] }: Finding): void {
  editor.select(annotations)
  const [first] = annotations
  if (first !== undefined) editor.reveal(first)
}
