// What is under the work: zoom, size, what the keys do, undo.
import { Button } from '@mantine/core'
import { IconPlayerRecordFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { inHand, type Editor } from '@editor'
import { useDerived } from './useEditor'

export function StatusLine({
  editor,
  hint,
}: {
  editor: Editor
  hint: 'image' | 'text' | 'review' | 'view' | 'feedback'
}) {
  const { t } = useTranslation('label')
  const facts = useDerived(editor, (view) => {
    const { item, camera } = view.state
    const size = item.width === undefined ? '' : t('size', { width: item.width, height: item.height })
    return item.media === 'text' ? '' : `${String(Math.round(camera.scale * 100))} %|${size}`
  })
  const keyFor = (command: string): string => editor.commands.keyFor(command)
  const text =
    hint === 'review'
      ? t('hints.review', {
          accept: keyFor('review.accept'),
          fix: keyFor('review.fix'),
          reject: keyFor('review.reject'),
        })
      : t(`hints.${hint}`)
  const howTo = useDerived(editor, (view) => {
    const { tool } = view.state
    if (tool === 'measure') return t('hints.measure')
    if (hint === 'image' && (tool === 'select' || tool === 'pan')) return t(`hints.${tool}`)
    return inHand(view)?.hint ?? ''
  })
  const [zoom, size] = facts.split('|')
  return (
    <>
      {zoom && (
        <span className="lw-num" aria-label={t('zoom')} style={{ minWidth: '3.5rem' }}>
          {zoom}
        </span>
      )}
      {size && <span className="lw-num">{size}</span>}
      <Recording editor={editor} />
      <span className="lw-ellipsis">{howTo || text}</span>
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
