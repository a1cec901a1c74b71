// A secret that is shown this once, with a button that copies it.
import { Alert, Button, Code, CopyButton, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export function FreshSecret({ title, secret }: { readonly title: string; readonly secret: string }) {
  const { t } = useTranslation('common')
  return (
    <Alert color="accent" title={title}>
      <Group>
        <Code className="lw-grow" style={{ overflowWrap: 'anywhere' }}>
          {secret}
        </Code>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {t(copied ? 'copied' : 'copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Alert>
  )
}
