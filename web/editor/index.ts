/** The editor kernel: documents, tools and commands without a DOM or a framework. */
export * from './api'
export { createEditor } from './kernel'
export { PALETTE, colorOf, labelText, restingMarks } from './paint'
export { fitsAttribute, missingAttributes } from './attributes'
export { compared } from './compare'
export { newId } from './ids'
export { labelTypes } from './labels'
export { PLAIN, RANGES, displayed, isPlain } from './display'
