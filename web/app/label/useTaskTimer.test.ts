import { expect, it } from 'vitest'
import { stopwatch } from './useTaskTimer'

it('counts only the time in which it runs', () => {
  let now = 0
  const watch = stopwatch(() => now)
  now = 4000
  watch.run(false)
  now = 60_000
  watch.run(true)
  watch.run(true)
  now = 61_500
  expect(watch.seconds()).toBe(5.5)
})
