// The guideline in Markdown beside its preview; pictures are pasted, dropped or chosen.
import { FileButton, Button, SegmentedControl, SimpleGrid, Skeleton, Text, Textarea } from '@mantine/core'
import { IconPhotoPlus } from '@tabler/icons-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { API } from '@client/http'
import { useAddPicture } from '@client/queries/spec'
import { tellProblem } from '../notices'
import type { DocumentEditorProps } from '../spec/ClassesEditor'

const Markdown = lazy(() => import('@ui/Markdown').then((module) => ({ default: module.Markdown })))

export function GuidelineEditor({
  project,
  document,
  disabled = false,
  onChange,
}: DocumentEditorProps & { project: string }) {
  const { t } = useTranslation('settings')
  const add = useAddPicture(project)
  const field = useRef<HTMLTextAreaElement>(null)
  const [view, setView] = useState<'both' | 'preview'>(disabled ? 'preview' : 'both')
  const text = document.guideline ?? ''
  const set = (guideline: string): void => onChange({ ...document, guideline })

  const insert = (file: File): void => {
    const at = field.current?.selectionStart ?? text.length
    add.mutate(file, {
      onSuccess: ({ hash, url }) => {
        const address = url ?? `${API}/projects/${project}/pictures/${hash}`
        const now = field.current?.value ?? text
        set(`${now.slice(0, at)}![${plainName(file.name)}](${address})\n${now.slice(at)}`)
      },
      onError: tellProblem,
    })
  }
  const insertFrom = (files: Iterable<File>): boolean => {
    const pictures = [...files].filter((file) => file.type.startsWith('image/'))
    pictures.forEach(insert)
    return pictures.length > 0
  }

  return (
    <div style={{ display: 'grid', gap: 10 }}>
      {!disabled && (
        <div className="lw-row">
          <Text size="sm" c="dimmed" className="lw-grow" role="status">
            {add.isPending ? t('pictureUploading') : t('pictureHint')}
          </Text>
          <FileButton accept="image/*" onChange={(file) => file && insert(file)}>
            {(props) => (
              <Button {...props} variant="default" size="xs" leftSection={<IconPhotoPlus size={16} />}>
                {t('addPicture')}
              </Button>
            )}
          </FileButton>
          <SegmentedControl
            value={view}
            onChange={(value) => setView(value as typeof view)}
            data={[
              { value: 'both', label: t('write') },
              { value: 'preview', label: t('preview') },
            ]}
          />
        </div>
      )}
      <SimpleGrid cols={view === 'both' ? { base: 1, md: 2 } : 1}>
        {view === 'both' && (
          <Textarea
            ref={field}
            aria-label={t('tabs.guideline')}
            placeholder={t('guidelineEmpty')}
            autosize
            minRows={18}
            maxRows={32}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            value={text}
            onChange={(event) => set(event.currentTarget.value)}
            onPaste={(event) => {
              if (insertFrom(event.clipboardData.files)) event.preventDefault()
            }}
            onDrop={(event) => {
              if (insertFrom(event.dataTransfer.files)) event.preventDefault()
            }}
          />
        )}
        <div className="lw-panel" style={{ padding: '1rem 1.25rem', minHeight: 200 }}>
          {text ? (
            <Suspense fallback={<Skeleton height={160} />}>
              <Markdown text={text} />
            </Suspense>
          ) : (
            <Text c="dimmed">{t('guidelineEmpty')}</Text>
          )}
        </div>
      </SimpleGrid>
    </div>
  )
}

/** A file's name as a picture's description: no brackets, no ending. */
function plainName(name: string): string {
  return name.replace(/\.[^.]*$/, '').replaceAll(/[[\]()]/g, ' ')
}
