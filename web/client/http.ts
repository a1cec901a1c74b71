// The one place that speaks HTTP: base path, forgery header, idempotency keys, problems as typed errors.
import { ApiProblem, problemFrom, unreachable } from './problem'

export const API = '/api/v1'

export type QueryValue = string | number | boolean | readonly string[] | null | undefined

export interface RequestOptions {
  readonly query?: Readonly<Record<string, QueryValue>>
  /** Sent as JSON, unless it is a Blob, which is sent as it is. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** True makes a fresh key; a string repeats an earlier request under its key. */
  readonly idempotency?: true | string
  /** The revision the sender last saw, for documents. */
  readonly ifMatch?: string
  readonly signal?: AbortSignal
  readonly keepalive?: boolean
}

export interface Answer<T> {
  readonly data: T
  readonly headers: Headers
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'

/** Sends a request below the API's root and gives the decoded body. Throws `ApiProblem`. */
export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  return (await exchange<T>(method, path, options)).data
}

/** Like `request`, with the response's headers. */
export async function exchange<T>(method: Method, path: string, options: RequestOptions = {}): Promise<Answer<T>> {
  const response = await send(method, API + path + queryString(options.query), options)
  const data = await decode(response)
  if (!response.ok) throw problemFrom(response.status, response.statusText, data)
  return { data: data as T, headers: response.headers }
}

/** The query string of the given values; lists repeat their key, empty values are left out. */
export function queryString(query: RequestOptions['query']): string {
  const parameters = new URLSearchParams()
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value === null || value === undefined || value === '') continue
    if (typeof value === 'object') value.forEach((one) => parameters.append(key, one))
    else parameters.append(key, String(value))
  }
  const text = parameters.toString()
  return text ? `?${text}` : ''
}

/** A key under which a write is done at most once. */
export function newKey(): string {
  return crypto.randomUUID()
}

async function send(method: Method, url: string, options: RequestOptions): Promise<Response> {
  const { body } = options
  const raw = body instanceof Blob
  const init: RequestInit = {
    method,
    credentials: 'same-origin',
    headers: headersFor(method, options, body !== undefined && !raw),
    keepalive: options.keepalive ?? false,
    ...(options.signal ? { signal: options.signal } : {}),
    ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
  }
  try {
    return await fetch(url, init)
  } catch (cause) {
    if (options.signal?.aborted) throw cause
    throw unreachable(cause)
  }
}

function headersFor(method: Method, options: RequestOptions, json: boolean): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers }
  if (method !== 'GET' && method !== 'HEAD') headers['X-CSRF'] = '1'
  if (json) headers['Content-Type'] = 'application/json'
  if (options.idempotency) headers['Idempotency-Key'] = options.idempotency === true ? newKey() : options.idempotency
  if (options.ifMatch) headers['If-Match'] = options.ifMatch
  return headers
}

async function decode(response: Response): Promise<unknown> {
  if (response.status === 204 || response.status === 304) return null
  const type = response.headers.get('Content-Type') ?? ''
  if (!type.includes('json')) return response.text()
  try {
    return await response.json()
  } catch {
    throw new ApiProblem(response.status, 'unreadable', 'The answer could not be read', 'The server sent broken JSON.')
  }
}
