/** Classes by their names, and their colours. */
import type { Class, Ontology } from './model'

/** After Okabe and Ito, readable for colour-blind people, extended by lightness. */
export const PALETTE = ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7', '#8c6bb1', '#66c2a5', '#b15928'] as const

interface Named {
  readonly cls: Class
  readonly color: string
}

/** An ontology is never changed in place, and is asked for every annotation that is drawn. */
const NAMED = new WeakMap<Ontology, ReadonlyMap<string, Named>>()

export function classNamed(ontology: Ontology, name: string): Class | undefined {
  return named(ontology).get(name)?.cls
}

/** The class's own colour or one from the palette by its place in the ontology. */
export function colorOf(ontology: Ontology, name: string): string {
  return named(ontology).get(name)?.color ?? PALETTE[0]
}

function named(ontology: Ontology): ReadonlyMap<string, Named> {
  const known = NAMED.get(ontology)
  if (known) return known
  const made = new Map<string, Named>()
  ontology.classes.forEach((cls, index) => {
    const color = cls.color || (PALETTE[index % PALETTE.length] ?? PALETTE[0])
    if (!made.has(cls.name)) made.set(cls.name, { cls, color })
  })
  NAMED.set(ontology, made)
  return made
}
