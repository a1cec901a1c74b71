// A project document as text, with line numbers, and its problems beside their lines.
import { useRef, type KeyboardEvent } from 'react'
import classes from './YamlEditor.module.css'

export interface YamlEditorProps {
  readonly text: string
  readonly label: string
  readonly readOnly?: boolean
  /** Lines with problems, 1-based, and what is wrong there. */
  readonly marks?: ReadonlyMap<number, string>
  readonly onChange?: (text: string) => void
}

export function YamlEditor({ text, label, readOnly = false, marks, onChange }: YamlEditorProps) {
  const gutter = useRef<HTMLDivElement>(null)
  const lines = text.split('\n').length
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // Tab must leave the field for people who move by keys; two spaces come with Ctrl+].
    if (readOnly || event.key !== ']' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    const { selectionStart: at, selectionEnd: to } = event.currentTarget
    event.currentTarget.setRangeText('  ', at, to, 'end')
    onChange?.(event.currentTarget.value)
  }
  return (
    <div className={classes.frame}>
      <div className={classes.gutter} ref={gutter} aria-hidden>
        {Array.from({ length: lines }, (_, index) => (
          <div key={index} data-bad={marks?.has(index + 1) || undefined} title={marks?.get(index + 1)}>
            {index + 1}
          </div>
        ))}
      </div>
      <textarea
        className={classes.text}
        aria-label={label}
        aria-invalid={(marks?.size ?? 0) > 0}
        spellCheck={false}
        wrap="off"
        readOnly={readOnly}
        value={text}
        onKeyDown={onKeyDown}
        onChange={(event) => onChange?.(event.currentTarget.value)}
        onScroll={(event) => {
          if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop
        }}
      />
    </div>
  )
}

/** Puts the caret at a line and column of the text field within `root`. */
export function goTo(root: ParentNode, text: string, line: number, column: number): void {
  const field = root.querySelector('textarea')
  if (!field) return
  const before = text.split('\n').slice(0, line - 1)
  const at = before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1
  field.focus()
  field.setSelectionRange(at, at)
}
