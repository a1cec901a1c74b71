// Listens on one control for a combination of keys.
import { useState, type KeyboardEvent } from 'react'
import { isMac, keyOf } from './keymap'

/** `onKey` gets the combination, or null where Escape was pressed; Tab leaves without one. */
export function usePressedKey(onKey: (key: string | null) => void) {
  const [listening, setListening] = useState(false)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!listening) return
    if (event.key === 'Tab') {
      setListening(false)
      return
    }
    event.preventDefault()
    event.stopPropagation()
    const key = keyOf(event.nativeEvent, isMac)
    if (key === null) return
    setListening(false)
    onKey(event.key === 'Escape' ? null : key)
  }
  const props = { onClick: () => setListening(true), onBlur: () => setListening(false), onKeyDown }
  return { listening, props }
}
