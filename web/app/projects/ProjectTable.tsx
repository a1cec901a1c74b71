// Projects as lines, for those who have many.
import { Badge, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Project } from '@client/types'
import { count } from '@ui/format'
import { StageBar } from '../overview/StageBar'
import { doneTasks } from '../overview/progress'
import { MediaSign } from './ProjectCard'
import classes from './Projects.module.css'

function Progress({ tasks, by_stage: stages }: Project['counts']) {
  const { t } = useTranslation('projects')
  if (stages.length === 0) return t('tasks', { count: tasks })
  return (
    <div className="lw-row">
      <div className="lw-grow">
        <StageBar stages={stages} total={tasks} />
      </div>
      <Text size="xs" c="dimmed" className="lw-num" style={{ whiteSpace: 'nowrap' }}>
        {t('doneOf', { done: count(doneTasks(stages)), total: count(tasks) })}
      </Text>
    </div>
  )
}

export function ProjectTable({ projects }: { projects: readonly Project[] }) {
  const { t } = useTranslation('projects')
  const { t: common } = useTranslation('common')
  return (
    <div className="lw-panel" style={{ overflow: 'hidden' }}>
      <table className="lw-table">
        <thead>
          <tr>
            <th scope="col">{common('name')}</th>
            <th scope="col" style={{ width: '34%' }}>
              {t('progress')}
            </th>
            <th scope="col">{t('role')}</th>
          </tr>
        </thead>
        <tbody>
          {projects.map((project) => (
            <tr key={project.id}>
              <td>
                <div className="lw-row">
                  <MediaSign media={project.media} />
                  <Link to="/projects/$id" params={{ id: project.id }} className={classes.name}>
                    {project.name}
                  </Link>
                  {project.archived && <Badge color="gray">{t('archived')}</Badge>}
                </div>
              </td>
              <td>
                <Progress {...project.counts} />
              </td>
              <td>{project.role && common(`roles.${project.role}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
