// The history of an item: what happened in time beside any two of its answers, drawn over one another.
import { Button, SegmentedControl, Text } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconArrowsExchange } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MountedEditor } from '@editor'
import { timelineQuery, useCompared, type Change, type TimelineEntry } from '@client/queries/history'
import { useProject } from '@client/queries/projects'
import { specQuery } from '@client/queries/spec'
import { taskQuery } from '@client/queries/tasks'
import type { SpecDocument, TaskView } from '@client/types'
import { useLatest } from '@ui/useLatest'
import { useCommands, type AppCommand } from '../commands/registry'
import { useEditorCommands } from '../commands/useEditorCommands'
import { BackLink } from '../label/BackLink'
import { EditorHost } from '../label/EditorHost'
import { Frame } from '../label/Frame'
import { ToolRail } from '../label/ToolRail'
import { WaitingFrame } from '../label/WaitingFrame'
import { can } from '../roles'
import { complete, itemOf, ontologyOf } from '../spec/ontology'
import { beforeOf, firstPair } from './answers'
import { Differences } from './Differences'
import { overlay, shownId, type Look } from './overlay'
import { LEAST, told } from './small'
import { Swipe } from './Swipe'
import { Timeline } from './Timeline'
import { useBlink } from './useBlink'
import classes from './History.module.css'

const route = getRouteApi('/inside/projects/$id/items/$task/history')
const LOOKS: readonly Look[] = ['before', 'both', 'after', 'swipe']
const NONE: readonly Change[] = []

export function HistoryPage() {
  const { t } = useTranslation('history')
  const { id, task: taskId } = route.useParams()
  const task = useQuery(taskQuery(taskId))
  const spec = useQuery(specQuery(id))
  const line = useQuery(timelineQuery(taskId))
  const error = task.error ?? spec.error ?? line.error
  if (task.data && spec.data && line.data)
    return <History key={taskId} project={id} task={task.data} document={spec.data.document} line={line.data} />
  return <WaitingFrame top={<BackLink project={id} name={t('title')} />} error={error} />
}

interface HistoryProps {
  readonly project: string
  readonly task: TaskView
  readonly document: SpecDocument
  readonly line: readonly TimelineEntry[]
}

