// Filters, order and layout kept under a name.
import { ActionIcon, Button, Menu, Modal, TextInput } from '@mantine/core'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDeleteView, useSaveView, useViews } from '@client/queries/tasks'
import { tellDone, tellProblem } from '../notices'
import { parseDataSearch, type DataSearch } from './filters'

interface SavedViewsProps {
  readonly project: string
  readonly search: DataSearch
  readonly onChange: (search: DataSearch) => void
}

export function SavedViews({ project, search, onChange }: SavedViewsProps) {
  const { t } = useTranslation('data')
  const { t: common } = useTranslation('common')
  const views = useViews(project).data ?? []
  const remove = useDeleteView(project)
  const [naming, setNaming] = useState(false)
  return (
    <>
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={16} />}>
            {t('views')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.length === 0 && <Menu.Label>{t('noViews')}</Menu.Label>}
          {views.map((view) => (
            <div key={view.id} className="lw-row" style={{ gap: 2 }}>
              <Menu.Item onClick={() => onChange(parseDataSearch(view.query))}>{view.name}</Menu.Item>
              <ActionIcon
                aria-label={t('deleteView', { name: view.name })}
                onClick={() => remove.mutate(view.id, { onError: tellProblem })}
              >
                <IconTrash size={14} />
              </ActionIcon>
            </div>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setNaming(true)}>{t('saveView')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={naming} onClose={() => setNaming(false)} title={t('saveView')} size="sm">
        <NameForm project={project} search={search} save={common('save')} onDone={() => setNaming(false)} />
      </Modal>
    </>
  )
}

function NameForm({
  project,
  search,
  save,
  onDone,
}: {
  project: string
  search: DataSearch
  save: string
  onDone: () => void
}) {
  const { t } = useTranslation('data')
  const [name, setName] = useState('')
  const keep = useSaveView(project)
  const { task: _, ...query } = search
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        keep.mutate(
          { name: name.trim(), query: { ...query } },
          {
            onSuccess: () => {
              tellDone(t('viewSaved'))
              onDone()
            },
            onError: tellProblem,
          },
        )
      }}
    >
      <TextInput
        label={t('viewName')}
        data-autofocus
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" mt="md" fullWidth loading={keep.isPending} disabled={!name.trim()}>
        {save}
      </Button>
    </form>
  )
}
