// What stands where nothing is yet: says what would be here and leads to the first step.
import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

export interface EmptyProps {
  readonly icon?: ReactNode
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
  /** Whether it is all there is on the page. */
  readonly alone?: boolean
}

export function Empty({ icon, title, children, action, alone = false }: EmptyProps) {
  return (
    <div
      style={{
        display: 'grid',
        justifyItems: 'center',
        gap: 10,
        padding: '4rem 1.5rem',
        textAlign: 'center',
        margin: 'auto',
        ...(alone ? { height: '100%', alignContent: 'center' } : {}),
      }}
    >
      {icon && <div style={{ color: 'var(--lw-accent)', opacity: 0.9 }}>{icon}</div>}
      <Title order={2}>{title}</Title>
      {children && (
        <Text c="dimmed" maw={440}>
          {children}
        </Text>
      )}
      {action && <div style={{ marginTop: 8 }}>{action}</div>}
    </div>
  )
}
