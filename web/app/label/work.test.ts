import { afterEach, describe, expect, it, vi } from 'vitest'
import { ApiProblem } from '@client/problem'
import type { Bundle, Feedback, Test } from '@client/types'
import { HOLD_MS, Work, type WorkPorts } from './work'

function bundle(id: string): Bundle {
  return {
    assignment: { id: `a-${id}`, lease_until: '2026-11-24T10:00:00Z', heartbeat_s: 10 },
    stage: { index: 0, kind: 'annotate', name: 'Annotate' },
    task: { id, seq: 1, name: id, round: 1, project_id: 'p' },
    item: {
      id: `i-${id}`,
      name: id,
      media: 'image',
      width: 10,
      height: 10,
      text: null,
      media_url: `/m/${id}`,
      thumbnail_url: null,
      metadata: {},
      page: 1,
      pages: 1,
    },
    spec_revision: 1,
    start: [],
    draft: null,
    previous: [],
    threads: 0,
  }
}

/** A queue that hands out its tasks in order, skipping the excluded ones. */
function world(tasks: string[]) {
  const handedIn: string[] = []
  const released: string[] = []
  const prefetched: string[] = []
  const ports: WorkPorts = {
    next: (wanted) => {
      const at = tasks.findIndex((task) => !wanted.exclude?.includes(task) && (wanted.task_id ?? task) === task)
      const [task] = at < 0 ? [] : tasks.splice(at, 1)
      return Promise.resolve({ bundle: task === undefined ? null : bundle(task), upcoming: [], reason: 'done' })
    },
    handIn: ({ task }) => {
      handedIn.push(task.id)
      return { kept: Promise.resolve(), arrived: Promise.resolve(null) }
    },
    skip: () => Promise.resolve(),
    release: (id) => {
      released.push(id)
      return Promise.resolve()
    },
    heartbeat: () => Promise.resolve(),
    prefetch: (urls) => prefetched.push(...urls),
    now: () => 0,
  }
  return { ports, handedIn, released, prefetched }
}

const answer = { annotations: [], seconds: 1 }
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve()
}
const shown = (work: Work): string => {
  const state = work.getState()
  return state.phase === 'working' ? state.bundle.task.id : state.phase
}

