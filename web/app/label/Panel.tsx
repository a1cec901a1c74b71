// The panel beside the work: classes, then objects, guideline, comments, history; the selection below.
import { Skeleton, Tabs, Text } from '@mantine/core'
import { IconHistory, IconMessage2 } from '@tabler/icons-react'
import { lazy, Suspense, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MountedEditor } from '@editor'
import { useTask } from '@client/queries/tasks'
import { EventLine } from '../activity/EventLine'
import { PromoteButton } from '../guideline/PromoteButton'
import { placeText, reveal } from '../threads/places'
import { Threads } from '../threads/Threads'
import type { Commenting } from '../threads/useCommenting'
import { ClassPicker } from './ClassPicker'
import { Inspector } from './Inspector'
import { ObjectList } from './ObjectList'
import { useAnnotationIds, useEditorState } from './useEditor'
import classes from './Label.module.css'

const Markdown = lazy(() => import('@ui/Markdown').then((module) => ({ default: module.Markdown })))

export type PanelTab = 'answers' | 'objects' | 'guideline' | 'comments' | 'history'

export interface PanelProps {
  readonly editor: MountedEditor
  readonly task: string
  readonly threads: number
  readonly commenting: Commenting
  readonly guideline: string
  readonly tab: PanelTab
  readonly onTab: (tab: PanelTab) => void
  /** The answers of several people side by side, where there are such. */
  readonly answers?: ReactNode
  /** What stands between the tabs and the selection. */
  readonly children?: ReactNode
}

export function Panel({ editor, task, threads, commenting, guideline, tab, onTab, answers, children }: PanelProps) {
  const { t } = useTranslation('label')
  const ids = useAnnotationIds(editor)
  const readonly = useEditorState(editor, (state) => state.readonly)
  return (
    <>
      {!readonly && <ClassPicker editor={editor} />}
      <Tabs
        value={tab}
        onChange={(value) => onTab(value as PanelTab)}
        keepMounted={false}
        style={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}
      >
        <Tabs.List className={classes.tabList ?? ''} data-many={answers ? true : undefined}>
          {answers && (
            <Tabs.Tab className={classes.tab ?? ''} value="answers">
              {t('tabs.answers')}
            </Tabs.Tab>
          )}
          <Tabs.Tab className={classes.tab ?? ''} value="objects">
            {t('tabs.objects')} {ids.length > 0 && <span className={classes.tally}>{ids.length}</span>}
          </Tabs.Tab>
          <Tabs.Tab className={classes.tab ?? ''} value="guideline">
            {t('tabs.guideline')}
          </Tabs.Tab>
          <Tabs.Tab className={classes.tab ?? ''} value="comments" title={t('tabs.comments')}>
            <Brief icon={<IconMessage2 size={16} />} name={t('tabs.comments')} />{' '}
            {threads > 0 && <span className={classes.tally}>{threads}</span>}
          </Tabs.Tab>
          <Tabs.Tab className={classes.tab ?? ''} value="history" title={t('tabs.history')}>
            <Brief icon={<IconHistory size={16} />} name={t('tabs.history')} />
          </Tabs.Tab>
        </Tabs.List>
        {answers && (
          <Tabs.Panel value="answers" className={classes.tabPanel}>
            {answers}
          </Tabs.Panel>
        )}
        <Tabs.Panel value="objects" className={classes.tabPanel}>
          <ObjectList editor={editor} />
        </Tabs.Panel>
        <Tabs.Panel value="guideline" className={classes.tabPanel} p="sm" tabIndex={0}>
          <PromoteButton editor={editor} />
          {guideline ? (
            <Suspense fallback={<Skeleton height={120} />}>
              <Markdown text={guideline} />
            </Suspense>
          ) : (
            <Text c="dimmed">{t('guidelineEmpty')}</Text>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="comments" className={classes.tabPanel} p="sm">
          <PinnedThreads editor={editor} task={task} commenting={commenting} />
        </Tabs.Panel>
        <Tabs.Panel value="history" className={classes.tabPanel} p="sm" tabIndex={0}>
          <History task={task} />
        </Tabs.Panel>
      </Tabs>
      {children}
      <section className={classes.foot} aria-label={t('selection')}>
        <Inspector editor={editor} />
      </section>
    </>
  )
}

/** A tab's name, or its icon where there are many in a narrow panel. */
function Brief({ icon, name }: { icon: ReactNode; name: string }) {
  return (
    <>
      <span className={classes.tabIcon} aria-hidden>
        {icon}
      </span>
      <span className={classes.tabName}>{name}</span>
    </>
  )
}

function PinnedThreads({ editor, task, commenting }: Pick<PanelProps, 'editor' | 'task' | 'commenting'>) {
  const pin = useEditorState(editor, (state) => (state.selection.size === 1 ? ([...state.selection][0] ?? null) : null))
  return (
    <Threads
      task={task}
      pin={pin}
      commenting={commenting}
      placeText={(place) => placeText(editor, place)}
      nameOf={(id) => editor.document.get(id)?.class}
      onShow={(thread) => {
        reveal(editor, thread)
        commenting.open(thread.id)
      }}
    />
  )
}

function History({ task }: { task: string }) {
  const { t } = useTranslation('data')
  const { data, isPending } = useTask(task)
  if (isPending) return <Skeleton height={80} />
  const history = data?.history ?? []
  if (history.length === 0) return <Text c="dimmed">{t('noHistory')}</Text>
  return (
    <div style={{ display: 'grid', gap: 10 }}>
      {history.map((event) => (
        <EventLine key={event.seq} event={event} />
      ))}
    </div>
  )
}
