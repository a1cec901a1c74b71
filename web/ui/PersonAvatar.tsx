// A person's initials on a tint that is always the same for the same name.
import { Avatar, type AvatarProps } from '@mantine/core'

interface PersonAvatarProps extends AvatarProps {
  readonly name: string
  /** Whether the name stands nowhere beside it, so that it must be said. */
  readonly alone?: boolean
}

export function PersonAvatar({ name, alone = false, size = 24, ...rest }: PersonAvatarProps) {
  return (
    <Avatar
      radius="xl"
      size={size}
      name={name}
      styles={{ placeholder: { background: tintOf(name), color: 'var(--mantine-color-text)', border: 0 } }}
      {...(alone ? { role: 'img', 'aria-label': name } : { 'aria-hidden': true })}
      {...rest}
    />
  )
}

/** Light enough under dark text, dark enough under light text. */
function tintOf(name: string): string {
  let hash = 7
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return `color-mix(in srgb, hsl(${String(hash % 360)} 60% 50%) 26%, var(--lw-surface))`
}
