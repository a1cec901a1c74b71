/** What the page and the worker of smart tools say to each other. */
import type { Item, Size } from '@editor'
import type { Found, Question } from '@editor/smart/types'
import type { TileSource } from '../canvas/tiles'

/** Where an item's pixels are: decoded already, or in tiles. */
export type Source = { readonly bitmap: ImageBitmap } | { readonly tiles: TileSource; readonly size: Size }

export type ToWorker =
  /** Before the first question about an item. */
  | { readonly type: 'picture'; readonly item: string; readonly source: Source }
  | { readonly type: 'ask'; readonly number: number; readonly item: Item; readonly tool: string; readonly question: Question }
  | { readonly type: 'stop'; readonly number: number }

export type FromWorker =
  | { readonly type: 'progress'; readonly number: number; readonly share: number }
  | { readonly type: 'found'; readonly number: number; readonly found: Found }
  | { readonly type: 'stopped'; readonly number: number }
  | { readonly type: 'failed'; readonly number: number; readonly problem: string }
