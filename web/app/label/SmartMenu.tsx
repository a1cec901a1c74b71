// The smart tools behind one button of the rail; it shows the one that was taken last.
import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import {
  IconBucketDroplet,
  IconCut,
  IconHexagons,
  IconScissors,
  IconSparkles,
  IconWand,
  type Icon,
} from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandRow, Editor } from '@editor'
import { Keys } from '@ui/Keys'
import { useDerived } from './useEditor'

const ICONS: Readonly<Record<string, Icon>> = {
  wand: IconWand,
  scissors: IconScissors,
  cut: IconCut,
  hexagons: IconHexagons,
  'bucket-droplet': IconBucketDroplet,
}

export function SmartMenu({ editor }: { editor: Editor }) {
  const { t } = useTranslation('label')
  const [opened, setOpened] = useState(false)
  const facts = useDerived(editor, ({ state }) => `${String(state.tool === 'smart')} ${state.smart}`)
  const ids = useMemo(() => toolsOf(editor).map(({ id }) => id), [editor])
  const enabled = useDerived(editor, ({ commands }) => String(ids.some((id) => commands.enabled(id))))
  const [lit, smart] = facts.split(' ')
  const rows = toolsOf(editor)
  const Sign = ICONS[rows.find(({ id }) => id === `smart.${smart ?? ''}`)?.icon ?? ''] ?? IconSparkles
  return (
    <Menu position="right-start" width={240} disabled={enabled !== 'true'} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Tooltip label={t('smart.title')} position="right" disabled={opened}>
          <ActionIcon
            size={34}
            aria-label={t('smart.title')}
            aria-pressed={lit === 'true'}
            variant={lit === 'true' ? 'light' : 'subtle'}
            color={lit === 'true' ? 'accent' : 'gray'}
            disabled={enabled !== 'true'}
          >
            <Sign size={19} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {rows.map((row) => (
          <Entry key={row.id} row={row} editor={editor} lit={lit === 'true' && row.id === `smart.${smart ?? ''}`} />
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function Entry({ row, editor, lit }: { row: CommandRow; editor: Editor; lit: boolean }) {
  const Sign = ICONS[row.icon] ?? IconSparkles
  const key = editor.commands.keyFor(row.id)
  return (
    <Menu.Item
      leftSection={<Sign size={17} stroke={1.7} />}
      rightSection={key && <Keys keys={key} />}
      disabled={!row.enabled}
      {...(lit && { bg: 'var(--lw-accent-soft)', c: 'var(--lw-accent-text)', 'aria-current': true })}
      onClick={() => editor.commands.run(row.id)}
    >
      {row.title}
    </Menu.Item>
  )
}

/** The commands that take a smart tool in hand. */
function toolsOf(editor: Editor): readonly CommandRow[] {
  return editor.commands
    .list()
    .filter(({ id, group }) => group === 'tools' && /^smart\.[^.]+$/.test(id))
    .sort((a, b) => a.title.localeCompare(b.title))
}
