// The arrangement around an editor: bar above, tools at the left, panel at the right, status below.
import type { ReactNode } from 'react'
import classes from './Label.module.css'

export interface FrameProps {
  readonly top: ReactNode
  /** What needs attention. */
  readonly banner?: ReactNode
  /** What is good to know. */
  readonly strip?: ReactNode
  readonly tools?: ReactNode
  readonly panel?: ReactNode
  readonly status?: ReactNode
  readonly children: ReactNode
}

export function Frame({ top, banner, strip, tools, panel, status, children }: FrameProps) {
  return (
    <div className={classes.page}>
      <header className={classes.top}>{top}</header>
      <div className={classes.notes}>
        {strip && <div className={classes.strip}>{strip}</div>}
        {banner && (
          <div className={classes.banner} role="status">
            {banner}
          </div>
        )}
      </div>
      <nav className={classes.tools}>{tools}</nav>
      <main id="main" className={classes.canvas} tabIndex={-1}>
        {children}
      </main>
      <aside className={classes.panel}>{panel}</aside>
      <footer className={classes.status}>{status}</footer>
    </div>
  )
}
