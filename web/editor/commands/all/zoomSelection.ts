/** Brings what is selected into the middle, large. */
import { union } from '../../geometry/geometry'
import type { Bounds } from '../../geometry/types'
import { hasSelection } from '../selection'
import type { Command } from '../types'

const command: Command = {
  id: 'view.zoom-selection',
  title: 'Zoom to selection',
  icon: 'zoom-scan',
  keys: ['z'],
  group: 'view',
  menu: { on: 'object', at: 62 },
  when: hasSelection,
  run: (view) => {
    const bounds = [...view.state.selection].reduce<Bounds | null>((all, id) => union(all, view.boundsOf(id)), null)
    return bounds && { kind: 'camera', move: { type: 'reveal', bounds, zoom: true } }
  },
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
