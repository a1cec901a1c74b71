// Says that an answer was handed in by itself, with the way to take it back while it is still here.
import { Button, Paper, Text } from '@mantine/core'
import { useEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Keys } from '@ui/Keys'
import { isMac, showKey } from '../commands/keymap'
import type { Work } from './work'
import classes from './Label.module.css'

const UNDO = '$mod+z'

export function TakeBack({ work }: { work: Work }) {
  const { t } = useTranslation('label')
  const name = useSyncExternalStore(work.subscribe, work.getHeld)
  useEffect(() => {
    if (name === null) return
    // The task that is shown now has nothing to undo yet.
    const undo = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, shiftKey } = event
      if (event.defaultPrevented || key.toLowerCase() !== 'z' || shiftKey || !(isMac ? metaKey : ctrlKey)) return
      event.preventDefault()
      work.takeBack()
    }
    window.addEventListener('keydown', undo)
    return () => window.removeEventListener('keydown', undo)
  }, [name, work])
  return (
    <div role="status" className={classes.takeBack}>
      {name !== null && (
        <Paper withBorder shadow="md" radius="md" px="sm" py={6} className="lw-row">
          <Text size="sm">{t('handedIn', { name })}</Text>
          <Button
            size="compact-sm"
            variant="light"
            rightSection={<Keys keys={showKey(UNDO, isMac)} size="xs" />}
            onClick={() => work.takeBack()}
          >
            {t('takeBack')}
          </Button>
        </Paper>
      )}
    </div>
  )
}
