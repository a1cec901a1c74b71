// The project document, edited: every tab changes the same draft, which is planned and saved as one revision.
import { Button, Group, Skeleton, Tabs, Text } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProject } from '@client/queries/projects'
import { useSpec } from '@client/queries/spec'
import type { Spec, SpecDocument } from '@client/types'
import { Page, Section } from '@ui/Page'
import { ProblemView } from '../ProblemView'
import { can } from '../roles'
import { ChecksEditor } from '../spec/checks/ChecksEditor'
import { withChecks, type CheckDocument } from '../spec/checks/checks'
import { ClassesEditor } from '../spec/ClassesEditor'
import { gaps } from '../spec/edit'
import { GroupsEditor } from '../spec/GroupsEditor'
import { TestsEditor } from '../spec/TestsEditor'
import { useDocumentProblems } from '../spec/useDocumentProblems'
import { same, useSteps } from '../spec/useSteps'
import { WorkflowEditor } from '../spec/WorkflowEditor'
import { General } from './General'
import { GuidelineEditor } from './GuidelineEditor'
import { Revisions } from './Revisions'
import { SaveDialog } from './SaveDialog'
import { parseSettingsSearch, TABS } from './search'
import { YamlTab } from './YamlTab'

const route = getRouteApi('/inside/projects/$id/settings')
const NO_CHECKS: readonly CheckDocument[] = []

export function Settings() {
  const { t } = useTranslation('overview')
  const { id } = route.useParams()
  const spec = useSpec(id)
  const role = useProject(id).data?.role ?? null
  if (spec.data)
    return <Editing project={id} spec={spec.data} mayEdit={can(role, 'manage')} mayArchive={can(role, 'own')} />
  return (
    <Page title={t('tabs.settings')} width={60}>
      {spec.error ? <ProblemView error={spec.error} onRetry={() => void spec.refetch()} /> : <Skeleton height={320} />}
    </Page>
  )
}

interface EditingProps {
  readonly project: string
  readonly spec: Spec
  readonly mayEdit: boolean
  readonly mayArchive: boolean
}

function Editing({ project, spec, mayEdit, mayArchive }: EditingProps) {
  const { t } = useTranslation('settings')
  const { t: overview } = useTranslation('overview')
  const { tab = 'classes' } = route.useSearch()
  const navigate = route.useNavigate()
  const [base, setBase] = useState(spec)
  const [draft, setDraft] = useState<SpecDocument>(spec.document)
  const [saving, setSaving] = useState(false)
  const dirty = useMemo(() => !same(draft, base.document), [draft, base])
  const stale = spec.revision !== base.revision
  const takeOver = (next: Spec): void => {
    setBase(next)
    setDraft(next.document)
  }
  // Somebody saved and nothing was changed here: just go on from theirs.
  if (stale && !dirty) takeOver(spec)
  const missing = gaps(draft)
  const problems = useDocumentProblems(project, draft, mayEdit && dirty && missing.length === 0)
  const checkSteps = useSteps(draft.checks ?? NO_CHECKS, (checks) => setDraft(withChecks(draft, checks)))
  const common = { document: draft, disabled: !mayEdit, onChange: setDraft }
  return (
    <Page
      title={overview('tabs.settings')}
      width={60}
      actions={
        mayEdit && (
          <Group gap="xs">
            <Text size="sm" c="dimmed" role="status">
              {missing[0] ? t(`gaps.${missing[0]}`) : t(dirty ? 'unsaved' : 'allSaved')}
            </Text>
            {dirty && (
              <Button variant="default" onClick={() => setDraft(base.document)}>
                {t('discard')}
              </Button>
            )}
            <Button disabled={!dirty || missing.length > 0} onClick={() => setSaving(true)}>
              {t('save')}
            </Button>
          </Group>
        )
      }
    >
      {!mayEdit && (
        <Text size="sm" c="dimmed" mb="md">
          {t('readOnly')}
        </Text>
      )}
      {stale && dirty && <Stale onTakeOver={() => takeOver(spec)} />}
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ search: parseSettingsSearch({ tab: next }), replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="general">
          <General project={project} mayArchive={mayArchive} {...common} />
        </Tabs.Panel>
        <Tabs.Panel value="classes">
          <ClassesEditor {...common} problems={problems} />
          <div style={{ height: 16 }} />
          <Section title={t('groups')}>
            <GroupsEditor {...common} />
          </Section>
        </Tabs.Panel>
        <Tabs.Panel value="checks">
          <ChecksEditor project={project} document={draft} disabled={!mayEdit} problems={problems} steps={checkSteps} />
        </Tabs.Panel>
        <Tabs.Panel value="guideline">
          <GuidelineEditor project={project} {...common} />
        </Tabs.Panel>
        <Tabs.Panel value="workflow">
          <WorkflowEditor {...common} />
          <div style={{ height: 16 }} />
          <Section title={t('tests.title')}>
            <Text size="sm" c="dimmed" mb="xs">
              {t('tests.hint')}
            </Text>
            <TestsEditor {...common} />
          </Section>
        </Tabs.Panel>
        <Tabs.Panel value="yaml">
          <YamlTab project={project} spec={base} dirty={dirty} disabled={!mayEdit} onSaved={takeOver} />
        </Tabs.Panel>
        <Tabs.Panel value="revisions">
          <Revisions project={project} current={base.revision} mayRestore={mayEdit} />
        </Tabs.Panel>
      </Tabs>
      <SaveDialog
        project={project}
        opened={saving}
        body={{ document: draft }}
        revision={base.revision}
        onClose={() => setSaving(false)}
        onSaved={(next) => {
          setSaving(false)
          takeOver(next)
        }}
      />
    </Page>
  )
}

function Stale({ onTakeOver }: { onTakeOver: () => void }) {
  const { t } = useTranslation('settings')
  return (
    <div
      className="lw-panel"
      role="status"
      style={{ padding: '0.75rem 1rem', marginBottom: 14, background: 'var(--lw-warn-soft)' }}
    >
      <div className="lw-row">
        <div className="lw-grow">
          <Text fw={600}>{t('stale')}</Text>
          <Text size="sm">{t('staleText')}</Text>
        </div>
        <Button variant="default" onClick={onTakeOver}>
          {t('takeOver')}
        </Button>
      </div>
    </div>
  )
}
