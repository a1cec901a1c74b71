/** What the page and the worker of smart tools say to each other. */
import type { Item } from '@editor'
import type { Found, Question } from '@editor/smart/types'

export type ToWorker =
  /** An item's picture, before the first question about it. */
  | { readonly type: 'picture'; readonly item: string; readonly bitmap: ImageBitmap }
  | { readonly type: 'ask'; readonly number: number; readonly item: Item; readonly tool: string; readonly question: Question }
  | { readonly type: 'stop'; readonly number: number }

export type FromWorker =
  | { readonly type: 'progress'; readonly number: number; readonly share: number }
  | { readonly type: 'found'; readonly number: number; readonly found: Found }
  | { readonly type: 'stopped'; readonly number: number }
  | { readonly type: 'failed'; readonly number: number; readonly problem: string }
