// What the checks of a project find in the answers that are about to leave it, and whether errors may leave with them.
import { Alert, Checkbox } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ExportPreview } from '@client/types'
import { count } from '@ui/format'

interface StandingProps {
  readonly project: string
  readonly findings: ExportPreview['findings']
  readonly strict: boolean
  readonly onStrict: (strict: boolean) => void
}

export function Standing({ project, findings, strict, onStrict }: StandingProps) {
  const { t } = useTranslation('transfer')
  const { errors, warnings } = findings
  if (errors + warnings === 0) return null
  const said = [
    ...(errors > 0 ? [t('errors', { count: errors, formatted: count(errors) })] : []),
    ...(warnings > 0 ? [t('warnings', { count: warnings, formatted: count(warnings) })] : []),
  ]
  return (
    <Alert
      color={errors > 0 ? 'red' : 'yellow'}
      icon={<IconAlertTriangle size={18} />}
      title={t('standing', { findings: said.join(', ') })}
    >
      <Link to="/projects/$id/checks" params={{ id: project }} className="lw-link">
        {t('seeFindings')}
      </Link>
      {errors > 0 && (
        <Checkbox
          mt={8}
          label={t('withoutErrors')}
          checked={strict}
          onChange={(event) => onStrict(event.currentTarget.checked)}
        />
      )}
    </Alert>
  )
}
