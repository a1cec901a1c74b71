// The project's sign and name.
import { Text } from '@mantine/core'

export function Wordmark({ size = 22, named = true }: { size?: number; named?: boolean }) {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: size * 0.38 }}>
      <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
        <rect width="32" height="32" rx="8" fill="var(--lw-accent)" />
        <path d="M9 8v16h14" fill="none" stroke="#fff" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" />
        <rect
          x="14.5"
          y="8.5"
          width="9"
          height="9"
          rx="2"
          fill="none"
          stroke="#fff"
          strokeWidth="2.5"
          strokeDasharray="3 2"
        />
      </svg>
      {named && (
        <Text component="span" fw={650} fz={size * 0.68} lts="-0.01em">
          Labelwright
        </Text>
      )}
    </span>
  )
}
