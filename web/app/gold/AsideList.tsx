// Whose answers were set aside, by whom and why; each batch with the way back.
import { Badge, Button, Skeleton, Text } from '@mantine/core'
import { IconArrowBackUp, IconStackPop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAside, useUndoAside, type AsideBatch } from '@client/queries/gold'
import { Empty } from '@ui/Empty'
import { ago, count, when } from '@ui/format'
import { PersonAvatar } from '@ui/PersonAvatar'
import { tellDone, tellProblem } from '../notices'
import { ProblemView } from '../ProblemView'
import { MoreButton } from './MoreButton'
import classes from './Gold.module.css'

export function AsideList({ project }: { readonly project: string }) {
  const { t } = useTranslation('gold')
  const aside = useAside(project)
  const rows = aside.data?.pages.flatMap((page) => page.items) ?? []
  if (aside.error) return <ProblemView error={aside.error} onRetry={() => void aside.refetch()} />
  if (!aside.data) return <Skeleton height={200} />
  if (rows.length === 0) {
    return (
      <div className="lw-panel">
        <Empty icon={<IconStackPop size={44} stroke={1.4} />} title={t('asideEmptyTitle')}>
          {t('asideEmptyText')}
        </Empty>
      </div>
    )
  }
  return (
    <div style={{ display: 'grid', gap: '0.875rem' }}>
      <div className={`${classes.table ?? ''} lw-panel`} tabIndex={0} role="group" aria-label={t('tabs.aside')}>
        <table className="lw-table">
          <thead>
            <tr>
              <th scope="col">{t('person')}</th>
              <th scope="col">{t('mode')}</th>
              <th scope="col" className="lw-right">
                {t('answers')}
              </th>
              <th scope="col">{t('asideReason')}</th>
              <th scope="col">{t('when')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {rows.map((batch) => (
              <BatchRow key={batch.batch} project={project} batch={batch} />
            ))}
          </tbody>
        </table>
      </div>
      <MoreButton pages={aside} />
    </div>
  )
}

function BatchRow({ project, batch }: { readonly project: string; readonly batch: AsideBatch }) {
  const { t } = useTranslation('gold')
  const { t: common } = useTranslation('common')
  const undo = useUndoAside(project)
  const { user, mode, reason, answers, by, created_at: at, undone_at: undone } = batch
  return (
    <tr>
      <td>
        <span className="lw-row">
          <PersonAvatar name={user.name} />
          {user.name}
        </span>
      </td>
      <td>{t(`modesDone.${mode}`)}</td>
      <td className="lw-right lw-num">{count(answers)}</td>
      <td style={{ overflowWrap: 'anywhere' }}>{reason}</td>
      <td>
        <Text size="sm" c="dimmed" title={when(at)}>
          {t('by', { name: by?.name ?? t('bySystem'), when: ago(at) })}
        </Text>
      </td>
      <td className="lw-right">
        {undone ? (
          <Badge color="gray" title={when(undone)}>
            {t('undone')}
          </Badge>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconArrowBackUp size={14} />}
            aria-label={t('undoOf', { name: user.name })}
            loading={undo.isPending}
            onClick={() =>
              undo.mutate(batch.batch, {
                onSuccess: (done) => tellDone(t('undoneDone', { count: done.answers })),
                onError: tellProblem,
              })
            }
          >
            {common('undo')}
          </Button>
        )}
      </td>
    </tr>
  )
}
