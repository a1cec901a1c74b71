import { describe, expect, it } from 'vitest'
import { Tiles, levelsOf, type LoadTile } from './tiles'

const SOURCE = { side: 512, base: '' }
const PICTURE = { width: 8000, height: 6000 }
const VIEW = { width: 1024, height: 512 }

/** Remembers where pictures are drawn. */
class Paper {
  readonly drawn: [string, number, number, number, number][] = []
  drawImage(tile: { readonly name: string }, ...place: [number, number, number, number]): void {
    this.drawn.push([tile.name, ...place])
  }
}

function tiled(): { tiles: Tiles; asked: string[]; paper: Paper; come: () => Promise<void>; draw: (x: number, y: number, scale: number) => void } {
  const asked: string[] = []
  let waiting: (() => void)[] = []
  const load: LoadTile = (url) =>
    new Promise((resolve) => {
      asked.push(url)
      waiting.push(() => resolve({ name: url, width: 512, height: 512 } as unknown as Awaited<ReturnType<LoadTile>>))
    })
  const tiles = new Tiles(SOURCE, PICTURE, load, () => undefined)
  const paper = new Paper()
  const come = async (): Promise<void> => {
    while (waiting.length > 0) {
      const now = waiting
      waiting = []
      now.forEach((resolve) => resolve())
      await new Promise((resolve) => setTimeout(resolve))
    }
  }
  const draw = (x: number, y: number, scale: number): void => {
    paper.drawn.length = 0
    tiles.draw(paper as unknown as CanvasRenderingContext2D, { x, y, scale }, VIEW, 1)
  }
  return { tiles, asked, paper, come, draw }
}

describe('tiles', () => {
  it('have as many levels as halvings make one tile of the picture', () => {
    expect([levelsOf(PICTURE, 512), levelsOf({ width: 512, height: 10 }, 512), levelsOf({ width: 513, height: 10 }, 512)]).toEqual([5, 1, 2])
  })

  it.each([
    [4, 0],
    [1, 0],
    [0.6, 0],
    [0.5, 1],
    [0.25, 2],
    [0.01, 4],
  ])('are taken at scale %f from level %i', (scale, level) => {
    expect(tiled().tiles.levelFor(scale)).toBe(level)
  })

  it('are asked for where they are seen, the middle first, and no more at once than the server likes', () => {
    const { asked, draw } = tiled()
    draw(0, 0, 1)
    expect(new Set(asked)).toEqual(new Set(['0/0/0', '0/1/0', '0/0/1', '0/1/1', '0/2/0', '0/2/1']))
    expect(['0/0/0', '0/1/0']).toContain(asked[0])
  })

  it('lie where they belong', async () => {
    const { paper, come, draw } = tiled()
    draw(512, 0, 0.5)
    await come()
    draw(512, 0, 0.5)
    expect(paper.drawn).toContainEqual(['1/1/0', 256, 0, 512, 512])
  })

  it('of coarser levels are shown where finer ones are not there yet, and nowhere else', async () => {
    const { paper, come, draw } = tiled()
    const names = (): string[] => paper.drawn.map(([name]) => name)
    draw(0, 0, 0.5)
    await come()
    draw(0, 0, 1)
    expect(names()).toEqual(['1/0/0', '1/1/0'])
    await come()
    draw(0, 0, 1)
    expect(new Set(names())).toEqual(new Set(['0/0/0', '0/1/0', '0/2/0', '0/0/1', '0/1/1', '0/2/1']))
    draw(1024, 0, 1)
    expect(names()).toEqual(['1/1/0', '1/2/0', '0/2/0', '0/2/1'])
  })

  it('of coarser levels lie below the finer ones', async () => {
    const { paper, come, draw } = tiled()
    for (const scale of [0.125, 0.25]) {
      draw(0, 0, scale)
      await come()
    }
    draw(600, 0, 0.5)
    const levels = paper.drawn.map(([name]) => Number(name[0]))
    expect(levels).toEqual(levels.toSorted((a, b) => b - a))
    expect(new Set(levels)).toEqual(new Set([2, 3]))
  })

  it('that are no longer seen are not asked for', async () => {
    const { asked, come, draw } = tiled()
    draw(0, 0, 0.125)
    draw(4000, 4000, 1)
    const before = asked.length
    await come()
    expect(asked.slice(before).every((address) => address.startsWith('0/'))).toBe(true)
  })

  it('are kept in bounded number', async () => {
    const { asked, come, draw } = tiled()
    for (let y = 0; y < 6000; y += 512) {
      for (let x = 0; x < 8000; x += 1024) {
        draw(x, y, 1)
        await come()
      }
    }
    const first = asked.length
    draw(0, 0, 1)
    expect(asked.length).toBeGreaterThan(first)
  })
})
