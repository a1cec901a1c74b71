// The items behind a figure of the quality page, the least alike answers first.
import { Button, NativeSelect, Skeleton, Text } from '@mantine/core'
import { IconArrowLeft, IconScale } from '@tabler/icons-react'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useContrasts, useQuality, type ContrastQuery, type Quality } from '@client/queries/quality'
import { useSpec } from '@client/queries/spec'
import { date, tally } from '@ui/format'
import { Empty } from '@ui/Empty'
import { Page } from '@ui/Page'
import { ProblemView } from '../ProblemView'
import { ContrastCard } from './ContrastCard'
import classes from './Quality.module.css'

const route = getRouteApi('/inside/projects/$id/quality/items')

export function ContrastsPage() {
  const { t } = useTranslation('quality')
  const { t: common } = useTranslation('common')
  const { id } = route.useParams()
  const wanted = route.useSearch()
  const { data: quality } = useQuality(id)
  const found = useContrasts(id, wanted)
  const contrasts = found.data?.pages.flatMap((page) => page.items) ?? []
  const total = found.data?.pages[0]
  return (
    <Page
      title={useTitle(wanted, quality)}
      actions={
        <>
          <Filters project={id} wanted={wanted} quality={quality} />
          <Button
            variant="default"
            leftSection={<IconArrowLeft size={16} />}
            renderRoot={(props) => <Link {...props} to="/projects/$id/quality" params={{ id }} />}
          >
            {t('title')}
          </Button>
        </>
      }
    >
      {total && total.count > 0 && (
        <Text size="sm" c="dimmed" mt="-0.5rem" mb="sm" aria-live="polite">
          {t('contrasts', { count: total.count, formatted: tally(total.count, total.exact) })}
        </Text>
      )}
      {found.error && <ProblemView error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Skeleton height={240} />}
      {found.isSuccess && contrasts.length === 0 && (
        <div className="lw-panel">
          <Empty icon={<IconScale size={44} stroke={1.4} />} title={t('noContrasts')}>
            {t('noContrastsText')}
          </Empty>
        </div>
      )}
      <div className={classes.cards}>
        {contrasts.map((contrast) => (
          <ContrastCard
            key={`${contrast.first.answer_id}:${contrast.second.answer_id}`}
            project={id}
            contrast={contrast}
            {...(wanted.gold ? { stands: t('whatIsRight') } : {})}
          />
        ))}
      </div>
      {found.hasNextPage && (
        <Button mt="md" variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {common('loadMore')}
        </Button>
      )}
    </Page>
  )
}

/** What the items are of, in words. */
function useTitle(wanted: ContrastQuery, quality: Quality | undefined): string {
  const { person, other, said, stands, since, until, gold } = wanted
  const { t } = useTranslation('quality')
  const name = (id: string): string => quality?.people.find((one) => one.id === id)?.name ?? '…'
  const cls = (one: string | undefined): string => one || t('nothing')
  if (said !== undefined || stands !== undefined) return t('ofCell', { said: cls(said), stands: cls(stands) })
  if (person && gold) return t('ofGold', { name: name(person) })
  if (person && other) return t('both', { first: name(person), second: name(other) })
  if (person && since) return t('ofPersonSince', { name: name(person), day: date(since) })
  if (person) return t('ofPerson', { name: name(person) })
  if (since && since === until) return t('ofDay', { day: date(since) })
  return since ? t('ofDays', { day: date(since) }) : t('differing')
}

interface FiltersProps {
  readonly project: string
  readonly wanted: ContrastQuery
  readonly quality: Quality | undefined
}

/** One person, or two, and a class. */
function Filters({ project, wanted, quality }: FiltersProps) {
  const { t } = useTranslation('quality')
  const navigate = useNavigate({ from: '/projects/$id/quality/items' })
  const names = useSpec(project).data?.document.classes.map(({ name }) => name) ?? []
  const people = (quality?.people ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const set = (change: { [K in 'person' | 'other' | 'class']?: string }): void => {
    const kept = Object.entries({ ...wanted, ...change }).filter(([, value]) => value !== '')
    void navigate({ search: Object.fromEntries(kept) as ContrastQuery, replace: true })
  }
  return (
    <>
      <NativeSelect
        aria-label={t('person')}
        value={wanted.person ?? ''}
        onChange={(event) =>
          set(event.currentTarget.value ? { person: event.currentTarget.value } : { person: '', other: '' })
        }
        data={[{ value: '', label: t('everybody') }, ...people]}
      />
      {wanted.person && !wanted.gold && !wanted.since && (
        <NativeSelect
          aria-label={t('other')}
          value={wanted.other ?? ''}
          onChange={(event) => set({ other: event.currentTarget.value })}
          data={[{ value: '', label: t('besideWhatStands') }, ...people.filter(({ value }) => value !== wanted.person)]}
        />
      )}
      <NativeSelect
        aria-label={t('class')}
        value={wanted.class ?? ''}
        onChange={(event) => set({ class: event.currentTarget.value })}
        data={[{ value: '', label: t('everyClass') }, ...names]}
      />
    </>
  )
}
