// Why a task waits for another answer, in words.
import type { TFunction } from 'i18next'
import type { Asked } from '@client/types'
import { percent } from '@ui/format'

export function askedText({ vote, reason, wanted, found }: Asked, t: TFunction<'data'>): string {
  const nth = t('asked.nth', { count: vote, ordinal: true })
  if (reason === 'least') return t('asked.least', { nth, wanted })
  if (found === null) return t('asked.unknown', { nth })
  return t(`asked.${reason}`, { nth, wanted: floored(wanted), found: floored(found), count: vote - 1 })
}

/** Rounded down, so that nothing seems to reach what it does not. */
function floored(share: number): string {
  return percent(Math.floor(share * 100 + 1e-9) / 100)
}
