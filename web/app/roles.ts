// What the pages offer to each role. The server decides what is allowed; this only keeps dead ends off the screen.
import type { Role } from '@client/types'

export type Power = 'see' | 'browse' | 'label' | 'review' | 'manage' | 'own'

const POWERS: Readonly<Record<Role, readonly Power[]>> = {
  owner: ['see', 'browse', 'label', 'review', 'manage', 'own'],
  manager: ['see', 'browse', 'label', 'review', 'manage'],
  expert: ['see', 'browse', 'label', 'review'],
  reviewer: ['see', 'browse', 'label', 'review'],
  annotator: ['see', 'label'],
  viewer: ['see', 'browse'],
}

/** Whether a role may do something; an administrator without a role in the project counts as its owner. */
export function can(role: Role | null, power: Power): boolean {
  return POWERS[role ?? 'owner'].includes(power)
}
