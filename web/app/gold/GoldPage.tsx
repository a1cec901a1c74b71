// Gold, for those who lead a project: the items, how people do on them, and whose answers were set aside.
import { Button, Skeleton, Tabs, Text } from '@mantine/core'
import { IconAward } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useGold, useGoldPeople } from '@client/queries/gold'
import { Empty } from '@ui/Empty'
import { Page } from '@ui/Page'
import { ProblemView } from '../ProblemView'
import { AsideList } from './AsideList'
import { GoldFilters } from './GoldFilters'
import { GoldTable } from './GoldTable'
import { MoreButton } from './MoreButton'
import { PeopleTable } from './PeopleTable'
import { TABS, withField, type GoldSearch, type GoldTab } from './search'

const route = getRouteApi('/inside/projects/$id/gold')

export function GoldPage() {
  const { t } = useTranslation('gold')
  const { id } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const setSearch = (next: GoldSearch): void => void navigate({ search: next, replace: true })
  const tab: GoldTab = search.tab ?? 'items'
  return (
    <Page title={t('title')}>
      <Tabs
        value={tab}
        onChange={(value) => setSearch(withField(search, 'tab', value === 'items' ? undefined : (value as 'people')))}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="items">
          <Items project={id} search={search} onSearch={setSearch} />
        </Tabs.Panel>
        <Tabs.Panel value="people">
          <PeopleTable project={id} />
        </Tabs.Panel>
        <Tabs.Panel value="aside">
          <AsideList project={id} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

interface ItemsProps {
  readonly project: string
  readonly search: GoldSearch
  readonly onSearch: (search: GoldSearch) => void
}

function Items({ project, search, onSearch }: ItemsProps) {
  const { t } = useTranslation('gold')
  const gold = useGold(project, { ...search, retired: search.retired ?? false })
  const rows = gold.data?.pages.flatMap((page) => page.items) ?? []
  const counts = gold.data?.pages[0]?.counts
  const filtered = search.pool !== undefined || search.finding !== undefined || search.retired === true
  if (gold.error) return <ProblemView error={gold.error} onRetry={() => void gold.refetch()} />
  if (!gold.data || !counts) return <Skeleton height={240} />
  if (rows.length === 0 && !filtered) return <NoGold project={project} />
  return (
    <div style={{ display: 'grid', gap: '0.875rem' }}>
      <NotAsked project={project} />
      <GoldFilters search={search} counts={counts} onSearch={onSearch}>
        <ToData project={project} variant="default" />
      </GoldFilters>
      {rows.length > 0 ? (
        <GoldTable project={project} rows={rows} />
      ) : (
        <div className="lw-panel">
          <Empty
            title={t('noMatch')}
            action={
              <Button variant="default" onClick={() => onSearch({})}>
                {t('clear')}
              </Button>
            }
          >
            {t('noMatchText')}
          </Empty>
        </div>
      )}
      <MoreButton pages={gold} />
    </div>
  )
}

/** Teaches what gold is and how to begin. */
function NoGold({ project }: { readonly project: string }) {
  const { t } = useTranslation('gold')
  return (
    <div className="lw-panel">
      <Empty
        icon={<IconAward size={44} stroke={1.4} />}
        title={t('emptyTitle')}
        action={
          <div className="lw-row">
            <ToData project={project} />
            <ToSettings project={project} />
          </div>
        }
      >
        {t('emptyText')}
      </Empty>
    </div>
  )
}

/** Says that there is gold which the project's document lets nobody meet. */
function NotAsked({ project }: { readonly project: string }) {
  const { t } = useTranslation('gold')
  const settings = useGoldPeople(project).data?.pages[0]
  if (!settings || settings.gold || settings.qualify) return null
  return (
    <div className="lw-panel lw-row" role="status" style={{ padding: '0.625rem 1rem' }}>
      <Text size="sm" className="lw-grow">
        {t('notAsked')}
      </Text>
      <ToSettings project={project} />
    </div>
  )
}

function ToData({ project, variant = 'filled' }: { readonly project: string; readonly variant?: string }) {
  const { t } = useTranslation('gold')
  return (
    <Button
      variant={variant}
      renderRoot={(props) => (
        <Link {...props} to="/projects/$id/data" params={{ id: project }} search={{ state: 'done' }} />
      )}
    >
      {t('toData')}
    </Button>
  )
}

function ToSettings({ project }: { readonly project: string }) {
  const { t } = useTranslation('gold')
  return (
    <Button
      variant="default"
      renderRoot={(props) => <Link {...props} to="/projects/$id/settings" params={{ id: project }} />}
    >
      {t('toSettings')}
    </Button>
  )
}
