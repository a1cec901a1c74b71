/** Whether an answer is handed in by itself as soon as it is complete. */
import { autoAdvances, WORK } from '../../settings'
import type { Command } from '../types'

const command: Command = {
  id: 'work.auto-advance',
  title: 'Hand in by itself when complete',
  icon: 'player-track-next',
  keys: ['Shift+Enter'],
  group: 'work',
  when: ({ state }) => !state.readonly,
  run: ({ state }) => {
    const advance = !autoAdvances(state.settings)
    const text = advance ? 'Complete answers are handed in by themselves.' : 'Answers are handed in when you say so.'
    return [
      { kind: 'settings', tool: WORK, settings: { advance } },
      { kind: 'announce', text },
    ]
  },
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default command
