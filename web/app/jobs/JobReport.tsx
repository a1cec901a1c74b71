// What a job has done, and what it refused, remarked on, or could not carry over.
import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '@client/types'
import { count } from '@ui/format'
import { figuresIn, findingsIn, type Findings } from './report'

export function JobReport({ job }: { job: Job }) {
  return (
    <>
      <Figures report={job.report} />
      {findingsIn(job.report).map((findings) => (
        <FindingsOf key={findings.kind} findings={findings} />
      ))}
    </>
  )
}

function Figures({ report }: Pick<Job, 'report'>) {
  const { t, i18n } = useTranslation('jobs')
  const said = figuresIn(report).map(([name, value]) => {
    const known = i18n.exists(`figures.${name}`, { ns: 'jobs', count: value })
    const figure = { count: value, formatted: count(value) }
    return known ? t(`figures.${name}` as 'figures.answers', figure) : `${count(value)} ${name.replaceAll('_', ' ')}`
  })
  if (said.length === 0) return null
  return (
    <Text size="sm" c="dimmed" className="lw-num">
      {said.join(' · ')}
    </Text>
  )
}

const MOST = 5

/** What was refused is shown at once, all else on demand. */
function FindingsOf({ findings }: { findings: Findings }) {
  const { t } = useTranslation('jobs')
  const [all, setAll] = useState(false)
  const { kind, count: number, entries } = findings
  const refused = kind === 'refused'
  return (
    <details open={refused}>
      <summary style={{ cursor: 'pointer', ...(refused ? { color: 'var(--lw-bad)', fontWeight: 550 } : {}) }}>
        {t(`findings.${kind}`, { count: number, formatted: count(number) })}
      </summary>
      <table className="lw-table" style={{ marginTop: 6 }}>
        <tbody>
          {(all ? entries : entries.slice(0, MOST)).map((entry, index) => (
            <tr key={index}>
              <td style={{ fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.75rem' }}>{entry.where}</td>
              <td>{entry.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!all && entries.length > MOST && (
        <Button size="compact-sm" variant="subtle" onClick={() => setAll(true)}>
          {t('showAll')}
        </Button>
      )}
    </details>
  )
}
