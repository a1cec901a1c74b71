// Keys as people read them.
import { Kbd } from '@mantine/core'

/** One combination such as `Ctrl+Z`, already written for the reader's platform. */
export function Keys({ keys, size = 'xs' }: { keys: string; size?: 'xs' | 'sm' }) {
  return <Kbd size={size}>{keys}</Kbd>
}
