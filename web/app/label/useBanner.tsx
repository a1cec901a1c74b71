// What a person should know about the fate of their work: away from the network, refused, lease lost, sent back.
import { Button } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { Bundle } from '@client/types'
import { when } from '@ui/format'
import type { Outbox } from './saving'
import { useSaveState, type Saving } from './useSaving'

interface BannerProps {
  readonly saving: Saving
  readonly outbox: Outbox
  readonly leaseLost: boolean
  readonly bundle: Bundle
}

export function useBanner({ saving, outbox, leaseLost, bundle }: BannerProps) {
  const { t } = useTranslation('label')
  const { t: common } = useTranslation('common')
  const sending = useSyncExternalStore(outbox.subscribe, outbox.getState)
  const offline = useSaveState(saving, ({ kind }) => kind === 'offline')
  const refused = sending.refused[0]
  if (refused) {
    const { key } = refused.submit
    return (
      <span className="lw-row">
        <span className="lw-grow">
          {t('sendFailed')}: {refused.message}
        </span>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => void outbox.submits.then((submits) => submits.retry(key))}
        >
          {common('retry')}
        </Button>
        <Button
          size="compact-xs"
          variant="subtle"
          color="red"
          onClick={() => void outbox.submits.then((submits) => submits.discard(key))}
        >
          {common('delete')}
        </Button>
      </span>
    )
  }
  if (sending.offline || offline) {
    const waiting = sending.waiting.length
    return `${t('offlineBanner')} ${waiting > 0 ? t('pending', { count: waiting }) : ''}`
  }
  if (leaseLost) return `${t('leaseLost')}. ${t('leaseLostText')}`
  const { escalated } = bundle
  if (escalated?.due_at) return t('escalatedLate', { when: when(escalated.created_at), due: when(escalated.due_at) })
  if (escalated) return t('escalated', { name: escalated.by?.name, reason: escalated.reason })
  const verdict = bundle.previous.at(-1)?.verdict
  if (verdict?.outcome === 'reject') {
    return verdict.reason ? t('previousVerdict', { reason: verdict.reason }) : t('previousNoReason')
  }
  return null
}
