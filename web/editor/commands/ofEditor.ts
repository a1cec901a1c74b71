/** All commands of an editor. Earlier ones win a key that several have. */
import type { AnyLabel } from '../label'
import type { Ontology } from '../model'
import { SMART_TOOLS, settingsName } from '../smart/registry'
import { attributeCommands } from './ofAttributes'
import { labelCommands } from './ofLabels'
import { macroCommands } from './ofMacros'
import { settingCommands } from './ofSettings'
import { smartCommands } from './ofSmart'
import { allCommands, classCommands } from './registry'
import type { Command, Macro } from './types'

/** `strangers` are commands from outside; a built-in wins over one of the same id. */
export function editorCommands(
  ontology: Ontology,
  labels: ReadonlyMap<string, AnyLabel>,
  macros: readonly Macro[],
  strangers: readonly Command[],
): readonly Command[] {
  return [
    ...attributeCommands(ontology),
    ...classCommands(ontology),
    ...macroCommands(macros),
    ...labelCommands(labels),
    ...smartCommands(),
    ...settingCommands(labels.values()),
    ...settingCommands([...SMART_TOOLS.values()].map(({ name, settings }) => ({ name: settingsName(name), settings }))),
    ...allCommands(strangers),
  ]
}
