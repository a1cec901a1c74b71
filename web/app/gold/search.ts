// What the gold page shows, as it stands in the address.
import { FINDINGS, POOLS, type GoldFinding, type Pool } from '@client/queries/gold'

export const TABS = ['items', 'people', 'aside'] as const
export type GoldTab = (typeof TABS)[number]

export interface GoldSearch {
  readonly tab?: Exclude<GoldTab, 'items'>
  readonly pool?: Pool
  readonly finding?: GoldFinding
  readonly retired?: true
}

/** The search of an address, whatever somebody wrote there; what means nothing is left out. */
export function parseGoldSearch(raw: Readonly<Record<string, unknown>>): GoldSearch {
  const tab = oneOf(['people', 'aside'] as const, raw.tab)
  const pool = oneOf(POOLS, raw.pool)
  const finding = oneOf(FINDINGS, raw.finding)
  return {
    ...(tab ? { tab } : {}),
    ...(pool ? { pool } : {}),
    ...(finding ? { finding } : {}),
    ...(raw.retired === true ? { retired: true } : {}),
  }
}

/** The search with one field set, or without it. */
export function withField<K extends keyof GoldSearch>(
  search: GoldSearch,
  field: K,
  value: GoldSearch[K] | undefined,
): GoldSearch {
  return parseGoldSearch({ ...search, [field]: value })
}

function oneOf<T extends string>(words: readonly T[], word: unknown): T | undefined {
  return words.find((one) => one === word)
}
