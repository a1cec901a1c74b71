// Light or dark, kept on the server with the person's other preferences and in the browser for the next start.
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { usePreferences, useSavePreferences } from '@client/queries/session'

export type ThemeChoice = 'auto' | 'light' | 'dark'

export function useTheme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const shown = useComputedColorScheme('light')
  const preferences = usePreferences()
  const save = useSavePreferences()

  const choose = (theme: ThemeChoice): void => {
    setColorScheme(theme)
    save.mutate({ ...preferences.data, theme })
  }
  const toggle = (): void => choose(shown === 'dark' ? 'light' : 'dark')
  return { choice: colorScheme, shown, choose, toggle }
}
