// A page's frame: a heading with its actions over a column of bounded width.
import { Title } from '@mantine/core'
import type { ReactNode } from 'react'

export interface PageProps {
  readonly title: string
  readonly actions?: ReactNode
  readonly children: ReactNode
  /** In rem; pages with tables are wider than pages with forms. */
  readonly width?: number
}

export function Page({ title, actions, children, width = 76 }: PageProps) {
  return (
    <main id="main" className="lw-scroll" style={{ height: '100%' }} tabIndex={0}>
      <div style={{ maxWidth: `${String(width)}rem`, margin: '0 auto', padding: '1.5rem 1.75rem 3rem' }}>
        <div className="lw-row" style={{ marginBottom: '1.25rem', minHeight: 36, flexWrap: 'wrap' }}>
          <Title order={1} className="lw-grow">
            {title}
          </Title>
          {actions}
        </div>
        {children}
      </div>
    </main>
  )
}

/** A titled panel within a page. */
export function Section({ title, actions, children }: { title?: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className="lw-panel" style={{ padding: '1rem 1.125rem', minWidth: 0 }}>
      {(title || actions) && (
        <div className="lw-row" style={{ marginBottom: '0.75rem' }}>
          {title && (
            <Title order={2} className="lw-grow" fz="0.9375rem">
              {title}
            </Title>
          )}
          {actions}
        </div>
      )}
      {children}
    </section>
  )
}
