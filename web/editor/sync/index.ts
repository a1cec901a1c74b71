/** Keeping work safe: drafts that save themselves, and answers that arrive once. */
export * from './ports'
export { Autosave, type AutosaveOptions } from './autosave'
export { Submits, type SubmitsOptions, type SubmitsState } from './submits'
export { memoryJournal } from './memoryJournal'
export { folded } from './folded'
export { systemClock } from './clock'
