// A field that takes a combination of keys by being pressed.
import { Button, Input, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Keys } from '@ui/Keys'
import { isMac, showKey } from './keymap'
import { usePressedKey } from './usePressedKey'

interface KeyFieldProps {
  readonly label: string
  readonly value: string | null
  readonly onKey: (key: string | null) => void
}

export function KeyField({ label, value, onKey }: KeyFieldProps) {
  const { t } = useTranslation('account')
  const { listening, props } = usePressedKey(onKey)
  return (
    <Input.Wrapper label={label} labelElement="div">
      <Button fullWidth variant={listening ? 'light' : 'default'} {...props}>
        <VisuallyHidden>{label}</VisuallyHidden>
        {listening ? t('pressKey') : value === null ? t('noKey') : <Keys keys={showKey(value, isMac)} />}
      </Button>
    </Input.Wrapper>
  )
}
