import { describe, expect, it } from 'vitest'
import type { Annotation, Patch } from '../model'
import { same } from '../store/same'
import { FakeClock, FakeNetwork, FakeServer, type Fate, settled } from '../testing/fakeServer'
import { randomFrom } from '../testing/random'
import { box } from '../testing/testEditor'
import { Autosave } from './autosave'
import { memoryJournal } from './memoryJournal'
import type { Journal, SaveState } from './ports'

/** One page with a draft open, on a journal, a network and a clock that outlive it. */
class Desk {
  readonly server = new FakeServer()
  readonly network = new FakeNetwork(this.server)
  readonly clock = new FakeClock()
  readonly journal: Journal = memoryJournal()
  document = new Map<string, Annotation>()
  states: SaveState[] = []
  #keys = 0
  #autosave: Autosave | null = null

  get autosave(): Autosave {
    if (!this.#autosave) throw new Error('No draft is open.')
    return this.#autosave
  }

  /** Opens the page, as after a reload or a crash. */
  async open(online = true, told = { revision: this.server.revision, annotations: this.server.annotations }): Promise<this> {
    this.#autosave = await Autosave.open({
      assignment: 'assignment',
      server: online ? told : null,
      journal: this.journal,
      transport: this.network,
      clock: this.clock,
      newKey: () => `key${++this.#keys}`,
      onRemote: (patch) => this.#apply(patch),
      onState: (state) => this.states.push(state),
    })
    this.document = new Map(this.autosave.annotations.map((annotation) => [annotation.id, annotation]))
    return this
  }

  set(id: string, after: Annotation | null): Promise<void> {
    const patch: Patch = { ops: [{ id, before: this.document.get(id) ?? null, after }], origin: 'local', label: 'Test' }
    this.#apply(patch)
    return this.autosave.push(patch)
  }

  crash(): void {
    this.autosave.close()
  }

  all(): readonly Annotation[] {
    return sorted([...this.document.values()])
  }

  saved(): readonly Annotation[] {
    return sorted(this.server.annotations)
  }

  #apply({ ops }: Patch): void {
    for (const { id, before, after } of ops) {
      expect(same(this.document.get(id) ?? null, before)).toBe(true)
      if (after) this.document.set(id, after)
      else this.document.delete(id)
    }
  }
}

function sorted(annotations: readonly Annotation[]): Annotation[] {
  return [...annotations].sort((a, b) => (a.id < b.id ? -1 : 1))
}

