// Makes an example of the case at hand: what is selected, as picture or quotation, with words; seen before it is saved.
import { Button, Modal, SegmentedControl, Skeleton, Text, Textarea, TextInput } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { restingMarks, type Annotation, type MountedEditor } from '@editor'
import { cutout } from '@renderers'
import { useAddExample, useAddPicture, useSpec, useTakeExampleBack } from '@client/queries/spec'
import { asProblem } from '@client/problem'
import { Markdown } from '@ui/Markdown'
import { tellDone, tellHindrance, tellProblem } from '../notices'
import { frameAround, quoteOf, rangesOf, sectionOf } from './example'

interface PromoteDialogProps {
  readonly project: string
  readonly editor: MountedEditor
  readonly onClose: () => void
}

export function PromoteDialog({ project, editor, onClose }: PromoteDialogProps) {
  const { t } = useTranslation('label')
  const revision = useSpec(project).data?.revision
  const add = useAddExample(project)
  const addPicture = useAddPicture(project)
  const takeBack = useTakeExampleBack(project)
  const [right, setRight] = useState(true)
  const [title, setTitle] = useState('')
  const [words, setWords] = useState('')
  // The case as it was when it was promoted, whatever is drawn meanwhile.
  const [{ item, meant, chosen }] = useState(() => caseIn(editor))
  const quote = useMemo(() => quotationOf(editor, meant), [editor, meant])
  const picture = useCutout(editor, meant)
  const isText = item.media === 'text'
  const ready =
    title.trim() !== '' && words.trim() !== '' && (isText || picture.blob !== null) && revision !== undefined
  const busy = add.isPending || addPicture.isPending
  const wording = { verdict: t(right ? 'promote.right' : 'promote.wrong'), words, title: title.trim() }

  const save = async (): Promise<void> => {
    try {
      const shown = picture.blob ? { picture: (await addPicture.mutateAsync(picture.blob)).url ?? '' } : { quote }
      const text = sectionOf({ ...wording, ...shown })
      const done = await add.mutateAsync({ title: title.trim(), text, ...(revision === undefined ? {} : { revision }) })
      const undo = (): void => takeBack.mutate(done.revision, { onError: tellProblem })
      tellDone(t('promote.done'), undo)
      onClose()
    } catch (error) {
      if (asProblem(error).code === 'stale-revision') tellHindrance(t('promote.stale'))
      else tellProblem(error)
    }
  }

  return (
    <Modal opened onClose={onClose} title={t('promote.title')} size="lg">
      <form
        style={{ display: 'grid', gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !busy) void save()
        }}
      >
        <Text size="sm" c="dimmed">
          {t(chosen ? 'promote.selected' : 'promote.all', { count: meant.length })}
        </Text>
        <SegmentedControl
          aria-label={t('promote.verdict')}
          value={right ? 'right' : 'wrong'}
          onChange={(value) => setRight(value === 'right')}
          data={[
            { value: 'right', label: t('promote.right') },
            { value: 'wrong', label: t('promote.wrong') },
          ]}
        />
        <TextInput
          label={t('promote.name')}
          data-autofocus
          maxLength={120}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Textarea
          label={t('promote.words')}
          autosize
          minRows={2}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <section className="lw-panel" aria-label={t('promote.preview')} style={{ padding: '0.75rem 1rem' }}>
          {!isText && picture.failed && <Text c="red">{t('promote.noPicture')}</Text>}
          {!isText && !picture.failed && picture.url === null && <Skeleton height={180} />}
          <Markdown text={`### ${t('promote.heading', { title: title.trim() || '…' })}`} />
          {picture.url !== null && (
            <img
              src={picture.url}
              alt={title}
              style={{ maxWidth: '100%', maxHeight: 240, display: 'block', margin: '0.25rem 0 0.625rem' }}
            />
          )}
          <Markdown text={sectionOf({ ...wording, words: words.trim() || '…', quote: isText ? quote : '' })} />
        </section>
        <Button type="submit" disabled={!ready} loading={busy} style={{ justifySelf: 'end' }}>
          {t('promote.save')}
        </Button>
      </form>
    </Modal>
  )
}

/** What is chosen of an item; where nothing is, everything is meant. */
function caseIn(editor: MountedEditor) {
  const { item, selection } = editor.getState()
  const all = editor.document.all()
  const chosen = selection.size > 0
  return { item, chosen, meant: chosen ? all.filter(({ id }) => selection.has(id)) : all }
}

function quotationOf(editor: MountedEditor, meant: readonly Annotation[]): string {
  const { text } = editor.getState().item
  if (text === undefined) return ''
  const marked = meant.flatMap((one) => rangesOf(one.class, restingMarks([one], editor.ontology, editor.labels)))
  return quoteOf(text, marked)
}

interface Shown {
  readonly blob: Blob | null
  readonly url: string | null
  readonly failed: boolean
}

/** The part of the picture around what is meant, with its marks; nothing of a text. */
function useCutout(editor: MountedEditor, meant: readonly Annotation[]): Shown {
  const [shown, setShown] = useState<Shown>({ blob: null, url: null, failed: false })
  useEffect(() => {
    const { mediaUrl, width, height } = editor.getState().item
    if (mediaUrl === undefined || width === undefined || height === undefined) return
    const size = { width, height }
    const bounds = meant.flatMap(({ id }) => editor.boundsOf(id) ?? [])
    const marks = restingMarks(meant, editor.ontology, editor.labels)
    let url: string | null = null
    let over = false
    cutout({ url: mediaUrl, size, frame: frameAround(bounds, size), marks }).then(
      (blob) => {
        if (over) return
        url = URL.createObjectURL(blob)
        setShown({ blob, url, failed: false })
      },
      () => setShown({ blob: null, url: null, failed: true }),
    )
    return () => {
      over = true
      if (url !== null) URL.revokeObjectURL(url)
    }
  }, [editor, meant])
  return shown
}