describe('Work', () => {
  it('shows the next task in the same turn in which an answer is handed in', async () => {
    const { ports, handedIn, prefetched } = world(['a', 'b', 'c'])
    const work = new Work(ports, 0)
    await work.start()
    await settle()
    expect(prefetched).toEqual(['/m/b', '/m/c'])
    void work.submit(answer)
    expect(shown(work)).toBe('b')
    expect(handedIn).toEqual(['a'])
    work.end()
  })

  it('ends empty after the last task', async () => {
    const { ports } = world(['a'])
    const work = new Work(ports, 0)
    await work.start()
    await settle()
    await work.submit(answer)
    await settle()
    expect(work.getState()).toEqual({ phase: 'empty', reason: 'done', message: '' })
    expect(work.done).toBe(1)
    work.end()
  })

  it('gives back what it leased ahead when it ends', async () => {
    const { ports, released } = world(['a', 'b'])
    const work = new Work(ports, 0)
    await work.start()
    await settle()
    work.end()
    expect(released).toEqual(['a-b'])
  })

  it('keeps the task in hand and gives back the rest when the page goes, and goes on when it comes back', async () => {
    const { ports, released } = world(['a', 'b'])
    const work = new Work(ports, 0)
    await work.start()
    await settle()
    work.pause()
    expect(released).toEqual(['a-b'])
    expect(shown(work)).toBe('a')
    work.resume()
    await settle()
    await work.submit(answer)
    await settle()
    expect(work.getState()).toEqual({ phase: 'empty', reason: 'done', message: '' })
    work.end()
  })

  it('does not take a task again while its answer is on the way', async () => {
    const { ports } = world([])
    const asked: (readonly string[] | undefined)[] = []
    const tasks = ['a', 'b']
    const next: WorkPorts['next'] = ({ exclude }) => {
      asked.push(exclude)
      const free = tasks.find((task) => !exclude?.includes(task))
      return Promise.resolve({ bundle: free === undefined ? null : bundle(free), upcoming: [] })
    }
    const never = new Promise<never>(() => undefined)
    const work = new Work({ ...ports, next, handIn: () => ({ kept: Promise.resolve(), arrived: never }) }, 0)
    await work.start()
    await settle()
    await work.submit(answer)
    await settle()
    expect(asked.at(-1)).toEqual(['b', 'a'])
    expect(shown(work)).toBe('b')
    work.end()
  })

  describe('an answer that was handed in by itself', () => {
    const begun = async (tasks: string[]) => {
      vi.useFakeTimers()
      const made = world(tasks)
      const work = new Work(made.ports, 0)
      await work.start()
      await settle()
      work.submitLater(answer, () => undefined)
      await settle()
      return { ...made, work }
    }
    afterEach(() => vi.useRealTimers())

    it('waits here behind the next task, and goes out after a while', async () => {
      const { work, handedIn } = await begun(['a', 'b'])
      expect([shown(work), work.getHeld(), work.done, handedIn]).toEqual(['b', 'a', 1, []])
      await vi.advanceTimersByTimeAsync(HOLD_MS)
      expect([shown(work), work.getHeld(), work.done, handedIn]).toEqual(['b', null, 1, ['a']])
      work.end()
    })

    it('comes back as it was answered, and the task shown since comes next', async () => {
      const { work, handedIn, released } = await begun(['a', 'b', 'c'])
      work.takeBack()
      expect(work.getState()).toMatchObject({
        phase: 'working',
        bundle: { task: { id: 'a' }, draft: { annotations: answer.annotations } },
      })
      await vi.advanceTimersByTimeAsync(HOLD_MS)
      expect([work.getHeld(), work.done, handedIn, released]).toEqual([null, 0, [], []])
      await work.submit(answer)
      expect([shown(work), handedIn]).toEqual(['b', ['a']])
      work.end()
    })

    it('comes back also after the last task', async () => {
      const { work } = await begun(['a'])
      expect(shown(work)).toBe('empty')
      work.takeBack()
      expect(shown(work)).toBe('a')
      work.end()
    })

    it('is not overtaken by the next one, and is not kept when the sitting ends', async () => {
      const { work, handedIn } = await begun(['a', 'b', 'c'])
      work.submitLater(answer, () => undefined)
      expect(handedIn).toEqual(['a'])
      work.end()
      expect(handedIn).toEqual(['a', 'b'])
    })
  })

  describe('what was said of an answer', () => {
    const said = (task: string): Feedback => ({
      answer_id: `answer-${task}`,
      task_id: task,
      pool: 'hidden',
      score: 0.5,
      passed: false,
      note: '',
      said: [],
      gold: [],
      differences: [],
    })
    /** A sitting whose first answer is told of when `tell` is called. */
    const sitting = async (tasks: string[], test?: Test) => {
      const { ports } = world(tasks)
      let tell: (feedback: Feedback | null) => void = () => undefined
      const first = new Promise<Feedback | null>((resolve) => (tell = resolve))
      const heard = [first, Promise.resolve(null), Promise.resolve(null)]
      const next: WorkPorts['next'] = async (wanted) => {
        const found = await ports.next(wanted)
        return found.bundle && test ? { ...found, bundle: { ...found.bundle, test } } : found
      }
      const handIn: WorkPorts['handIn'] = () => ({
        kept: Promise.resolve(),
        arrived: heard.shift() ?? Promise.resolve(null),
      })
      const work = new Work({ ...ports, next, handIn }, 0)
      await work.start()
      await settle()
      return { work, tell }
    }

    it('is shown before the next task where nothing was done in that yet, and the task comes after it', async () => {
      const { work, tell } = await sitting(['a', 'b', 'c'])
      void work.submit(answer)
      expect(shown(work)).toBe('b')
      tell(said('a'))
      await settle()
      expect(work.getState()).toMatchObject({ phase: 'told', bundle: { task: { id: 'a' } } })
      work.goOn()
      expect(shown(work)).toBe('b')
      work.end()
    })

    it('waits until the task that was begun meanwhile is done', async () => {
      const { work, tell } = await sitting(['a', 'b', 'c'])
      void work.submit(answer)
      work.begin()
      tell(said('a'))
      await settle()
      expect(shown(work)).toBe('b')
      void work.submit(answer)
      expect(work.getState()).toMatchObject({ phase: 'told', feedback: { task_id: 'a' } })
      work.goOn()
      expect(shown(work)).toBe('c')
      work.end()
    })

    it('comes before anything else in training, with the next task fetched meanwhile', async () => {
      const { work, tell } = await sitting(['a', 'b', 'c'], { kind: 'training', n: 1, of: 3 })
      void work.submit(answer)
      await settle()
      expect(shown(work)).toBe('a')
      tell(said('a'))
      await settle()
      expect(shown(work)).toBe('told')
      work.goOn()
      expect(shown(work)).toBe('b')
      work.end()
    })

    it('is left to the end of the round in a qualification', async () => {
      const { work, tell } = await sitting(['a', 'b'], { kind: 'qualify', n: 2, of: 2 })
      void work.submit(answer)
      tell(said('a'))
      await settle()
      expect(work.getState()).toEqual({ phase: 'over', round: 'qualify' })
      work.end()
    })

    it('is followed by the end of the round after its last task', async () => {
      const { work, tell } = await sitting(['a', 'b'], { kind: 'training', n: 2, of: 2 })
      void work.submit(answer)
      tell(said('a'))
      await settle()
      work.goOn()
      expect(work.getState()).toEqual({ phase: 'over', round: 'training' })
      work.goOn()
      await settle()
      expect(shown(work)).toBe('b')
      work.end()
    })
  })

  it('stops as soon as the server says that the person is paused', async () => {
    const { ports } = world([])
    const replies = [bundle('a'), null]
    const next: WorkPorts['next'] = () =>
      Promise.resolve({ bundle: replies.shift() ?? null, upcoming: [], reason: 'paused', message: 'Ask Rosa.' })
    const work = new Work({ ...ports, next }, 0)
    await work.start()
    await settle()
    expect(work.getState()).toEqual({ phase: 'empty', reason: 'paused', message: 'Ask Rosa.' })
    work.end()
  })

  it('opens the task that was asked for', async () => {
    const { ports } = world(['a', 'b'])
    const work = new Work(ports, 0)
    await work.start('b')
    expect(shown(work)).toBe('b')
    work.end()
  })

  it('says what is wrong when no task can be fetched', async () => {
    const { ports } = world([])
    const problem = new ApiProblem(0, 'unreachable', 'The server cannot be reached', '')
    const work = new Work({ ...ports, next: () => Promise.reject(problem) }, 0)
    await work.start()
    expect(work.getState()).toEqual({ phase: 'failed', error: problem })
  })

  it('notices a lost lease at the heartbeat, and only then', async () => {
    vi.useFakeTimers()
    const { ports } = world(['a'])
    const lost = new ApiProblem(409, 'lease-lost', 'Lost', '')
    const work = new Work({ ...ports, heartbeat: () => Promise.reject(lost) }, 0)
    await work.start()
    expect(work.getState()).toMatchObject({ phase: 'working', leaseLost: false })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(work.getState()).toMatchObject({ phase: 'working', leaseLost: true })
    work.end()
    vi.useRealTimers()
  })
})