function History({ project, task, document, line }: HistoryProps) {
  const { t } = useTranslation('history')
  const [editor, setEditor] = useState<MountedEditor | null>(null)
  const [look, setLook] = useState<Look>('both')
  const [at, setAt] = useState(-1)
  const { before, after, choose } = usePair(line)
  const role = useProject(project).data?.role ?? null
  const compared = useCompared(task.id, before, after)
  const [least, setLeast] = useLocalStorage({ key: 'labelwright.history.least', defaultValue: LEAST })
  const { shown: changes, small } = useMemo(() => told(compared.data?.changes ?? NONE, least), [compared.data, least])
  const ontology = useMemo(() => ontologyOf(document), [document])
  const shown = useMemo(() => {
    const said = (id: string) => complete(task.answers.find((answer) => answer.id === id)?.annotations ?? [])
    const alike = new Set(small.map(shownId))
    const { annotations, compare } = overlay(said(before), said(after), compared.data, look, alike)
    const item = itemOf(task.item)
    return {
      under: { item, annotations, readonly: true, ...(compare ? { compare } : {}) },
      over: { item, annotations: said(after), readonly: true },
    }
  }, [task, before, after, compared.data, look, small])
  useEffect(() => {
    if (!editor) return
    const { camera, item } = editor.getState()
    const selection = [...editor.getState().selection]
    editor.open(shown.under)
    if (item.id === shown.under.item.id) editor.setCamera(camera)
    editor.select(selection.filter((id) => editor.document.get(id)))
  }, [editor, shown])
  const [blinking, setBlinking] = useBlink(look, setLook)
  // A text is laid out in lines, which a handle would cut through.
  const canSwipe = task.item.width !== null
  useEditorCommands(editor)

  const goTo = (place: number): void => {
    const change = changes[place]
    if (!editor || !change) return
    setAt(place)
    if (look !== 'swipe') setLook('both')
    editor.select([shownId(change)].filter((id) => editor.document.get(id)))
    editor.reveal(shownId(change), true)
  }
  const flip = (): void => setLook(look === 'after' ? 'before' : 'after')
  const swap = (): void => choose(after, before)
  useKeys({
    flip,
    swap,
    swipe: () => canSwipe && setLook(look === 'swipe' ? 'both' : 'swipe'),
    next: () => goTo(Math.min(at + 1, changes.length - 1)),
    previous: () => goTo(Math.max(at - 1, 0)),
  })

  return (
    <Frame
      top={
        <>
          <BackLink project={project} name={t('title')} />
          <Text fw={600} className="lw-ellipsis lw-grow" component="h1" m={0}>
            {task.item.name}
          </Text>
          {before && after && (
            <>
              <SegmentedControl
                size="xs"
                aria-label={t('look')}
                value={look}
                onChange={(value) => {
                  setBlinking(false)
                  setLook(value as Look)
                }}
                data={LOOKS.filter((one) => one !== 'swipe' || canSwipe).map((one) => ({
                  value: one,
                  label: t(`looks.${one}`),
                }))}
              />
              <Button
                size="xs"
                variant={blinking ? 'filled' : 'default'}
                aria-pressed={blinking}
                onClick={() => setBlinking(!blinking)}
              >
                {t('blink')}
              </Button>
              <Button
                size="xs"
                variant="default"
                title={t('swapHint')}
                leftSection={<IconArrowsExchange size={14} />}
                onClick={swap}
              >
                {t('swap')}
              </Button>
            </>
          )}
        </>
      }
      tools={editor && <ToolRail editor={editor} />}
      panel={
        <div className={classes.panel}>
          <Timeline
            project={project}
            task={task}
            line={line}
            before={before}
            after={after}
            mayRestore={can(role, 'manage')}
            onBefore={(id) => choose(id, after)}
            onAfter={(id) => choose(id === before ? beforeOf(line, id) : before, id)}
          />
          <Differences
            compared={compared.data}
            changes={changes}
            least={least}
            onLeast={setLeast}
            waits={compared.isFetching}
            error={compared.error}
            answers={task.answers.length}
            chosen={at}
            onChoose={goTo}
            onHover={(change) => editor?.hover(change ? shownId(change) : null)}
          />
        </div>
      }
      status={<span className="lw-ellipsis">{t('hint', { flip: 'T', swipe: 'U', next: 'J', previous: 'K' })}</span>}
    >
      <EditorHost ontology={ontology} first={shown.under} onMount={setEditor} onUnmount={() => setEditor(null)} />
      {editor && look === 'swipe' && <Swipe ontology={ontology} under={editor} shown={shown.over} />}
    </Frame>
  )
}

/** The two answers that are looked at, as the address says or as one begins. */
function usePair(line: readonly TimelineEntry[]) {
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/projects/$id/items/$task/history' })
  const first = useMemo(() => firstPair(line), [line])
  const after = search.after ?? first.after
  const before = search.before ?? (search.after ? beforeOf(line, search.after) : first.before)
  const choose = (earlier: string, later: string): void =>
    void navigate({ search: { before: earlier, after: later }, replace: true })
  return { before, after, choose }
}

interface Keys {
  readonly flip: () => void
  readonly swap: () => void
  readonly swipe: () => void
  readonly next: () => void
  readonly previous: () => void
}

function useKeys(keys: Keys): void {
  const { t } = useTranslation('history')
  const now = useLatest(keys)
  const commands = useMemo<readonly AppCommand[]>(
    () => [
      { id: 'history.flip', title: t('flip'), group: 'view', keys: ['t'], run: () => now.current.flip() },
      { id: 'history.swap', title: t('swapHint'), group: 'view', keys: ['w'], run: () => now.current.swap() },
      { id: 'history.swipe', title: t('swipeHint'), group: 'view', keys: ['u'], run: () => now.current.swipe() },
      { id: 'history.next', title: t('nextChange'), group: 'view', keys: ['j'], run: () => now.current.next() },
      {
        id: 'history.previous',
        title: t('previousChange'),
        group: 'view',
        keys: ['k'],
        run: () => now.current.previous(),
      },
    ],
    [t, now],
  )
  useCommands('history', commands)
}
