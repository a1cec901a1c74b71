/** The worker in which smart tools think, so that the page stays quick while they do. */
import { pictureOf } from '@editor/smart/picture'
import { Stopped, thinkInPlace } from '@editor/smart/thinking'
import type { FromWorker, Source, ToWorker } from './messages'
import { readBitmap, readTiles } from './reading'

/** Where pixels are waits here until the first question about their item. */
const sources = new Map<string, Source>()
const running = new Map<number, AbortController>()

const thinker = thinkInPlace((item) => {
  const source = sources.get(item.id)
  sources.delete(item.id)
  if (!source) throw new Error(`The picture “${item.name}” has not come yet.`)
  return 'bitmap' in source ? pictureOf(source.bitmap, readBitmap(source.bitmap)) : pictureOf(source.size, readTiles(source.tiles, source.size))
})

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'picture':
      sources.set(data.item, data.source)
      return
    case 'ask':
      void answer(data)
      return
    case 'stop':
      running.get(data.number)?.abort()
  }
})

async function answer({ number, item, tool, question }: ToWorker & { readonly type: 'ask' }): Promise<void> {
  const controller = new AbortController()
  running.set(number, controller)
  try {
    const progress = (share: number): void => say({ type: 'progress', number, share })
    say({ type: 'found', number, found: await thinker.think(item, tool, question, { signal: controller.signal, progress }) })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    say(error instanceof Stopped ? { type: 'stopped', number } : { type: 'failed', number, problem: error.message })
  } finally {
    running.delete(number)
  }
}

function say(message: FromWorker): void {
  self.postMessage(message)
}
