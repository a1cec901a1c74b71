// Everything that happened in a project, newest first, with the proof that nothing was changed afterwards.
import { Button, Skeleton, Text, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconDownload, IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { eventsFile, useEvents, useVerifyChain, type ChainProof } from '@client/queries/events'
import { count, day } from '@ui/format'
import { Page } from '@ui/Page'
import { tellProblem } from '../notices'
import { ProblemView } from '../ProblemView'
import { EventFilters, NOTHING, queryOf } from './EventFilters'
import { EventLine } from './EventLine'
import { gathered } from './runs'
import classes from './Activity.module.css'

const route = getRouteApi('/inside/projects/$id/activity')
export function Activity() {
  const { t } = useTranslation('activity')
  const { t: common } = useTranslation('common')
  const { id } = route.useParams()
  const [chosen, setChosen] = useState(NOTHING)
  /** Where the record breaks, while one looks at what is there. */
  const [broken, setBroken] = useState<number | null>(null)
  const [asked] = useDebouncedValue(chosen, 250)
  const query = useMemo(() => queryOf(asked), [asked])
  const events = useEvents(id, query, broken === null ? undefined : broken + 3)
  const verify = useVerifyChain(id)
  const rows = events.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page
      title={t('title')}
      width={60}
      actions={
        <>
          {(['csv', 'jsonl'] as const).map((form) => (
            <Button
              key={form}
              variant="default"
              component="a"
              href={eventsFile(id, query, form)}
              download
              leftSection={<IconDownload size={16} />}
              title={t('exportHint')}
            >
              {t(`export.${form}`)}
            </Button>
          ))}
          <Button
            variant="default"
            loading={verify.isPending}
            onClick={() => verify.mutate(undefined, { onError: tellProblem })}
          >
            {t('verify')}
          </Button>
        </>
      }
    >
      {verify.data && <Proof proof={verify.data} onLook={setBroken} />}
      <EventFilters
        project={id}
        chosen={chosen}
        onChange={(next) => {
          setBroken(null)
          setChosen(next)
        }}
      />
      {events.error && <ProblemView error={events.error} onRetry={() => void events.refetch()} />}
      {events.isPending && <Skeleton height={240} />}
      {events.isSuccess && rows.length === 0 && <Text c="dimmed">{t('none')}</Text>}
      {rows.length > 0 && (
        <div style={{ display: 'grid', gap: '1.25rem' }}>
          {[...Map.groupBy(rows, (event) => day(event.created_at))].map(([name, events]) => (
            <section key={name} aria-label={name}>
              <Title order={2} fz="sm" fw={600} mb={6}>
                {name}
              </Title>
              <div className="lw-panel lw-lines" style={{ padding: '0.25rem 1rem' }}>
                {gathered(events).map((event) => (
                  <div key={event.seq} data-broken={event.seq === broken || undefined} className={classes.line}>
                    <EventLine event={event} project={id} />
                  </div>
                ))}
              </div>
            </section>
          ))}
        </div>
      )}
      {events.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={events.isFetchingNextPage}
          onClick={() => void events.fetchNextPage()}
        >
          {common('loadMore')}
        </Button>
      )}
    </Page>
  )
}

interface ProofProps {
  readonly proof: ChainProof
  readonly onLook: (at: number) => void
}

/** Whether the record is whole; where it is not, since which event, why, and the way there. */
function Proof({ proof, onLook }: ProofProps) {
  const { t } = useTranslation('activity')
  const { ok, broken_at: at, reason } = proof
  return (
    <div
      className="lw-panel lw-row"
      role="status"
      style={{
        padding: '0.75rem 1rem',
        marginBottom: 14,
        background: ok ? 'var(--lw-good-soft)' : 'var(--lw-bad-soft)',
      }}
    >
      {ok ? <IconShieldCheck size={18} /> : <IconShieldX size={18} />}
      <Text size="sm" className="lw-grow">
        {ok ? t('whole', { events: count(proof.checked) }) : t('broken', { at: at ?? '?', reason: reason ?? '' })}
      </Text>
      {!ok && typeof at === 'number' && (
        <Button size="compact-sm" variant="default" onClick={() => onLook(at)}>
          {t('lookThere')}
        </Button>
      )}
    </div>
  )
}
