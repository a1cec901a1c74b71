/** The page's side of the worker in which smart tools think. It begins with the first question. */
import type { Item } from '@editor'
import { Shelf } from '@editor/smart/shelf'
import { ITEMS_KEPT, Stopped, type Thinker } from '@editor/smart/thinking'
import type { Found } from '@editor/smart/types'
import type { Picture } from '../canvas/pictures'
import type { FromWorker, ToWorker } from './messages'

interface Pending {
  resolve(found: Found): void
  reject(error: Error): void
  progress(share: number): void
}

export class WorkerThinker implements Thinker {
  readonly #pending = new Map<number, Pending>()
  #worker: Worker | null = null
  /** The items whose pictures the worker has; it keeps as many. */
  #sent = new Shelf<void>(ITEMS_KEPT)
  #number = 0

  /** `picture` gives the decoded picture of an item. */
  constructor(
    readonly picture: (item: Item) => Promise<Picture>,
    readonly begin: () => Worker = beginWorker,
  ) {}

  async think(...[item, tool, question, { signal, progress }]: Parameters<Thinker['think']>): Promise<Found> {
    await this.#sent.keep(item.id, () => this.#send(item))
    if (signal.aborted) throw new Stopped('Nobody waits for this any more.')
    const number = ++this.#number
    signal.addEventListener('abort', () => this.#post({ type: 'stop', number }), { once: true })
    return new Promise((resolve, reject) => {
      this.#pending.set(number, { resolve, reject, progress })
      this.#post({ type: 'ask', number, item, tool, question })
    })
  }

  destroy(): void {
    this.#end(new Stopped('The editor was closed.'))
  }

  async #send(item: Item): Promise<void> {
    const { source, tiles } = await this.picture(item)
    if (tiles) {
      const size = { width: item.width ?? 0, height: item.height ?? 0 }
      return this.#post({ type: 'picture', item: item.id, source: { tiles: { ...tiles, base: new URL(tiles.base, location.href).href }, size } })
    }
    const bitmap = await createImageBitmap(source)
    this.#post({ type: 'picture', item: item.id, source: { bitmap } }, [bitmap])
  }

  #post(message: ToWorker, transfer: Transferable[] = []): void {
    this.#worker ??= this.#begun()
    this.#worker.postMessage(message, transfer)
  }

  #begun(): Worker {
    const worker = this.begin()
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.#hear(data))
    worker.addEventListener('error', () => this.#end(new Error('The smart tools broke off. Try once more; if that does not help, load the page again.')))
    return worker
  }

  /** Ends the worker; the next question begins another. */
  #end(why: Error): void {
    this.#worker?.terminate()
    this.#worker = null
    this.#sent = new Shelf(ITEMS_KEPT)
    for (const { reject } of this.#pending.values()) reject(why)
    this.#pending.clear()
  }

  #hear(message: FromWorker): void {
    const pending = this.#pending.get(message.number)
    if (message.type === 'progress') return pending?.progress(message.share)
    this.#pending.delete(message.number)
    switch (message.type) {
      case 'found':
        return pending?.resolve(message.found)
      case 'stopped':
        return pending?.reject(new Stopped('Nobody waits for this any more.'))
      case 'failed':
        return pending?.reject(new Error(message.problem))
    }
  }
}

function beginWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'smart tools' })
}
