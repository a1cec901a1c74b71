// What can be done to the selected gold items at once: what single rows have, and the way back.
import { Button, Menu, Text } from '@mantine/core'
import { IconArchive, IconArrowRight, IconNote, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { POOLS, type GoldChange, type GoldItem } from '@client/queries/gold'
import { differing } from './changes'
import { NoteDialog } from './NoteDialog'
import { useSetGold } from './useSetGold'
import classes from './Gold.module.css'

interface GoldBulkProps {
  readonly project: string
  /** The rows that are selected. */
  readonly rows: readonly GoldItem[]
  readonly onDone: () => void
}

export function GoldBulk({ project, rows, onDone }: GoldBulkProps) {
  const { t } = useTranslation('gold')
  const { t: data } = useTranslation('data')
  const [noting, setNoting] = useState(false)
  const setGold = useSetGold(project)
  const set = (to: GoldChange, told: 'moved' | 'retired' | 'revived' | 'noted'): void => {
    const concerned = differing(rows, to)
    if (concerned.length === 0) return onDone()
    setGold(concerned, to, t(`many.${told}`, { count: concerned.length }), onDone)
  }
  return (
    <div
      className={`${classes.bulk ?? ''} lw-row`}
      role="toolbar"
      aria-label={data('selected', { count: rows.length })}
    >
      <Text fw={600} size="sm" className="lw-num lw-grow">
        {data('selected', { count: rows.length })}
      </Text>
      <Menu>
        <Menu.Target>
          <Button size="compact-sm" variant="default" leftSection={<IconArrowRight size={14} />}>
            {t('many.move')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {POOLS.map((pool) => (
            <Menu.Item key={pool} onClick={() => set({ pool }, 'moved')}>
              {t(`pools.${pool}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button size="compact-sm" variant="default" leftSection={<IconNote size={14} />} onClick={() => setNoting(true)}>
        {t('editNote')}
      </Button>
      {rows.some(({ retired_at: at }) => at === null) && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconArchive size={14} />}
          onClick={() => set({ retired: true }, 'retired')}
        >
          {t('retire')}
        </Button>
      )}
      {rows.some(({ retired_at: at }) => at !== null) && (
        <Button size="compact-sm" variant="default" onClick={() => set({ retired: false }, 'revived')}>
          {t('revive')}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconX size={14} />} onClick={onDone}>
        {data('clearSelection')}
      </Button>
      <NoteDialog
        opened={noting}
        title={t('many.noteTitle', { count: rows.length })}
        note={rows[0]?.note ?? ''}
        onClose={() => setNoting(false)}
        onNote={(note) => set({ note }, 'noted')}
      />
    </div>
  )
}
