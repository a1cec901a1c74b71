// Accepts or rejects what stands in the selected items, where they wait to be judged; and the way back.
import { Button } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useJudge, useTakeBack, type Judged } from '@client/queries/verdicts'
import type { BulkTarget } from '@client/queries/tasks'
import { ReasonDialog } from '../label/ReasonDialog'
import { useReasons } from '../label/useReasons'
import { tellDone, tellHindrance, tellProblem } from '../notices'
import { whyOf } from './refusals'

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
  const takeBack = useTakeBack(project)
  const [rejecting, setRejecting] = useState(false)

  const tellRefused = ({ refused, refused_count: count }: Judged): void => {
    if (count > 0) tellHindrance(`${t('judge.left', { count })} ${whyOf(refused)}`)
  }
  const give = (outcome: 'accept' | 'reject', reason: string): void =>
    judge.mutate(
      { target, outcome, reason },
      {
        onSuccess: (done) => {
          const { ids } = done
          const undo = (): void => takeBack.mutate(ids, { onSuccess: tellRefused, onError: tellProblem })
          if (ids.length > 0) tellDone(t(`judge.${outcome}ed`, { count: ids.length }), undo)
          tellRefused(done)
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
