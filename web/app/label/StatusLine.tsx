// What is under the work: zoom, size, what the keys do, undo.
import { Button } from '@mantine/core'
import { IconPlayerRecordFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { inHand, type Editor, type EditorState } from '@editor'
import { useDerived, useEditorState } from './useEditor'

const itemOf = (state: EditorState) => state.item
const toolOf = (state: EditorState) => state.tool

export function StatusLine({
  editor,
  hint,
}: {
  editor: Editor
  hint: 'image' | 'text' | 'review' | 'view' | 'feedback'
}) {
  const { t } = useTranslation('label')
  const { media, width, height } = useEditorState(editor, itemOf)
  const zoom = useDerived(editor, ({ state }) => `${String(Math.round(state.camera.scale * 100))} %`)
  const keyFor = (command: string): string => editor.commands.keyFor(command)
  const text =
    hint === 'review'
      ? t('hints.review', {
          accept: keyFor('review.accept'),
          fix: keyFor('review.fix'),
          reject: keyFor('review.reject'),
        })
      : t(`hints.${hint}`)
  const tool = useEditorState(editor, toolOf)
  const ofTool = useDerived(editor, (view) => inHand(view)?.hint ?? '')
  const told = tool === 'measure' || (hint === 'image' && (tool === 'select' || tool === 'pan'))
  return (
    <>
      {media !== 'text' && (
        <span className="lw-num" aria-label={t('zoom')} style={{ minWidth: '3.5rem' }}>
          {zoom}
        </span>
      )}
      {media !== 'text' && width !== undefined && <span className="lw-num">{t('size', { width, height })}</span>}
      <Recording editor={editor} />
      <span className="lw-ellipsis">{told ? t(`hints.${tool}`) : ofTool || text}</span>
    </>
  )
}

/** Says that a macro is recorded, with the way to end it. */
function Recording({ editor }: { editor: Editor }) {
  const { t } = useTranslation('label')
  const recording = useDerived(editor, ({ state }) => (state.recording ? 'yes' : ''))
  if (recording === '') return null
  return (
    <Button
      size="compact-xs"
      color="red"
      variant="light"
      leftSection={<IconPlayerRecordFilled size={12} />}
      onClick={() => editor.commands.run('macro.record')}
    >
      {`${t('recording')} · ${t('stopRecording')} ${editor.commands.keyFor('macro.record')}`}
    </Button>
  )
}
