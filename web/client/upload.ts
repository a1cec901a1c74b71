// Resumable upload of files in chunks: what has arrived stays, a lost connection goes on where it broke.
import { exchange, request } from './http'
import { ApiProblem } from './problem'
import type { Id } from './types'

const CHUNK = 4 * 1024 * 1024
const TRIES = 6

export interface UploadOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (sent: number) => void
  /** Waits before try n; tests give their own. */
  readonly pause?: (attempt: number) => Promise<void>
}

/** Sends a file and gives the upload's id. Throws `ApiProblem` where the server refuses it or stays away. */
export async function upload(file: File, options: UploadOptions = {}): Promise<Id> {
  const { id, offset } = await request<{ id: Id; offset: number }>('POST', '/uploads', {
    body: { name: nameOf(file), size: file.size },
    idempotency: true,
  })
  let sent = offset
  let attempt = 0
  while (sent < file.size) {
    options.signal?.throwIfAborted()
    try {
      sent = await sendChunk(id, file, sent, options.signal)
      attempt = 0
    } catch (error) {
      attempt += 1
      if (!worthRetrying(error) || attempt >= TRIES) throw error
      await (options.pause ?? backOff)(attempt)
      sent = await offsetOf(id).catch(() => sent)
    }
    options.onProgress?.(sent)
  }
  return id
}

async function sendChunk(id: Id, file: File, from: number, signal?: AbortSignal): Promise<number> {
  const chunk = file.slice(from, Math.min(from + CHUNK, file.size))
  const answer = await exchange<{ offset?: number } | null>('PATCH', `/uploads/${id}`, {
    body: chunk,
    headers: { 'Upload-Offset': String(from), 'Content-Type': 'application/octet-stream' },
    ...(signal ? { signal } : {}),
  })
  return answer.data?.offset ?? Number(answer.headers.get('Upload-Offset') ?? from + chunk.size)
}

async function offsetOf(id: Id): Promise<number> {
  const { headers } = await exchange('HEAD', `/uploads/${id}`)
  return Number(headers.get('Upload-Offset'))
}

/** The path inside a dropped folder where there is one, else the name. */
function nameOf(file: File): string {
  return file.webkitRelativePath || file.name
}

function worthRetrying(error: unknown): boolean {
  return error instanceof ApiProblem && (error.offline || error.status >= 500 || error.status === 409)
}

function backOff(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.min(500 * 2 ** attempt, 15_000)))
}
