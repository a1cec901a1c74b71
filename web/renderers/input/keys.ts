/** From DOM keys to editor keys. Silent while somebody types, composes a character or works another control. */
import type { Kernel } from '@editor/kernel'
import { modifiersOf } from './pointer'

const TYPING = 'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable]:not([contenteditable=false]), [role=textbox], [role=combobox]'
const APART = '[role=dialog], [role=menu], [role=listbox]:not([data-keys=shared]), [data-keys=own]'
const PRESSABLE = 'button, a[href], summary, input, [role=button], [role=switch], [role=checkbox], [role=radio], [role=tab], [role=option], [role=menuitem]'
const ARROWED = '[role=radio], [role=slider], [role=tab], [role=option], [role=row], [role=grid], [role=tree], [role=treeitem], input'

/** Listens until the returned function is called. */
export function attachKeys(target: HTMLElement | Document, kernel: Kernel): () => void {
  const stop = new AbortController()
  const options = { signal: stop.signal }
  const window = target instanceof Document ? target.defaultView : target.ownerDocument.defaultView

  target.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || event.defaultPrevented || isOthers(event)) return
    const { key, code, repeat } = event
    if (kernel.key({ type: 'key', key, code, repeat, modifiers: modifiersOf(event) })) event.preventDefault()
  }, options)
  target.addEventListener('keyup', (event) => {
    if (!(event instanceof KeyboardEvent)) return
    kernel.keyUp({ type: 'key', key: event.key, code: event.code, modifiers: modifiersOf(event) })
  }, options)
  window?.addEventListener('blur', () => kernel.releaseHeld(), options)
  return () => stop.abort()
}

/** Whether a key belongs to somebody else: a text field, an input method, a dialog, a control that uses it, or text being copied. */
export function isOthers(event: KeyboardEvent): boolean {
  if (event.isComposing || event.key === 'Process' || event.key === 'Dead') return true
  const element = event.target instanceof Element ? event.target : null
  if (!element) return false
  if (element.closest(TYPING) || element.closest(APART)) return true
  if ((event.key === 'Enter' || event.key === ' ') && !event.ctrlKey && !event.metaKey && element.closest(PRESSABLE)) return true
  if (/^(?:Arrow|Home|End|Page)/u.test(event.key) && element.closest(ARROWED)) return true
  const copies = (event.ctrlKey || event.metaKey) && /^[cx]$/iu.test(event.key)
  return copies && element.ownerDocument.getSelection()?.isCollapsed === false
}
