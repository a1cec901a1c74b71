// Every project one belongs to, as cards or as a list, found by a few letters.
import { Button, SegmentedControl, SimpleGrid, Skeleton, Switch, TextInput } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconFolderPlus, IconLayoutGrid, IconList, IconPlus, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProjects } from '@client/queries/projects'
import type { Project } from '@client/types'
import { Empty } from '@ui/Empty'
import { Page } from '@ui/Page'
import { matching } from '../commands/match'
import { ProblemView } from '../ProblemView'
import { TopBar } from '../shell/TopBar'
import { ProjectCard } from './ProjectCard'
import { ProjectTable } from './ProjectTable'

type Layout = 'cards' | 'list'

export function Projects() {
  const { t } = useTranslation('projects')
  const [query, setQuery] = useState('')
  const [archived, setArchived] = useState(false)
  const projects = useProjects(archived)
  const [layout, setLayout] = useLocalStorage<Layout>({ key: 'labelwright.projects.layout', defaultValue: 'cards' })
  const all = projects.data?.pages.flatMap((page) => page.items) ?? []
  const shown = matching(query, all, (project) => project.name)

  return (
    <>
      <TopBar />
      <Page
        title={t('title')}
        actions={
          <>
            {all.length > 0 && (
              <>
                <Switch
                  label={t('showArchived')}
                  checked={archived}
                  onChange={(event) => setArchived(event.currentTarget.checked)}
                />
                <TextInput
                  w={220}
                  leftSection={<IconSearch size={16} />}
                  placeholder={t('searchPlaceholder')}
                  aria-label={t('searchPlaceholder')}
                  value={query}
                  onChange={(event) => setQuery(event.currentTarget.value)}
                />
                <LayoutSwitch layout={layout} onChange={setLayout} />
              </>
            )}
            <NewProjectButton />
          </>
        }
      >
        {projects.isPending && <Loading />}
        {projects.error && <ProblemView error={projects.error} onRetry={() => void projects.refetch()} />}
        {projects.isSuccess && all.length === 0 && (
          <Empty icon={<IconFolderPlus size={44} stroke={1.4} />} title={t('emptyTitle')} action={<NewProjectButton />}>
            {t('emptyText')}
          </Empty>
        )}
        {all.length > 0 && shown.length === 0 && <Empty title={t('noMatch')} />}
        {shown.length > 0 && <Shown layout={layout} projects={shown} />}
        {projects.hasNextPage && (
          <Button
            mt="md"
            variant="default"
            loading={projects.isFetchingNextPage}
            onClick={() => void projects.fetchNextPage()}
          >
            {t('loadMore', { ns: 'common' })}
          </Button>
        )}
      </Page>
    </>
  )
}

function Shown({ layout, projects }: { layout: Layout; projects: readonly Project[] }) {
  if (layout === 'list') return <ProjectTable projects={projects} />
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
      {projects.map((project) => (
        <ProjectCard key={project.id} project={project} />
      ))}
    </SimpleGrid>
  )
}

function NewProjectButton() {
  const { t } = useTranslation('projects')
  return (
    <Button leftSection={<IconPlus size={16} />} renderRoot={(props) => <Link {...props} to="/projects/new" />}>
      {t('new')}
    </Button>
  )
}

function LayoutSwitch({ layout, onChange }: { layout: Layout; onChange: (layout: Layout) => void }) {
  const { t } = useTranslation('projects')
  return (
    <SegmentedControl
      aria-label={t('layout')}
      value={layout}
      onChange={(value) => onChange(value as Layout)}
      data={[
        { value: 'cards', label: <IconLayoutGrid size={16} aria-label={t('cards')} style={{ display: 'block' }} /> },
        { value: 'list', label: <IconList size={16} aria-label={t('list')} style={{ display: 'block' }} /> },
      ]}
    />
  )
}

function Loading() {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
      {[0, 1, 2].map((index) => (
        <Skeleton key={index} height={164} radius="lg" />
      ))}
    </SimpleGrid>
  )
}
