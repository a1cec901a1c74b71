// Colours for classes that were given none: distinct to most eyes, alike in both themes (after Okabe and Ito, 2008).

export const PALETTE = [
  '#0072b2',
  '#d55e00',
  '#009e73',
  '#cc79a7',
  '#e69f00',
  '#56b4e9',
  '#8f6bd1',
  '#b2b200',
  '#a0522d',
  '#5c7f8a',
  '#e0457b',
  '#4c9a2a',
] as const

/** The colour of a class by its name: always the same one. */
export function classColor(name: string): string {
  let hash = 7
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return PALETTE[hash % PALETTE.length] ?? PALETTE[0]
}

/** The first colour of the palette that is not taken. */
export function freeColor(taken: readonly string[]): string {
  return PALETTE.find((color) => !taken.includes(color)) ?? PALETTE[taken.length % PALETTE.length] ?? PALETTE[0]
}
