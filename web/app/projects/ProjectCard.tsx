// A project at a glance: what it is, how far it is, and the way into the work.
import { Badge, Button, Text, Title } from '@mantine/core'
import { IconPhoto, IconTextCaption } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Project } from '@client/types'
import { count } from '@ui/format'
import { StageBar } from '../overview/StageBar'
import { doneTasks } from '../overview/progress'
import { can } from '../roles'
import classes from './Projects.module.css'

export function ProjectCard({ project }: { project: Project }) {
  const { t } = useTranslation('projects')
  const { tasks, by_stage: stages } = project.counts
  return (
    <article className={classes.card}>
      <div className="lw-row">
        <MediaSign media={project.media} />
        <Title order={2} className="lw-ellipsis lw-grow" fz="1rem">
          <Link to="/projects/$id" params={{ id: project.id }} className={classes.cover}>
            {project.name}
          </Link>
        </Title>
        {project.archived && <Badge color="gray">{t('archived')}</Badge>}
      </div>
      <Text size="sm" c="dimmed" lineClamp={2} mih="2.8em">
        {project.description}
      </Text>
      <div>
        <div className="lw-row" style={{ justifyContent: 'space-between', marginBottom: 6 }}>
          <Text size="xs" c="dimmed" className="lw-num">
            {tasks === 0 ? t('noTasks') : t('tasks', { count: tasks })}
          </Text>
          {tasks > 0 && stages.length > 0 && (
            <Text size="xs" c="dimmed" className="lw-num">
              {t('doneOf', { done: count(doneTasks(stages)), total: count(tasks) })}
            </Text>
          )}
        </div>
        {stages.length > 0 && <StageBar stages={stages} total={tasks} />}
      </div>
      <div className={classes.actions}>
        {can(project.role, 'label') && (
          <Button
            size="xs"
            renderRoot={(props) => <Link {...props} to="/projects/$id/label" params={{ id: project.id }} />}
          >
            {t('label')}
          </Button>
        )}
        {can(project.role, 'review') && (
          <Button
            size="xs"
            variant="default"
            renderRoot={(props) => <Link {...props} to="/projects/$id/review" params={{ id: project.id }} />}
          >
            {t('review')}
          </Button>
        )}
      </div>
    </article>
  )
}

export function MediaSign({ media }: { media: Project['media'] }) {
  const { t } = useTranslation('common')
  const Sign = media === 'text' ? IconTextCaption : IconPhoto
  return (
    <Sign
      size={18}
      stroke={1.6}
      color="var(--mantine-color-dimmed)"
      aria-label={t(`media.${media}`)}
      style={{ flex: 'none' }}
    />
  )
}
