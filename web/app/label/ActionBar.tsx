// The buttons that end a task, each with its key.
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Editor } from '@editor'
import { useDerived } from './useEditor'

interface ActionBarProps {
  readonly editor: Editor
  readonly reviewing: boolean
  readonly ready: boolean
  readonly onAct: (act: 'submit' | 'skip' | 'accept' | 'fix' | 'reject') => void
}

export function ActionBar({ editor, reviewing, ready, onAct }: ActionBarProps) {
  const { t } = useTranslation('label')
  const rows = new Map(editor.commands.list().map((row) => [row.id, row.keys[0]]))
  const tip = (command: string): string => {
    const key = rows.get(command)
    return key ? editor.commands.show(key) : ''
  }
  const changed = useDerived(editor, (view) => {
    const counts = view.comparison?.counts
    return counts && counts.added + counts.changed + counts.removed > 0 ? t('differences', { ...counts }) : ''
  })
  const skip = (
    <Button
      size="xs"
      variant="subtle"
      color="gray"
      title={tip('work.skip')}
      disabled={!ready}
      onClick={() => onAct('skip')}
    >
      {t('skip')}
    </Button>
  )
  if (!reviewing) {
    return (
      <>
        {skip}
        <Button
          size="xs"
          title={tip('work.submit')}
          disabled={!ready}
          data-testid="submit"
          onClick={() => onAct('submit')}
        >
          {t('submit')}
        </Button>
      </>
    )
  }
  return (
    <>
      {skip}
      <Button
        size="xs"
        variant="light"
        color="red"
        title={tip('review.reject')}
        disabled={!ready}
        data-testid="reject"
        onClick={() => onAct('reject')}
      >
        {t('reject')}
      </Button>
      <Button
        size="xs"
        variant={changed ? 'filled' : 'default'}
        title={[tip('review.fix'), changed].filter(Boolean).join(' · ')}
        disabled={!ready || !changed}
        data-testid="fix"
        onClick={() => onAct('fix')}
      >
        {t('fix')}
      </Button>
      <Button
        size="xs"
        variant={changed ? 'default' : 'filled'}
        title={tip('review.accept')}
        disabled={!ready || changed !== ''}
        data-testid="accept"
        onClick={() => onAct('accept')}
      >
        {t('accept')}
      </Button>
    </>
  )
}
