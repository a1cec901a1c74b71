// One figure with its name and, where there is one, a remark.
import { Skeleton, Text } from '@mantine/core'
import type { ReactNode } from 'react'

export function Stat({ label, value, note }: { label: string; value: ReactNode | undefined; note?: ReactNode }) {
  return (
    <div className="lw-panel" style={{ padding: '0.75rem 1rem', minWidth: 0 }}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      {value === undefined ? (
        <Skeleton height={24} mt={6} width="60%" />
      ) : (
        <Text fz="1.375rem" fw={600} className="lw-num" lh={1.4}>
          {value}
        </Text>
      )}
      <Text size="xs" c="dimmed" mih={17}>
        {note}
      </Text>
    </div>
  )
}
