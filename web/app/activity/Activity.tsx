// Everything that happened in a project, newest first, with the proof that nothing was changed afterwards.
import { Badge, Button, NativeSelect, Skeleton, Text, Title } from '@mantine/core'
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEvents, useVerifyChain } from '@client/queries/events'
import { useMembers } from '@client/queries/projects'
import { count, day } from '@ui/format'
import { Page } from '@ui/Page'
import { tellProblem } from '../notices'
import { ProblemView } from '../ProblemView'
import { EventLine } from './EventLine'
import { gathered } from './runs'

const route = getRouteApi('/inside/projects/$id/activity')
const KINDS = ['answer', 'verdict', 'task', 'assignment', 'thread', 'spec', 'member', 'project'] as const

export function Activity() {
  const { t } = useTranslation('activity')
  const { t: common } = useTranslation('common')
  const { id } = route.useParams()
  const [kind, setKind] = useState('')
  const [actor, setActor] = useState('')
  const members = useMembers(id).data ?? []
  const events = useEvents(id, { ...(kind ? { kind } : {}), ...(actor ? { actor } : {}) })
  const rows = events.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Page
      title={t('title')}
      width={54}
      actions={
        <>
          <NativeSelect
            aria-label={t('kind')}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value)}
            data={[
              { value: '', label: t('everything') },
              ...KINDS.map((one) => ({ value: one, label: t(`families.${one}`) })),
            ]}
          />
          <NativeSelect
            aria-label={t('actor')}
            value={actor}
            onChange={(event) => setActor(event.currentTarget.value)}
            data={[
              { value: '', label: t('everyone') },
              ...members.map((member) => ({ value: member.user_id, label: member.name || member.email })),
            ]}
          />
          <Verify project={id} />
        </>
      }
    >
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
                  <EventLine key={event.seq} event={event} project={id} />
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

function Verify({ project }: { project: string }) {
  const { t } = useTranslation('activity')
  const verify = useVerifyChain(project)
  const proof = verify.data
  return (
    <>
      {proof && (
        <Badge
          size="lg"
          color={proof.ok ? 'accent' : 'red'}
          leftSection={proof.ok ? <IconShieldCheck size={14} /> : <IconShieldX size={14} />}
          role="status"
        >
          {proof.ok ? t('whole', { events: count(proof.checked) }) : t('broken', { at: proof.broken_at ?? '?' })}
        </Badge>
      )}
      <Button
        variant="default"
        loading={verify.isPending}
        onClick={() => verify.mutate(undefined, { onError: tellProblem })}
      >
        {t('verify')}
      </Button>
    </>
  )
}
