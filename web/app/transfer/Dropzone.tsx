// A place to drop files and folders, and how far each has come.
import { ActionIcon, Button, FileButton, Progress, Text } from '@mantine/core'
import { IconCheck, IconRefresh, IconUpload, IconX } from '@tabler/icons-react'
import { useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { bytes, count } from '@ui/format'
import { filesOf } from './drop'
import type { UploadRow, Uploads } from './useUploads'

const SHOWN = 60

export function Dropzone({ uploads, hint }: { uploads: Uploads; hint: string }) {
  const { t } = useTranslation('transfer')
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    void filesOf(event.dataTransfer).then(uploads.add)
  }
  const done = uploads.rows.filter((row) => row.id !== null).length
  return (
    <div>
      <div
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        style={{
          border: `1.5px dashed ${over ? 'var(--lw-accent)' : 'var(--lw-strong)'}`,
          background: over ? 'var(--lw-accent-soft)' : 'var(--lw-sunken)',
          borderRadius: 10,
          padding: '1.5rem',
          display: 'grid',
          justifyItems: 'center',
          gap: 8,
        }}
      >
        <IconUpload size={26} stroke={1.5} />
        <Text size="sm" c="dimmed" ta="center">
          {hint}
        </Text>
        <FileButton multiple onChange={(files) => uploads.add(files)}>
          {(props) => (
            <Button {...props} variant="default" size="xs">
              {t('chooseFiles')}
            </Button>
          )}
        </FileButton>
      </div>
      {uploads.rows.length > 0 && (
        <>
          <Text size="xs" c="dimmed" mt={8} className="lw-num" aria-live="polite">
            {t('uploaded', { done: count(done), total: count(uploads.rows.length) })}
          </Text>
          <div style={{ maxHeight: 180, overflow: 'auto', marginTop: 4 }}>
            {uploads.rows.slice(0, SHOWN).map((row) => (
              <Line key={row.key} row={row} uploads={uploads} />
            ))}
            {uploads.rows.length > SHOWN && (
              <Text size="xs" c="dimmed">
                {t('andMore', { more: count(uploads.rows.length - SHOWN) })}
              </Text>
            )}
          </div>
        </>
      )}
    </div>
  )
}

function Line({ row, uploads }: { row: UploadRow; uploads: Uploads }) {
  const { t } = useTranslation('transfer')
  return (
    <div style={{ padding: '4px 0' }}>
      <div className="lw-row">
        <Text size="sm" className="lw-ellipsis lw-grow">
          {row.file.name}
        </Text>
        <Text size="xs" c="dimmed" className="lw-num">
          {bytes(row.file.size)}
        </Text>
        {row.id !== null && <IconCheck size={16} color="var(--lw-good)" />}
        {row.problem && (
          <ActionIcon
            size={24}
            aria-label={t('retryFile', { name: row.file.name })}
            onClick={() => uploads.retry(row.key)}
          >
            <IconRefresh size={14} />
          </ActionIcon>
        )}
        <ActionIcon
          size={24}
          aria-label={t('removeFile', { name: row.file.name })}
          onClick={() => uploads.remove(row.key)}
        >
          <IconX size={14} />
        </ActionIcon>
      </div>
      {row.problem ? (
        <Text size="xs" c="var(--lw-bad)">
          {row.problem}
        </Text>
      ) : (
        row.id === null && (
          <Progress
            size={3}
            value={row.file.size > 0 ? (row.sent / row.file.size) * 100 : 0}
            aria-label={row.file.name}
          />
        )
      )}
    </div>
  )
}
