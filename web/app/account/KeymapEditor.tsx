// Every command and its key; press another one to change it. Clashes are named, not forbidden.
import { ActionIcon, Badge, Button, Group, Skeleton, Text, TextInput, VisuallyHidden } from '@mantine/core'
import { IconRotate, IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createEditor } from '@editor'
import { usePreferences, useSavePreferences } from '@client/queries/session'
import { Keys } from '@ui/Keys'
import { conflicts, isMac, showKey, withKeymap, type Keyed, type Keymap } from '../commands/keymap'
import { matching } from '../commands/match'
import { useRegistry, type CommandArea } from '../commands/registry'
import { usePressedKey } from '../commands/usePressedKey'
import { tellProblem } from '../notices'

interface Row extends Keyed {
  readonly title: string
  readonly group: CommandArea
}

export function KeymapEditor() {
  const { t } = useTranslation('account')
  const { t: common } = useTranslation('common')
  const preferences = usePreferences()
  const save = useSavePreferences()
  const [query, setQuery] = useState('')
  const own = preferences.data?.keymap ?? {}
  const defaults = useDefaults()
  const rows = withKeymap(defaults, own)
  const clashes = useMemo(() => conflicts(rows), [rows])
  const found = matching(query, rows, (row) => row.title)
  const set = (keymap: Keymap): void => save.mutate({ ...preferences.data, keymap }, { onError: tellProblem })
  if (!preferences.data) return <Skeleton height={200} />
  return (
    <div>
      <Text size="sm" c="dimmed" mb="sm">
        {t('keysHint')}
      </Text>
      <div className="lw-row" style={{ marginBottom: 8 }}>
        <TextInput
          className="lw-grow"
          leftSection={<IconSearch size={16} />}
          placeholder={t('findCommand')}
          aria-label={t('findCommand')}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <Button variant="default" disabled={Object.keys(own).length === 0} onClick={() => set({})}>
          {t('resetAll')}
        </Button>
      </div>
      <div style={{ maxHeight: 340, overflow: 'auto' }}>
        {[...Map.groupBy(found, (row) => row.group)].map(([group, members]) => (
          <section key={group} aria-label={common(`groups.${group}`)}>
            <Text size="xs" fw={600} c="dimmed" mt="xs">
              {common(`groups.${group}`)}
            </Text>
            {members.map((row) => (
              <KeyRow
                key={row.id}
                row={row}
                changed={own[row.id] !== undefined}
                clash={[...clashes.values()].some((ids) => ids.includes(row.id))}
                onKey={(key) => set({ ...own, [row.id]: [key] })}
                onReset={() => set(Object.fromEntries(Object.entries(own).filter(([id]) => id !== row.id)))}
              />
            ))}
          </section>
        ))}
      </div>
    </div>
  )
}

interface KeyRowProps {
  readonly row: Row
  readonly changed: boolean
  readonly clash: boolean
  readonly onKey: (key: string) => void
  readonly onReset: () => void
}

function KeyRow({ row, changed, clash, onKey, onReset }: KeyRowProps) {
  const { t } = useTranslation('account')
  const { listening, props } = usePressedKey((key) => key !== null && onKey(key))
  return (
    <div className="lw-row" style={{ padding: '3px 2px', minHeight: 34 }}>
      <span className="lw-grow">{row.title}</span>
      {clash && <Badge color="yellow">{t('clash')}</Badge>}
      {changed && (
        <ActionIcon aria-label={t('resetKey', { name: row.title })} onClick={onReset}>
          <IconRotate size={14} />
        </ActionIcon>
      )}
      <Button size="compact-sm" variant={listening ? 'light' : 'default'} miw={110} {...props}>
        <VisuallyHidden>{t('changeKey', { name: row.title })}</VisuallyHidden>
        {listening ? (
          t('pressKey')
        ) : row.keys.length > 0 ? (
          <Group gap={4}>
            {row.keys.map((key) => (
              <Keys key={key} keys={showKey(key, isMac)} />
            ))}
          </Group>
        ) : (
          t('noKey')
        )}
      </Button>
    </div>
  )
}

/** The commands of the shell and of the editor with the keys they come with. */
function useDefaults(): readonly Row[] {
  const shell = useRegistry((state) => state.sources.get('shell'))
  return useMemo(() => {
    const editor = createEditor({
      ontology: { classes: [], groups: [] },
      item: { id: '', name: '', media: 'image', width: 1, height: 1 },
      annotations: [],
    })
    const own = editor.commands.list().filter((row) => row.keys.length > 0)
    const rows = [...own, ...(shell ?? []).filter((command) => command.keys.length > 0)]
    return [...new Map(rows.map((row) => [row.id, row])).values()]
  }, [shell])
}
