// Shows one answer and the other in turn, so that the eye finds what jumps.
import { useEffect, useState } from 'react'
import type { Look } from './overlay'

const EVERY_MS = 700

/** Whether it blinks now, and the switch; when it ends, both answers are shown as before. */
export function useBlink(look: Look, onLook: (look: Look) => void) {
  const [blinking, setBlinking] = useState(false)
  useEffect(() => {
    if (!blinking) return
    const timer = setTimeout(() => onLook(look === 'after' ? 'before' : 'after'), EVERY_MS)
    return () => clearTimeout(timer)
  }, [blinking, look, onLook])
  const set = (on: boolean): void => {
    setBlinking(on)
    if (!on) onLook('both')
  }
  return [blinking, set] as const
}
