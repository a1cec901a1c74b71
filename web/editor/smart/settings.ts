/** Settings that several smart tools have. */
import type { NumberSetting } from '../settings'

export const SMOOTHING: NumberSetting = {
  kind: 'number',
  name: 'smoothing',
  title: 'Smoothing',
  initial: 2,
  minimum: 0,
  maximum: 10,
  step: { by: 'difference', of: 1 },
  unit: 'px',
  less: ['{'],
  more: ['}'],
}
