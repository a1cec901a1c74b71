// The project document as YAML, checked as it is typed and saved through the same plan.
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@client/problem'
import { usePlan } from '@client/queries/spec'
import type { Spec } from '@client/types'
import type { ProblemPlace } from '@ui/Problem'
import { ProblemView } from '../ProblemView'
import { goTo, YamlEditor } from '../spec/YamlEditor'
import { SaveDialog } from './SaveDialog'

interface YamlTabProps {
  readonly project: string
  readonly spec: Spec
  /** Other tabs hold changes that are not saved; one of the two has to go first. */
  readonly dirty: boolean
  readonly disabled: boolean
  readonly onSaved: (spec: Spec) => void
}

export function YamlTab({ project, spec, dirty, disabled, onSaved }: YamlTabProps) {
  const { t } = useTranslation('settings')
  const [text, setText] = useState(spec.yaml)
  const [saving, setSaving] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  const [settled] = useDebouncedValue(text, 400)
  const { mutate: check, error } = usePlan(project)
  const changed = text !== spec.yaml
  useEffect(() => {
    if (settled !== spec.yaml) check({ yaml: settled })
  }, [check, settled, spec.yaml])
  const places = useMemo(() => (error && changed ? asProblem(error).places : []), [error, changed])
  const marks = useMemo(
    () => new Map(places.flatMap((place) => (place.line === undefined ? [] : [[place.line, place.message] as const]))),
    [places],
  )
  const body = useMemo(() => ({ yaml: text }), [text])
  const show = (place: ProblemPlace): void => {
    if (frame.current && place.line !== undefined) goTo(frame.current, text, place.line, place.column ?? 1)
  }
  return (
    <Stack gap="sm" ref={frame}>
      <Text size="sm" c="dimmed">
        {t('yamlHint')}
      </Text>
      {dirty && <Alert color="yellow">{t('unsaved')}</Alert>}
      <YamlEditor label={t('tabs.yaml')} text={text} marks={marks} readOnly={disabled || dirty} onChange={setText} />
      <div aria-live="polite">{error && changed && <ProblemView error={error} onPlace={show} />}</div>
      {!disabled && (
        <Group justify="flex-end">
          {changed && (
            <Button variant="default" onClick={() => setText(spec.yaml)}>
              {t('discard')}
            </Button>
          )}
          <Button disabled={!changed || dirty || settled !== text || error !== null} onClick={() => setSaving(true)}>
            {t('save')}
          </Button>
        </Group>
      )}
      <SaveDialog
        project={project}
        opened={saving}
        body={body}
        revision={spec.revision}
        onClose={() => setSaving(false)}
        onSaved={(next) => {
          setSaving(false)
          setText(next.yaml)
          onSaved(next)
        }}
      />
    </Stack>
  )
}
