// Which tab of the settings is open, as it stands in the address.

export const TABS = ['general', 'classes', 'checks', 'guideline', 'workflow', 'yaml', 'revisions'] as const
export type SettingsTab = (typeof TABS)[number]

export interface SettingsSearch {
  readonly tab?: SettingsTab
}

/** The search of an address, whatever somebody wrote there; what means nothing is left out. */
export function parseSettingsSearch(raw: Readonly<Record<string, unknown>>): SettingsSearch {
  const tab = TABS.find((one) => one === raw.tab)
  return tab ? { tab } : {}
}
