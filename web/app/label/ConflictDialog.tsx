// The same object was changed here and elsewhere: both stand side by side until somebody chooses.
import { Button, Code, Group, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Conflict } from '@editor/sync'
import { useSaveState, type Saving } from './useSaving'

const NONE: readonly Conflict[] = []

export function ConflictDialog({ saving }: { saving: Saving }) {
  const { t } = useTranslation('label')
  const conflicts = useSaveState(saving, (state) => (state.kind === 'conflict' ? state.conflicts : NONE))
  return (
    <Modal
      opened={conflicts.length > 0}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      title={t('conflictTitle')}
      size="lg"
    >
      <Text size="sm" mb="md">
        {t('conflictText')}
      </Text>
      <Stack gap="sm">
        {conflicts.map((conflict) => (
          <ConflictRow
            key={conflict.id}
            conflict={conflict}
            onChoose={(choice) => saving.resolve(conflict.id, choice)}
          />
        ))}
      </Stack>
    </Modal>
  )
}

function ConflictRow({ conflict, onChoose }: { conflict: Conflict; onChoose: (choice: 'mine' | 'theirs') => void }) {
  const { t } = useTranslation('label')
  return (
    <Group grow align="stretch">
      <Side annotation={conflict.mine} action={t('keepMine')} onChoose={() => onChoose('mine')} />
      <Side annotation={conflict.theirs} action={t('takeTheirs')} onChoose={() => onChoose('theirs')} />
    </Group>
  )
}

function Side({
  annotation,
  action,
  onChoose,
}: {
  annotation: Conflict['mine']
  action: string
  onChoose: () => void
}) {
  const { t } = useTranslation('label')
  return (
    <div className="lw-panel" style={{ padding: 12, display: 'grid', gap: 8, alignContent: 'space-between' }}>
      <div>
        <Text fw={600}>{annotation?.class ?? t('deleted')}</Text>
        {annotation && (
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {JSON.stringify({ ...annotation.value, ...annotation.attributes })}
          </Code>
        )}
      </div>
      <Button variant="default" onClick={onChoose}>
        {action}
      </Button>
    </div>
  )
}
