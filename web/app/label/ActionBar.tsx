// The buttons that end a task, each with its key.
import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconPlayerTrackNext } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { autoAdvances, type Editor } from '@editor'
import { useStageName } from '../spec/stageName'
import { useDerived, useEditorState } from './useEditor'
import classes from './Label.module.css'

interface ActionBarProps {
  readonly editor: Editor
  readonly reviewing: boolean
  readonly ready: boolean
  /** The stage to which the task can be handed up, if any. */
  readonly above: string | null
  readonly onAct: (act: 'submit' | 'skip' | 'handUp' | 'accept' | 'fix' | 'reject') => void
}

export function ActionBar({ editor, reviewing, ready, above, onAct }: ActionBarProps) {
  const { t } = useTranslation('label')
  const stageName = useStageName()
  const keys = (command: string) => {
    const key = editor.commands.keyFor(command)
    return key ? { rightSection: <KeyCap text={key} /> } : {}
  }
  const changed = useDerived(editor, (view) => {
    const counts = view.comparison?.counts
    return counts && counts.added + counts.changed + counts.removed > 0 ? t('differences', { ...counts }) : ''
  })
  const skip = (
    <>
      {above !== null && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          title={t('handUpTo', { stage: stageName(above) })}
          {...keys('work.hand-up')}
          disabled={!ready}
          onClick={() => onAct('handUp')}
        >
          {t('handUp')}
        </Button>
      )}
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        {...keys('work.skip')}
        disabled={!ready}
        onClick={() => onAct('skip')}
      >
        {t('skip')}
      </Button>
    </>
  )
  if (!reviewing) {
    return (
      <>
        {skip}
        <AutoAdvance editor={editor} />
        <Button
          size="xs"
          {...keys('work.submit')}
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
        {...keys('review.reject')}
        disabled={!ready}
        data-testid="reject"
        onClick={() => onAct('reject')}
      >
        {t('reject')}
      </Button>
      <Button
        size="xs"
        variant={changed ? 'filled' : 'default'}
        title={changed}
        {...keys('review.fix')}
        disabled={!ready || !changed}
        data-testid="fix"
        onClick={() => onAct('fix')}
      >
        {t('fix')}
      </Button>
      <Button
        size="xs"
        variant={changed ? 'default' : 'filled'}
        {...keys('review.accept')}
        disabled={!ready || changed !== ''}
        data-testid="accept"
        onClick={() => onAct('accept')}
      >
        {t('accept')}
      </Button>
    </>
  )
}

/** Whether complete answers are handed in by themselves. */
function AutoAdvance({ editor }: { editor: Editor }) {
  const { t } = useTranslation('label')
  const on = useEditorState(editor, ({ settings }) => autoAdvances(settings))
  const key = editor.commands.keyFor('work.auto-advance')
  return (
    <Tooltip label={`${t('autoAdvance')}${key && ` (${key})`}`}>
      <ActionIcon
        size={30}
        aria-label={t('autoAdvance')}
        aria-pressed={on}
        variant={on ? 'light' : 'subtle'}
        color={on ? 'accent' : 'gray'}
        onClick={() => editor.commands.run('work.auto-advance')}
      >
        <IconPlayerTrackNext size={17} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  )
}

/** A key on a button; not part of the button's name. */
function KeyCap({ text }: { text: string }) {
  return (
    <kbd className={classes.keyCap} aria-hidden>
      {text}
    </kbd>
  )
}
