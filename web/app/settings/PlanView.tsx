// What would change, in words, and how many annotations it would touch.
import { Badge, Code, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Plan, PlanChange } from '@client/types'

const COLORS: Readonly<Record<PlanChange['kind'], string>> = { added: 'accent', removed: 'red', changed: 'yellow' }
const SIGNS: Readonly<Record<PlanChange['kind'], string>> = { added: '+', removed: '−', changed: '~' }

export function PlanView({ plan }: { plan: Plan }) {
  const { t } = useTranslation('settings')
  if (plan.changes.length === 0) return <Text c="dimmed">{t('planNone')}</Text>
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      {plan.changes.map((change, index) => (
        <ChangeLine key={index} change={change} />
      ))}
    </div>
  )
}

function ChangeLine({ change }: { change: PlanChange }) {
  const { t } = useTranslation('settings')
  return (
    <div>
      <div className="lw-row" style={{ alignItems: 'baseline' }}>
        <Badge color={COLORS[change.kind]} miw={22}>
          {SIGNS[change.kind]}
        </Badge>
        <Text size="sm" className="lw-grow">
          <strong>{change.where}</strong> {change.text}
        </Text>
        {change.annotations !== undefined && change.annotations > 0 && (
          <Badge color="red">{t('affected', { count: change.annotations })}</Badge>
        )}
      </div>
      {change.detail && change.detail.length > 0 && (
        <Code block mt={4} style={{ maxHeight: 220, overflow: 'auto' }}>
          {change.detail.map((line, index) => (
            <div key={index} style={{ color: lineColor(line) }}>
              {line || ' '}
            </div>
          ))}
        </Code>
      )}
    </div>
  )
}

function lineColor(line: string): string | undefined {
  if (line.startsWith('+')) return 'var(--lw-good)'
  if (line.startsWith('-')) return 'var(--lw-bad)'
  return line.startsWith('@@') ? 'var(--mantine-color-dimmed)' : undefined
}
