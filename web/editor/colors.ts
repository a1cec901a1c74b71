/** The colours of classes. */
import type { Ontology } from './model'

/** After Okabe and Ito, readable for colour-blind people, extended by lightness. */
export const PALETTE = ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7', '#8c6bb1', '#66c2a5', '#b15928'] as const

/** The class's own colour or one from the palette by its place in the ontology. */
export function colorOf(ontology: Ontology, name: string): string {
  const index = ontology.classes.findIndex((cls) => cls.name === name)
  const own = ontology.classes[index]?.color
  return own !== undefined && own !== '' ? own : (PALETTE[Math.max(index, 0) % PALETTE.length] ?? PALETTE[0])
}
