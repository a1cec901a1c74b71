// What a lead can do with one gold item; all of it can be undone.
import { Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { POOLS, useChangeGold, type GoldChange, type GoldItem } from '@client/queries/gold'
import { RowMenu } from '@ui/RowMenu'
import { tellDone, tellProblem } from '../notices'
import { NoteDialog } from './NoteDialog'

interface GoldActionsProps {
  readonly project: string
  readonly row: GoldItem
}

export function GoldActions({ project, row }: GoldActionsProps) {
  const { t } = useTranslation('gold')
  const [editing, setEditing] = useState(false)
  const change = useChangeGold(project)
  const { name, task_id: task } = row
  const set = (to: GoldChange, back: GoldChange, told: string): void => {
    const undo = (): void => change.mutate({ tasks: [task], change: back }, { onError: tellProblem })
    change.mutate({ tasks: [task], change: to }, { onSuccess: () => tellDone(told, undo), onError: tellProblem })
  }
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
          <Menu.Item key={pool} onClick={() => set({ pool }, { pool: row.pool }, t('moved', { name }))}>
            {t('moveTo', { pool: t(`pools.${pool}`) })}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {row.retired_at === null ? (
          <Menu.Item onClick={() => set({ retired: true }, { retired: false }, t('retiredDone', { name }))}>
            {t('retire')}
          </Menu.Item>
        ) : (
          <Menu.Item onClick={() => set({ retired: false }, { retired: true }, t('revived', { name }))}>
            {t('revive')}
          </Menu.Item>
        )}
      </RowMenu>
      <NoteDialog
        opened={editing}
        title={t('noteTitle', { name })}
        note={row.note}
        onClose={() => setEditing(false)}
        onNote={(note) => set({ note }, { note: row.note }, t('noteSaved'))}
      />
    </>
  )
}
