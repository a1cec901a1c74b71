// Makes one answer of an item gold, from wherever that answer is looked at.
import { Button } from '@mantine/core'
import { IconAward } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MakeGold } from './MakeGold'

interface MakeGoldButtonProps {
  readonly project: string
  readonly task: string
  readonly answer: string
  readonly size?: 'xs' | 'compact-xs'
}

export function MakeGoldButton({ project, task, answer, size = 'xs' }: MakeGoldButtonProps) {
  const { t } = useTranslation('gold')
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button size={size} variant="default" leftSection={<IconAward size={14} />} onClick={() => setOpened(true)}>
        {t('makeMany')}
      </Button>
      <MakeGold project={project} tasks={[task]} answer={answer} opened={opened} onClose={() => setOpened(false)} />
    </>
  )
}
