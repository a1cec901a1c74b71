// A figure that leads to the items which it counts, in the data list.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { GivenFilter } from '@client/queries/tasks'
import { useKnowsWho } from '../knowsWho'

interface ItemsLinkProps {
  readonly project: string
  /** What was given to the items. */
  readonly given: GivenFilter
  /** What the figure is of, for those who hear the page; the figure itself where it says so. */
  readonly label?: string
  readonly children: ReactNode
}

export function ItemsLink({ project, given, label, children }: ItemsLinkProps) {
  const knowsWho = useKnowsWho(project)
  if (!knowsWho && (given.by !== undefined || given.of !== undefined)) return children
  return (
    <Link
      to="/projects/$id/data"
      params={{ id: project }}
      search={{ given }}
      className="lw-link"
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {children}
    </Link>
  )
}
