// A task being worked on: the editor, its panels, its commands, and what happens when one of them ends the task.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Effect, MountedEditor, Ontology, Step } from '@editor'
import { handUp } from '@client/queries/assignments'
import { useEditorCommands } from '../commands/useEditorCommands'
import { usePalette } from '../commands/palette'
import { tellHindrance, tellProblem } from '../notices'
import { CalibrationStrip } from '../calibration/CalibrationStrip'
import { TestStrip } from '../gold/standing/TestStrip'
import { complete } from '../spec/ontology'
import { useCommenting } from '../threads/useCommenting'
import { BAR_ROOM } from './barRoom'
import { ActionBar } from './ActionBar'
import { voicesOf } from './adjudicate'
import { ConflictDialog } from './ConflictDialog'
import { ContextMenu } from './ContextMenu'
import { EditorHost } from './EditorHost'
import { FindingList, show } from './FindingList'
import { Frame } from './Frame'
import { gapsOf, type Gap } from './gaps'
import { MacroDialog } from './MacroDialog'
import { MissingDialog } from './MissingDialog'
import { Overlays } from './Overlays'
import { Panel, type PanelTab } from './Panel'
import { ReasonDialog } from './ReasonDialog'
import { SideBySide } from './SideBySide'
import { useBanner } from './useBanner'
import { StatusLine } from './StatusLine'
import { useAutoAdvance } from './useAutoAdvance'
import { ToolOptions } from './ToolOptions'
import { ToolRail } from './ToolRail'
import { TopStrip } from './TopStrip'
import type { Outbox } from './saving'
import { useFindings } from './useFindings'
import { useReasons } from './useReasons'
import { beginningOf, useSaving } from './useSaving'
import { useTaskTimer } from './useTaskTimer'
import type { Work, WorkState } from './work'

type Verdict = { readonly outcome: 'accept' | 'fix' | 'reject'; readonly reason: string }

interface WorkbenchProps {
  readonly project: string
  readonly name: string
  readonly ontology: Ontology
  readonly guideline: string
  /** Whether the project has checks. */
  readonly checked: boolean
  readonly work: Work
  readonly outbox: Outbox
  readonly state: Extract<WorkState, { phase: 'working' }>
}

