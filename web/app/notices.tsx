// Short messages at the foot of the page: that something was done, with the way back where there is one.
import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { asProblem } from '@client/problem'

const UNDO_MS = 8000

export function tellDone(message: string, undo?: () => void): void {
  if (!undo) {
    notifications.show({ message, withBorder: true })
    return
  }
  const id = notifications.show({
    withBorder: true,
    autoClose: UNDO_MS,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            notifications.hide(id)
            undo()
          }}
        >
          {i18next.t('undo')}
        </Button>
      </Group>
    ),
  })
}

/** Says why something cannot be done yet. */
export function tellHindrance(message: string): void {
  notifications.show({ color: 'red', withBorder: true, message, autoClose: UNDO_MS })
}

/** Says what went wrong and how to mend it. */
export function tellProblem(error: unknown): void {
  const problem = asProblem(error)
  notifications.show({
    color: 'red',
    withBorder: true,
    title: problem.sentence === problem.title ? undefined : problem.title,
    message: [problem.sentence, problem.remedy].filter(Boolean).join(' '),
    autoClose: 8000,
  })
}
