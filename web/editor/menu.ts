/** A menu is asked for at a place of the item. */
import type { EditorEvents } from './api'
import { whole } from './compounds'
import type { Point } from './geometry/types'
import type { ToolView } from './tools/types'

interface Host extends ToolView {
  select(ids: Iterable<string>): void
  emit<K extends keyof EditorEvents>(event: K, payload: EditorEvents[K]): void
}

/**
 * Chooses what lies there, unless it is chosen already, and asks for its menu, or for that of the bare ground. `page` is
 * where on the page the menu opens. While something is drawn there is none.
 */
export function askForMenu(host: Host, stack: readonly string[], page: Point): void {
  const { busy, selection } = host.state
  if (busy) return
  const id = stack.find((one) => selection.has(one)) ?? stack[0]
  if (id === undefined) host.select([])
  else if (!selection.has(id)) host.select(whole(host, [id]))
  host.emit('effect', { type: 'menu', on: id === undefined ? 'ground' : 'object', page })
}