export function Workbench({ project, name, ontology, guideline, checked, work, outbox, state }: WorkbenchProps) {
  const { t } = useTranslation('label')
  const { bundle } = state
  const [editor, setEditor] = useState<MountedEditor | null>(null)
  const [dialog, setDialog] = useState<'skip' | 'handUp' | 'reject' | null>(null)
  const [gaps, setGaps] = useState<readonly Gap[]>([])
  const [wanted, setTab] = useState<PanelTab>('answers')
  const [why, setWhy] = useState({ assignment: '', reason: '' })
  const [macro, setMacro] = useState<readonly Step[] | null>(null)
  const reasons = useReasons()
  const timer = useTaskTimer(bundle.assignment.id)
  const saving = useSaving(editor, bundle, outbox)
  const { findings, settled } = useFindings(saving.ready ? editor : null, bundle.assignment.id, checked)
  const handing = useRef(false)
  const above = bundle.escalates_to ?? null
  const reviewing = bundle.judged !== undefined && bundle.judged !== null
  const voices = useMemo(() => voicesOf(bundle, t('adjudicate.consensus'), t('adjudicate.nameless')), [bundle, t])
  const judged = useMemo(() => complete(bundle.judged?.annotations ?? []), [bundle])
  const tab = wanted === 'answers' && !voices ? 'objects' : wanted
  const reason = why.assignment === bundle.assignment.id ? why.reason : ''
  const banner = useBanner({ saving, outbox, leaseLost: state.leaseLost, bundle })
  const commenting = useCommenting(editor, bundle.task.id, () => setTab('comments'))
  useEditorCommands(editor)

  const send = useCallback(
    (verdict?: Verdict) => {
      if (!editor || !saving.ready) return
      const annotations = verdict?.outcome === 'reject' ? (bundle.judged?.annotations ?? []) : editor.document.all()
      work.submit({ annotations, seconds: timer.seconds(), ...(verdict ? { verdict } : {}) }).catch(tellProblem)
    },
    [editor, saving.ready, bundle, work, timer],
  )

  /** Hands in unless something that the ontology requires is missing, or a check of the project finds an error. */
  const submit = useCallback(
    (verdict?: Verdict) => {
      const missing = editor && verdict?.outcome !== 'reject' ? gapsOf(editor) : []
      if (missing.length > 0) return setGaps(missing)
      if (!editor || !checked || (verdict && verdict.outcome !== 'fix')) return send(verdict)
      if (handing.current) return
      handing.current = true
      const looked = settled().then((found) => {
        const error = found.find(({ severity }) => severity === 'error')
        if (!error) return send(verdict)
        show(editor, error)
        tellHindrance(t('errorsStand', { message: error.message }))
      })
      void looked.finally(() => (handing.current = false))
    },
    [editor, send, checked, settled, t],
  )

  /** Hands in what is complete, with a while to take it back; where the project checks answers, as by hand. */
  const advance = useCallback(() => {
    if (!editor) return
    if (checked) submit()
    else work.submitLater({ annotations: editor.document.all(), seconds: timer.seconds() }, tellProblem)
  }, [editor, checked, submit, work, timer])
  useAutoAdvance(editor, saving.ready && !reviewing, advance)
  useEffect(() => editor?.on('patch', ({ origin }) => void (origin === 'local' && work.begin())), [editor, work])

  const fix = useCallback(() => {
    if (editor && isUnchanged(editor)) tellProblem(new Error(t('nothingFixed')))
    else submit({ outcome: 'fix', reason })
  }, [editor, submit, reason, t])

  const onEffect = useCallback(
    (effect: Effect) => {
      const open = usePalette.getState().open
      const acts: Readonly<Record<string, () => void>> = {
        submit: () =>
          reviewing ? (editor && isUnchanged(editor) ? submit({ outcome: 'accept', reason }) : fix()) : submit(),
        accept: () => reviewing && submit({ outcome: 'accept', reason }),
        fix: () => reviewing && fix(),
        reject: () => reviewing && setDialog('reject'),
        skip: () => setDialog('skip'),
        handUp: () => (above === null ? tellHindrance(t('nobodyAbove')) : setDialog('handUp')),
        palette: () => open('palette'),
        help: () => open('sheet'),
        guideline: () => setTab((now) => (now === 'guideline' ? 'objects' : 'guideline')),
        macro: () => setMacro(effect.steps as readonly Step[]),
      }
      acts[effect.type]?.()
    },
    [editor, reviewing, submit, fix, reason, above, t],
  )
  useEffect(() => editor?.on('effect', onEffect), [editor, onEffect])

  return (
    <Frame
      top={
        <TopStrip project={project} name={name} bundle={bundle} done={work.done} saving={saving} since={timer}>
          {editor && (
            <ActionBar
              editor={editor}
              reviewing={reviewing}
              above={above}
              ready={saving.ready}
              onAct={(type) => onEffect({ type })}
            />
          )}
        </TopStrip>
      }
      banner={banner}
      strip={
        bundle.test ? (
          <TestStrip test={bundle.test} />
        ) : (
          bundle.calibration && <CalibrationStrip turn={bundle.calibration} />
        )
      }
      tools={editor && <ToolRail editor={editor} />}
      panel={
        editor && (
          <Panel
            editor={editor}
            task={bundle.task.id}
            threads={bundle.threads}
            commenting={commenting}
            guideline={guideline}
            tab={tab}
            onTab={setTab}
            answers={
              voices && (
                <SideBySide
                  key={bundle.assignment.id}
                  editor={editor}
                  voices={voices}
                  base={judged}
                  reason={reason}
                  onReason={(chosen) => setWhy({ assignment: bundle.assignment.id, reason: chosen })}
                />
              )
            }
          >
            <FindingList editor={editor} findings={findings} readonly={!saving.ready} />
          </Panel>
        )
      }
      status={editor && <StatusLine editor={editor} hint={reviewing ? 'review' : bundle.item.media} />}
    >
      <EditorHost
        key={bundle.item.media}
        ontology={ontology}
        first={beginningOf(bundle)}
        onMount={(made) => {
          // Labelling begins with drawing, judging with looking.
          if (!reviewing && made.getState().activeClass !== null) made.set({ tool: 'draw' })
          made.setCovered(BAR_ROOM)
          setEditor(made)
        }}
        onUnmount={() => setEditor(null)}
      />
      {editor && <ToolOptions editor={editor} />}
      {editor && <ContextMenu editor={editor} />}
      {editor && (
        <Overlays editor={editor} task={bundle.task.id} thumbnail={bundle.item.thumbnail_url} commenting={commenting} />
      )}
      <ReasonDialog
        opened={dialog === 'skip'}
        title={t('skipTitle')}
        label={t('skipReason')}
        reasons={t('skipReasons', { returnObjects: true })}
        action={t('skip')}
        onClose={() => setDialog(null)}
        onReason={(reason) => {
          setDialog(null)
          work.skip(reason).catch(tellProblem)
        }}
      />
      <ReasonDialog
        opened={dialog === 'handUp'}
        title={t('handUpTitle')}
        label={t('handUpReason')}
        reasons={t('handUpReasons', { returnObjects: true })}
        action={t('handUp')}
        onClose={() => setDialog(null)}
        onReason={(reason) => {
          setDialog(null)
          const annotations = editor?.document.all() ?? []
          work.endBy((assignment) => handUp(assignment, reason, annotations)).catch(tellProblem)
        }}
      />
      <ReasonDialog
        opened={dialog === 'reject'}
        title={t('rejectTitle')}
        label={t('rejectReason')}
        reasons={reasons}
        action={t('reject')}
        danger
        onClose={() => setDialog(null)}
        onReason={(reason) => {
          setDialog(null)
          submit({ outcome: 'reject', reason })
        }}
      />
      <MissingDialog
        gaps={gaps}
        onClose={() => setGaps([])}
        onShow={(id) => {
          setGaps([])
          editor?.select([id])
          editor?.reveal(id, true)
        }}
      />
      {editor && <MacroDialog editor={editor} steps={macro} onClose={() => setMacro(null)} />}
      <ConflictDialog saving={saving} />
    </Frame>
  )
}

function isUnchanged(editor: MountedEditor): boolean {
  const counts = editor.comparison?.counts
  return counts !== undefined && counts.added + counts.changed + counts.removed === 0
}
