// Accepts or rejects what stands in the selected items, where they wait to be judged; and the way back.
import { Button } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useJudge } from '@client/queries/verdicts'
import type { BulkTarget } from '@client/queries/tasks'
import { ReasonDialog } from '../label/ReasonDialog'
import { useReasons } from '../label/useReasons'
import { tellProblem } from '../notices'
import { useTellJudged } from './useTellJudged'

interface JudgeButtonsProps {
  readonly project: string
  readonly target: BulkTarget
  readonly onDone: () => void
}

export function JudgeButtons({ project, target, onDone }: JudgeButtonsProps) {
  const { t } = useTranslation('data')
  const { t: label } = useTranslation('label')
  const reasons = useReasons()
  const judge = useJudge(project)
  const tellJudged = useTellJudged(project, (count) => t('judge.left', { count }))
  const [rejecting, setRejecting] = useState(false)

  const give = (outcome: 'accept' | 'reject', reason: string): void =>
    judge.mutate(
      { target, outcome, reason },
      {
        onSuccess: (done) => {
          tellJudged(done, (count) => t(`judge.${outcome}ed`, { count }))
          onDone()
        },
        onError: tellProblem,
      },
    )

  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconCheck size={14} />}
        loading={judge.isPending}
        onClick={() => give('accept', '')}
      >
        {label('accept')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconX size={14} />}
        disabled={judge.isPending}
        onClick={() => setRejecting(true)}
      >
        {label('reject')}
      </Button>
      <ReasonDialog
        opened={rejecting}
        title={t('judge.rejectTitle')}
        label={label('rejectReason')}
        reasons={reasons}
        action={label('reject')}
        danger
        onClose={() => setRejecting(false)}
        onReason={(reason) => {
          setRejecting(false)
          give('reject', reason)
        }}
      />
    </>
  )
}
