import type { Item } from '@editor'
import { NOTHING_ASKED, NOTHING_FOUND } from '@editor/smart/types'
import { Stopped } from '@editor/smart/thinking'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { TileSource } from '../canvas/tiles'
import type { FromWorker, ToWorker } from './messages'
import { WorkerThinker } from './workerThinker'

const ITEM: Item = { id: 'one', name: 'one.png', media: 'image', width: 4, height: 4, mediaUrl: '/one.png' }
const OTHER: Item = { ...ITEM, id: 'other' }

/** Stands at the other end of the messages. */
class Worker extends EventTarget {
  readonly heard: ToWorker[] = []
  terminated = false
  postMessage(message: ToWorker): void {
    this.heard.push(message)
  }
  terminate(): void {
    this.terminated = true
  }
  say(data: FromWorker): void {
    this.dispatchEvent(new MessageEvent('message', { data }))
  }
}

// jsdom decodes no pictures.
beforeEach(() => void vi.stubGlobal('createImageBitmap', () => Promise.resolve({ width: 4, height: 4 })))

function begun(tiles?: TileSource) {
  const workers: Worker[] = []
  const picture = () => Promise.resolve({ source: {} as CanvasImageSource, width: 4, height: 4, ...(tiles && { tiles }) })
  const begin = () => workers[workers.push(new Worker()) - 1] as unknown as globalThis.Worker
  const thinker = new WorkerThinker(picture, begin)
  const shares: number[] = []
  const ask = (item: Item, signal = new AbortController().signal) => thinker.think(item, 'wand', NOTHING_ASKED, { signal, progress: (share) => shares.push(share) })
  return { thinker, workers, shares, ask }
}

const tick = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve))

describe('smart tools in a worker', () => {
  it('get an item’s picture once, before the first question about it', async () => {
    const { workers, ask } = begun()
    void ask(ITEM)
    void ask(ITEM)
    await tick()
    void ask(OTHER)
    await tick()
    expect(workers[0]?.heard.map(({ type }) => type)).toEqual(['picture', 'ask', 'ask', 'picture', 'ask'])
  })

  it('get to know where the tiles of a very large picture are', async () => {
    const { workers, ask } = begun({ side: 512, base: '/api/v1/items/1/tiles/' })
    void ask({ ...ITEM, width: 40_000, height: 30_000 })
    await tick()
    const tiles = { side: 512, base: `${location.origin}/api/v1/items/1/tiles/` }
    expect(workers[0]?.heard[0]).toEqual({ type: 'picture', item: 'one', source: { tiles, size: { width: 40_000, height: 30_000 } } })
  })

  it('answer who asked, and say how far they are', async () => {
    const { workers, shares, ask } = begun()
    const [first, second] = [ask(ITEM), ask(ITEM)]
    await tick()
    workers[0]?.say({ type: 'progress', number: 1, share: 0.4 })
    workers[0]?.say({ type: 'found', number: 2, found: { ...NOTHING_FOUND, score: 0.5 } })
    workers[0]?.say({ type: 'failed', number: 1, problem: 'Out of memory.' })
    expect((await second).score).toBe(0.5)
    await expect(first).rejects.toThrow('Out of memory.')
    expect(shares).toEqual([0.4])
  })

  it('are told when nobody waits any more', async () => {
    const { workers, ask } = begun()
    const controller = new AbortController()
    const answer = ask(ITEM, controller.signal)
    await tick()
    controller.abort()
    workers[0]?.say({ type: 'stopped', number: 1 })
    await expect(answer).rejects.toBeInstanceOf(Stopped)
    expect(workers[0]?.heard.at(-1)).toEqual({ type: 'stop', number: 1 })
  })

  it('begin anew after the worker broke off', async () => {
    const { workers, ask } = begun()
    const answer = ask(ITEM)
    await tick()
    workers[0]?.dispatchEvent(new Event('error'))
    await expect(answer).rejects.toThrow('broke off')
    void ask(ITEM)
    await tick()
    expect([workers[0]?.terminated, workers[1]?.heard.map(({ type }) => type)]).toEqual([true, ['picture', 'ask']])
  })
})
