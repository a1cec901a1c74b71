/** How a label type is found: the built-in by its folder's name, a stranger's by being handed in. Mirrors `core/registry.py`. */
import type { AnyLabel } from './label'

const BUILT_IN = import.meta.glob<AnyLabel>('../../src/labelwright/labels/*/editor.ts', { eager: true, import: 'default' })

/** All label types by name. A built-in wins over a stranger of the same name. */
export function labelTypes(strangers: readonly AnyLabel[] = []): ReadonlyMap<string, AnyLabel> {
  return new Map([...strangers, ...Object.values(BUILT_IN)].map((type) => [type.name, type]))
}
