// What a lead can do with one gold item; all of it can be undone.
import { Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { POOLS, type GoldChange, type GoldItem } from '@client/queries/gold'
import { RowMenu } from '@ui/RowMenu'
import { NoteDialog } from './NoteDialog'
import { useSetGold } from './useSetGold'

interface GoldActionsProps {
  readonly project: string
  readonly row: GoldItem
}

export function GoldActions({ project, row }: GoldActionsProps) {
  const { t } = useTranslation('gold')
  const [editing, setEditing] = useState(false)
  const setGold = useSetGold(project)
  const { name, task_id: task } = row
  const set = (to: GoldChange, told: string): void => setGold([row], to, told)
  return (
    <>
      <RowMenu label={t('actionsOf', { name })}>
        <Menu.Item
          renderRoot={(props) => <Link {...props} to="/projects/$id/items/$task" params={{ id: project, task }} />}
        >
          {t('open')}
        </Menu.Item>
        <Menu.Item onClick={() => setEditing(true)}>{t('editNote')}</Menu.Item>
        {POOLS.filter((pool) => pool !== row.pool).map((pool) => (
          <Menu.Item key={pool} onClick={() => set({ pool }, t('moved', { name }))}>
            {t('moveTo', { pool: t(`pools.${pool}`) })}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {row.retired_at === null ? (
          <Menu.Item onClick={() => set({ retired: true }, t('retiredDone', { name }))}>{t('retire')}</Menu.Item>
        ) : (
          <Menu.Item onClick={() => set({ retired: false }, t('revived', { name }))}>{t('revive')}</Menu.Item>
        )}
      </RowMenu>
      <NoteDialog
        opened={editing}
        title={t('noteTitle', { name })}
        note={row.note}
        onClose={() => setEditing(false)}
        onNote={(note) => set({ note }, t('noteSaved'))}
      />
    </>
  )
}
