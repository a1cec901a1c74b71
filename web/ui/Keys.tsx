// Keys as people read them.
import { Kbd } from '@mantine/core'

/** One combination such as `Ctrl+Z`, already written for the reader's platform. */
export function Keys({ keys, size = 'xs' }: { keys: string; size?: 'xs' | 'sm' }) {
  return <Kbd size={size}>{keys}</Kbd>
}

/** The key that does what a button does; no part of the button's name. */
export function EnterKey() {
  return (
    <Kbd size="xs" aria-hidden>
      Enter
    </Kbd>
  )
}
