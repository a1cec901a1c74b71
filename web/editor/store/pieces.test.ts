/** Who hears of which change. */
import { expect, it } from 'vitest'
import { PieceEmitter } from './pieces'

it('calls once who listens to any of what changed, and who listens to all', () => {
  const heard: string[] = []
  const emitter = new PieceEmitter<'a' | 'b' | 'c'>()
  emitter.subscribe(() => heard.push('all'))
  emitter.subscribe(() => heard.push('a or b'), ['a', 'b'])
  emitter.subscribe(() => heard.push('c'), ['c'])
  emitter.emit(['a', 'b'])
  expect(heard).toEqual(['all', 'a or b'])
})

it('calls everybody where all may have changed', () => {
  const heard: string[] = []
  const emitter = new PieceEmitter<'a' | 'b'>()
  emitter.subscribe(() => heard.push('all'))
  emitter.subscribe(() => heard.push('b'), ['b'])
  emitter.emitAll()
  expect(heard).toEqual(['all', 'b'])
})

it('lets a listener stop while it is being called', () => {
  const heard: string[] = []
  const emitter = new PieceEmitter<'a'>()
  const stop = emitter.subscribe(() => {
    heard.push('first')
    stop()
  })
  emitter.subscribe(() => heard.push('second'))
  emitter.emit(['a'])
  emitter.emit(['a'])
  expect(heard).toEqual(['first', 'second', 'second'])
})
