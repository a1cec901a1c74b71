// A figure that leads to the answers behind it, each beside what it was held against.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ContrastQuery } from '@client/queries/quality'
import { useKnowsWho } from '../knowsWho'

interface ContrastsLinkProps {
  readonly project: string
  readonly wanted: ContrastQuery
  /** What the figure is of, for those who hear the page; the figure itself where it says so. */
  readonly label?: string
  readonly plain?: boolean
  readonly children: ReactNode
}

export function ContrastsLink({ project, wanted, label, plain = false, children }: ContrastsLinkProps) {
  const knowsWho = useKnowsWho(project)
  if (!knowsWho) return children
  return (
    <Link
      to="/projects/$id/quality/items"
      params={{ id: project }}
      search={wanted}
      className={plain ? undefined : 'lw-link'}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {children}
    </Link>
  )
}
