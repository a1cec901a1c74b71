// An answer to gold beside the right one, on the picture or text itself, and what differs, to go through one by one.
import { Badge, Button, Text } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MountedEditor, Ontology } from '@editor'
import { isOthers } from '@renderers'
import type { Feedback, ItemView } from '@client/types'
import { percent } from '@ui/format'
import { EnterKey } from '@ui/Keys'
import { useCommands, type AppCommand } from '../../commands/registry'
import { useEditorCommands } from '../../commands/useEditorCommands'
import { EditorHost } from '../../label/EditorHost'
import { Frame } from '../../label/Frame'
import { StatusLine } from '../../label/StatusLine'
import { ToolRail } from '../../label/ToolRail'
import { itemOf } from '../../spec/ontology'
import { DifferenceList } from './DifferenceList'
import { comparedOf, marksOf, RIGHT_COLOR, rightMarks } from './differences'
import classes from './Feedback.module.css'

interface FeedbackViewProps {
  readonly item: ItemView
  readonly ontology: Ontology
  readonly feedback: Feedback
  /** The way back, and where one is. */
  readonly back: ReactNode
  readonly strip?: ReactNode
  readonly action: string
  readonly onGoOn: () => void
}

export function FeedbackView({ item, ontology, feedback, back, strip, action, onGoOn }: FeedbackViewProps) {
  const { t } = useTranslation('gold')
  const { differences } = feedback
  const [editor, setEditor] = useState<MountedEditor | null>(null)
  const [at, setAt] = useState(-1)
  const list = useRef<HTMLUListElement>(null)
  const compared = useMemo(() => comparedOf(feedback, (cls) => t('feedback.rightMark', { cls })), [feedback, t])
  const first = useMemo(
    () => ({ item: itemOf(item), annotations: compared.said, readonly: true, compare: compared.said }),
    [item, compared],
  )
  const chosen = differences[at] ?? null
  useEditorCommands(editor)

  useEffect(() => {
    if (!editor) return
    const { said, right } = chosen ? marksOf(chosen) : { said: null, right: null }
    editor.setCompare(compared.said, {
      annotations: rightMarks(compared, differences, chosen),
      colors: compared.colors,
    })
    // What is selected is drawn above all else, and would cover the right one where the two lie over one another.
    editor.select(said && !right ? [said] : [])
    const shown = right ?? said
    if (shown) editor.reveal(shown, true)
  }, [editor, compared, differences, chosen])

  useEffect(() => {
    if (editor) list.current?.focus()
  }, [editor])

  const commands = useMemo<readonly AppCommand[]>(() => {
    const step = (by: 1 | -1): void => setAt((now) => Math.max(0, Math.min(differences.length - 1, now + by)))
    const all: readonly Omit<AppCommand, 'group' | 'heard'>[] = [
      { id: 'feedback.next', title: t('feedback.next'), keys: ['ArrowDown'], run: () => step(1) },
      { id: 'feedback.previous', title: t('feedback.previous'), keys: ['ArrowUp'], run: () => step(-1) },
      { id: 'feedback.go-on', title: action, keys: ['Enter'], run: onGoOn },
    ]
    return all.map((command) => ({ ...command, group: 'work', heard: true }))
  }, [t, differences, action, onGoOn])
  useCommands('feedback', commands)

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, altKey } = event
      if (event.defaultPrevented || ctrlKey || metaKey || altKey || isElsewhere(event, list.current)) return
      const command = commands.find(({ keys }) => keys.includes(key))
      if (!command) return
      event.preventDefault()
      command.run()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [commands])

  return (
    <Frame
      top={
        <>
          {back}
          <Text component="h1" fw={600} size="md" className="lw-ellipsis lw-grow">
            {item.name}
          </Text>
          <Button size="xs" onClick={onGoOn} rightSection={<EnterKey />} data-testid="go-on">
            {action}
          </Button>
        </>
      }
      strip={strip}
      tools={editor && <ToolRail editor={editor} />}
      panel={
        <>
          <Head feedback={feedback} />
          <DifferenceList ref={list} feedback={feedback} chosen={at} onChoose={setAt} />
          {feedback.note && (
            <section className={classes.foot} aria-label={t('feedback.note')}>
              <Text size="xs" c="dimmed">
                {t('feedback.note')}
              </Text>
              <Text size="sm">{feedback.note}</Text>
            </section>
          )}
        </>
      }
      status={editor && <StatusLine editor={editor} hint="feedback" />}
    >
      <EditorHost ontology={ontology} first={first} onMount={setEditor} onUnmount={() => setEditor(null)} />
    </Frame>
  )
}

/** Whether a key belongs to something else on the page; the list of differences has none of its own. */
function isElsewhere(event: KeyboardEvent, list: HTMLElement | null): boolean {
  return !(event.target instanceof Node && list?.contains(event.target)) && isOthers(event)
}

function Head({ feedback: { score, passed, differences, gold } }: { readonly feedback: Feedback }) {
  const { t } = useTranslation('gold')
  return (
    <div className={classes.head} role="status">
      <span className="lw-row">
        <Text fz="1.375rem" fw={600} className="lw-num" lh={1.3}>
          {percent(score)}
        </Text>
        <Badge
          color={passed ? 'accent' : 'yellow'}
          leftSection={passed ? <IconCheck size={12} /> : <IconX size={12} />}
        >
          {t(passed ? 'passed' : 'notPassed')}
        </Badge>
      </span>
      <Text size="sm" c="dimmed">
        {differences.length > 0
          ? t('feedback.differ', { count: differences.length })
          : t(gold.length > 0 ? 'feedback.allRight' : 'feedback.rightlyEmpty')}
      </Text>
      <span className={classes.legend}>
        <span className={classes.key}>
          <Line />
          {t('feedback.yours')}
        </span>
        <span className={classes.key}>
          <Line dashed />
          {t('feedback.right')}
        </span>
      </span>
    </div>
  )
}

/** How a mark is drawn: solid in the colour of its class, or dashed in that of what is right. */
function Line({ dashed = false }: { readonly dashed?: boolean }) {
  return (
    <svg width={26} height={12} aria-hidden>
      <rect
        x={1.5}
        y={1.5}
        width={23}
        height={9}
        rx={2}
        fill="none"
        stroke={dashed ? RIGHT_COLOR : 'currentColor'}
        strokeWidth={2}
        strokeDasharray={dashed ? '4 3' : undefined}
      />
    </svg>
  )
}
