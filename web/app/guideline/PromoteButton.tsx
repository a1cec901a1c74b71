// The way from a case in the work to an example in the guideline, for those who judge.
import { Button } from '@mantine/core'
import { IconBookUpload } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MountedEditor } from '@editor'
import { useProject } from '@client/queries/projects'
import { can } from '../roles'

const PromoteDialog = lazy(() => import('./PromoteDialog').then((module) => ({ default: module.PromoteDialog })))

export function PromoteButton({ editor }: { editor: MountedEditor }) {
  const { t } = useTranslation('label')
  const { id = '' } = useParams({ strict: false })
  const project = useProject(id).data
  const [opened, setOpened] = useState(false)
  if (!project || !can(project.role, 'review')) return null
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        mb="sm"
        leftSection={<IconBookUpload size={15} />}
        onClick={() => setOpened(true)}
      >
        {t('promote.open')}
      </Button>
      {opened && (
        <Suspense>
          <PromoteDialog project={id} editor={editor} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  )
}
