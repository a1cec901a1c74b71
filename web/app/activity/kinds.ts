// The families of events that one can look at alone; a family may gather several kinds.
export const KINDS = [
  'answer',
  'verdict',
  'task',
  'assignment',
  'thread,comment',
  'spec',
  'member',
  'project',
  'gold,standing,votes',
] as const
