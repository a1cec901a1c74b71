// What was given last, for what is called later and must stay the same: a listener, a command, a handler of many rows.
import { useEffect, useRef, type RefObject } from 'react'

export function useLatest<T>(given: T): Readonly<RefObject<T>> {
  const latest = useRef(given)
  useEffect(() => {
    latest.current = given
  })
  return latest
}
