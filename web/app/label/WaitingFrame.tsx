// The frame of an editor that is not there: while it loads, or with what stands in its place.
import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemView } from '../ProblemView'
import { Frame, type FrameProps } from './Frame'
import classes from './Label.module.css'

interface WaitingFrameProps extends Pick<FrameProps, 'top' | 'banner' | 'panel'> {
  /** Why it does not come. */
  readonly error?: unknown
  /** What stands in its place; where there is none, it loads. */
  readonly children?: ReactNode
}

export function WaitingFrame({ error, children, ...frame }: WaitingFrameProps) {
  const { t } = useTranslation('label')
  return (
    <Frame {...frame}>
      <div className={classes.instead}>
        {error ? (
          <ProblemView error={error} />
        ) : (
          (children ?? <Skeleton height="80%" width="80%" aria-label={t('loading')} />)
        )}
      </div>
    </Frame>
  )
}
