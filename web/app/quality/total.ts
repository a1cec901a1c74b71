// How many there are, or at least how many, for people.
import type { Contrasts } from '@client/queries/quality'
import { count } from '@ui/format'

/** Such as `1,234`, or `10,000+` where there are more; nothing while it is not known. */
export function formatTotal(total: Pick<Contrasts, 'count' | 'exact'> | undefined): string {
  return total ? `${count(total.count)}${total.exact ? '' : '+'}` : ''
}
