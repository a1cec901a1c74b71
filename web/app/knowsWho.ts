// Whether the reader may be told who answered what; a project with a blind stage tells it to those who run it alone.
import { useProject } from '@client/queries/projects'
import { useSpec } from '@client/queries/spec'
import { can } from './roles'

export function useKnowsWho(project: string): boolean {
  const { data } = useProject(project)
  const stages = useSpec(project).data?.document.workflow
  if (!data || !stages) return false
  return can(data.role, 'manage') || !stages.some(({ blind }) => blind)
}
