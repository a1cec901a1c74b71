import { describe, expect, it } from 'vitest'
import { Palm } from './palm'

const event = (type: string, pointerType: string, pointerId: number, timeStamp: number): PointerEvent =>
  ({ type, pointerType, pointerId, timeStamp }) as PointerEvent

describe('the palm', () => {
  it('is what touches while a pen is near or has just been', () => {
    const palm = new Palm()
    const touched = (at: number): boolean => palm.rejects(event('pointerdown', 'touch', at, at))
    palm.rejects(event('pointermove', 'pen', 1, 1000))
    expect([touched(1100), touched(1600), touched(2000)]).toEqual([true, true, false])
  })

  it('stays the palm until it is lifted, and is a finger when it comes again', () => {
    const palm = new Palm()
    palm.rejects(event('pointerdown', 'pen', 1, 0))
    const heard = ['pointerdown', 'pointermove', 'pointerup', 'pointerleave'].map((type, step) => palm.rejects(event(type, 'touch', 2, 100 + 1000 * step)))
    expect(heard).toEqual([true, true, true, true])
    expect(palm.rejects(event('pointermove', 'touch', 2, 5000))).toBe(false)
  })

  it('is never a mouse or the pen itself', () => {
    const palm = new Palm()
    expect([palm.rejects(event('pointerdown', 'pen', 1, 0)), palm.rejects(event('pointerdown', 'mouse', 3, 10))]).toEqual([false, false])
  })
})
