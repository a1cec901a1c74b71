// Files on their way to the server, a few at a time.
import { useCallback, useEffect, useRef, useState } from 'react'
import { asProblem } from '@client/problem'
import { upload } from '@client/upload'

export interface UploadRow {
  readonly key: number
  readonly file: File
  readonly sent: number
  readonly id: string | null
  readonly problem: string
}

export interface Uploads {
  readonly rows: readonly UploadRow[]
  readonly ids: readonly string[]
  readonly busy: boolean
  add(files: readonly File[]): void
  remove(key: number): void
  retry(key: number): void
}

const AT_ONCE = 3

export function useUploads(): Uploads {
  const [rows, setRows] = useState<readonly UploadRow[]>([])
  const stops = useRef(new Map<number, AbortController>())
  const next = useRef(0)
  const change = useCallback((key: number, changes: Partial<UploadRow>) => {
    setRows((now) => now.map((row) => (row.key === key ? { ...row, ...changes } : row)))
  }, [])

  useEffect(() => {
    const running = stops.current.size
    const waiting = rows.filter((row) => row.id === null && !row.problem && !stops.current.has(row.key))
    for (const { key, file } of waiting.slice(0, AT_ONCE - running)) {
      const stop = new AbortController()
      stops.current.set(key, stop)
      upload(file, { signal: stop.signal, onProgress: (sent) => change(key, { sent }) })
        .then((id) => change(key, { id, sent: file.size }))
        .catch((error: unknown) => change(key, { problem: asProblem(error).sentence }))
        .finally(() => {
          stops.current.delete(key)
          // Wakes the next one that waits.
          setRows((now) => [...now])
        })
    }
  }, [rows, change])

  useEffect(() => {
    const running = stops.current
    return () => running.forEach((stop) => stop.abort())
  }, [])

  return {
    rows,
    ids: rows.flatMap((row) => (row.id === null ? [] : [row.id])),
    busy: rows.some((row) => row.id === null && !row.problem),
    add: (files) =>
      setRows((now) => [
        ...now,
        ...files.map((file) => ({ key: next.current++, file, sent: 0, id: null, problem: '' })),
      ]),
    remove: (key) => {
      stops.current.get(key)?.abort()
      setRows((now) => now.filter((row) => row.key !== key))
    },
    retry: (key) => change(key, { problem: '', sent: 0 }),
  }
}
