// The macros that a person keeps: their keys, what they do, and a way to be rid of them.
import { ActionIcon, Group, Skeleton, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { usePreferences, useSavePreferences } from '@client/queries/session'
import { Keys } from '@ui/Keys'
import { isMac, showKey } from '../commands/keymap'
import { tellDone, tellProblem } from '../notices'

export function MacroList() {
  const { t } = useTranslation('account')
  const preferences = usePreferences()
  const save = useSavePreferences()
  if (!preferences.data) return <Skeleton height={60} />
  const macros = preferences.data.macros ?? []
  const keep = (next: typeof macros): void =>
    save.mutate({ ...preferences.data, macros: next }, { onError: tellProblem })
  if (macros.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('noMacros')}
      </Text>
    )
  }
  return (
    <div className="lw-lines">
      {macros.map((macro) => (
        <div key={macro.name} className="lw-row">
          <span className="lw-grow">
            {macro.name}{' '}
            <Text span size="sm" c="dimmed">
              {t('macroSteps', { count: macro.steps.length })}
            </Text>
          </span>
          <Group gap={4}>
            {macro.keys.map((key) => (
              <Keys key={key} keys={showKey(key, isMac)} />
            ))}
          </Group>
          <ActionIcon
            aria-label={t('deleteMacro', { name: macro.name })}
            onClick={() => {
              keep(macros.filter((other) => other !== macro))
              tellDone(t('macroDeleted', { name: macro.name }), () => keep(macros))
            }}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
    </div>
  )
}