describe('autosave', () => {
  it('sends one batch a second after the last change', async () => {
    const desk = await new Desk().open()
    await desk.set('a', box('a', 0, 0, 10, 10))
    await desk.clock.pass(900)
    await desk.set('b', box('b', 0, 0, 10, 10))
    await desk.clock.pass(999)
    expect([desk.network.requests, desk.autosave.state.kind]).toEqual([0, 'saving'])
    await desk.clock.pass(1)
    expect([desk.network.requests, desk.autosave.state.kind]).toEqual([1, 'saved'])
    expect(desk.saved()).toEqual(desk.all())
  })

  it('waits no longer than five seconds while changes keep coming', async () => {
    const desk = await new Desk().open()
    for (let i = 0; i < 12; i++) {
      await desk.set('a', box('a', i, 0, 10, 10))
      await desk.clock.pass(500)
    }
    expect(desk.network.requests).toBe(1)
  })

  it('says how many changes wait while offline, tries again by itself, and at once when the network is back', async () => {
    const desk = await new Desk().open()
    desk.network.fate = () => 'lost'
    await desk.set('a', box('a', 0, 0, 10, 10))
    await desk.set('b', box('b', 0, 0, 10, 10))
    await desk.clock.pass(3_600_000)
    expect(desk.autosave.state).toEqual({ kind: 'offline', edits: 2 })
    expect(desk.network.requests).toBeGreaterThan(50)
    desk.network.fate = () => 'arrives'
    desk.autosave.online()
    await desk.clock.pass(0)
    expect([desk.autosave.state.kind, desk.saved()]).toEqual(['saved', desk.all()])
  })

  it('goes on after a reload without network', async () => {
    const desk = await new Desk().open()
    desk.network.fate = () => 'lost'
    await desk.set('a', box('a', 0, 0, 10, 10))
    desk.crash()
    await desk.open(false)
    expect(desk.all()).toEqual([box('a', 0, 0, 10, 10)])
    desk.network.fate = () => 'arrives'
    await desk.clock.pass(60_000)
    expect(desk.saved()).toEqual([box('a', 0, 0, 10, 10)])
  })

  it('merges what others changed elsewhere', async () => {
    const desk = await new Desk().open()
    desk.server.edit({ ops: [{ id: 'theirs', before: null, after: box('theirs', 5, 5, 5, 5) }] })
    await desk.set('mine', box('mine', 0, 0, 10, 10))
    await desk.clock.pass(5000)
    expect(desk.all().map(({ id }) => id)).toEqual(['mine', 'theirs'])
    expect([desk.autosave.state.kind, desk.saved()]).toEqual(['saved', desk.all()])
  })

  it.each(['mine', 'theirs'] as const)('keeps both forms of what both changed, also over a reload, until somebody chooses %s', async (choice) => {
    const desk = new Desk()
    const [old, mine, theirs] = [box('a', 0, 0, 10, 10), box('a', 1, 1, 10, 10), box('a', 2, 2, 10, 10)]
    desk.server.annotations = [old]
    await desk.open()
    desk.server.edit({ ops: [{ id: 'a', before: old, after: theirs }] })
    await desk.set('a', mine)
    await desk.clock.pass(5000)
    expect(desk.autosave.state).toEqual({ kind: 'conflict', conflicts: [{ id: 'a', mine, theirs }], edits: 0 })
    expect(desk.saved()).toEqual([theirs])
    desk.crash()
    await desk.open()
    expect(desk.autosave.state.kind).toBe('conflict')
    await desk.autosave.resolve('a', choice)
    await desk.clock.pass(5000)
    const chosen = choice === 'mine' ? mine : theirs
    expect([desk.autosave.state.kind, desk.saved(), desk.all()]).toEqual(['saved', [chosen], [chosen]])
  })

  it('keeps what the server refuses, and says why', async () => {
    const desk = await new Desk().open()
    desk.network.save = () => Promise.resolve({ kind: 'refused', message: 'The lease is lost.' })
    await desk.set('a', box('a', 0, 0, 10, 10))
    await desk.clock.pass(5000)
    expect(desk.autosave.state).toEqual({ kind: 'refused', message: 'The lease is lost.', edits: 1 })
    expect((await desk.journal.read('assignment')).patches.length).toBe(1)
  })

  it('sends and keeps of a long outline what changed of it', async () => {
    const desk = new Desk()
    const ring = Array.from({ length: 20_000 }, (_, i) => [i + 0.125, i % 7])
    const outline = (corners: readonly (readonly number[])[]): Annotation => ({ ...box('a', 0, 0, 0, 0), type: 'polygon', value: { parts: [[corners]] } })
    desk.server.annotations = [outline(ring)]
    await desk.open()
    await desk.set('a', outline(ring.with(5000, [1, 2])))
    await desk.set('a', outline(ring.with(5000, [3, 4])))
    const { patches } = await desk.journal.read('assignment')
    expect(JSON.stringify(patches).length).toBeLessThan(1000)
    desk.crash()
    await desk.open()
    expect(desk.all()).toEqual([outline(ring.with(5000, [3, 4]))])
    await desk.clock.pass(5000)
    expect([desk.autosave.state.kind, desk.saved()]).toEqual(['saved', desk.all()])
  })

  it('goes on from what it saved, also without a server, however many changes that were', async () => {
    const desk = await new Desk().open()
    for (let i = 0; i < 450; i++) {
      await desk.set(`box${i % 5}`, box(`box${i % 5}`, i, 0, 10, 10))
      if (i % 10 === 9) await desk.autosave.flush()
    }
    await desk.set('last', box('last', 0, 0, 1, 1))
    const before = desk.all()
    desk.crash()
    await desk.open(false)
    expect([desk.all(), desk.autosave.revision]).toEqual([before, desk.server.revision])
    await desk.clock.pass(5000)
    expect([desk.autosave.state.kind, desk.saved()]).toEqual(['saved', before])
    desk.crash()
    await desk.open(false)
    await desk.set('more', box('more', 0, 0, 1, 1))
    desk.crash()
    expect((await desk.open()).all().map(({ id }) => id)).toContain('more')
  })

  it('goes on from what it saved where the server was asked before that', async () => {
    const desk = await new Desk().open()
    const before = { revision: desk.server.revision, annotations: desk.server.annotations }
    await desk.set('a', box('a', 0, 0, 10, 10))
    await desk.autosave.flush()
    desk.crash()
    await desk.open(true, before)
    expect([desk.all(), desk.autosave.revision]).toEqual([desk.saved(), desk.server.revision])
  })

  it('knows nothing of a draft that neither the journal nor the server has', async () => {
    await expect(new Desk().open(false)).rejects.toThrow('No draft is open.')
  })
})

describe('whatever the network and the page do', () => {
  const FATES: readonly Fate[] = ['arrives', 'arrives', 'lost', 'reply lost', 'arrives twice', 'arrives late']

  it.each(Array.from({ length: 40 }, (_, seed) => seed))('no change is lost and none is made twice (seed %i)', async (seed) => {
    const random = randomFrom(seed)
    const desk = await new Desk().open()
    desk.network.fate = () => random.pick(FATES)
    for (let step = 0; step < 60; step++) {
      const id = `mine${random.below(6)}`
      const roll = random.next()
      if (roll < 0.5) await desk.set(id, box(id, step, 0, 10, 10))
      else if (roll < 0.6 && desk.document.has(id)) await desk.set(id, null)
      else if (roll < 0.7) {
        const other = `theirs${random.below(4)}`
        const before = desk.server.annotations.find((one) => one.id === other) ?? null
        desk.server.edit({ ops: [{ id: other, before, after: box(other, step, 1, 5, 5) }] })
      } else if (roll < 0.8) {
        desk.crash()
        const before = desk.all().filter(({ id: own }) => own.startsWith('mine'))
        await desk.open(random.next() < 0.5)
        expect(desk.all().filter(({ id: own }) => own.startsWith('mine'))).toEqual(before)
      } else if (roll < 0.85) desk.autosave.online()
      else await desk.clock.pass(random.below(4000))
    }
    const mine = desk.all().filter(({ id }) => id.startsWith('mine'))
    desk.network.fate = () => 'arrives'
    await desk.clock.pass(120_000)
    await desk.set('last', box('last', 0, 0, 1, 1))
    await desk.clock.pass(120_000)
    await settled()
    expect(desk.autosave.state.kind).toBe('saved')
    expect(desk.saved()).toEqual(desk.all())
    expect(desk.saved().filter(({ id }) => id.startsWith('mine'))).toEqual(mine)
  })
})
