// Brings the next page of a list.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface MoreButtonProps {
  readonly pages: {
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    readonly fetchNextPage: () => Promise<unknown>
  }
}

export function MoreButton({ pages }: MoreButtonProps) {
  const { t } = useTranslation('common')
  if (!pages.hasNextPage) return null
  return (
    <Button
      variant="default"
      loading={pages.isFetchingNextPage}
      onClick={() => void pages.fetchNextPage()}
      style={{ justifySelf: 'center' }}
    >
      {t('loadMore')}
    </Button>
  )
}
