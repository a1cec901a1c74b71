// The frame of the pages before signing in.
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Wordmark } from '../shell/Wordmark'

export function Door({ children }: { children: ReactNode }) {
  const { t } = useTranslation('auth')
  return (
    <main id="main" style={{ height: '100%', display: 'grid', placeItems: 'center', padding: 24, overflow: 'auto' }}>
      <div style={{ width: '100%', maxWidth: '22rem' }}>
        <div style={{ display: 'grid', justifyItems: 'center', gap: 8, marginBottom: '1.75rem' }}>
          <Wordmark size={32} />
          <Text c="dimmed" size="sm">
            {t('tagline')}
          </Text>
        </div>
        <div className="lw-panel" style={{ padding: '1.5rem' }}>
          {children}
        </div>
      </div>
    </main>
  )
}
