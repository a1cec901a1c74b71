/** Choosing a class, and changing the class of what is there. Pure. */
import type { EditorView } from '../api'
import { carriedAttributes } from '../attributes'
import { toggling } from '../create'
import type { Annotation, Patch } from '../model'
import { changeable, replacement } from './selection'
import type { Outcome } from './types'

/**
 * A tag is set or cleared; the selected annotations of the same type change, but for the one just drawn; what is drawn
 * next has this class.
 */
export function choose(view: EditorView, name: string): readonly Outcome[] | null {
  const cls = view.classOf(name)
  const type = cls && view.labels.get(cls.type)
  if (!cls || !type?.media.includes(view.state.item.media)) return null
  if (type.constant !== undefined) {
    if (view.state.readonly) return null
    const patch = toggling(view, cls, type.constant)
    return [
      { kind: 'patch', patch },
      { kind: 'announce', text: `${patch.label}.` },
    ]
  }
  const { fresh } = view.state
  const ids = view.state.readonly ? [] : changeable(view).flatMap(({ id }) => (id === fresh ? [] : [id]))
  const patch = reclassed(view, ids, name)
  const stays = view.state.readonly || patch || (view.state.tool === 'smart' && type.fromView)
  const tool = stays ? view.state.tool : 'draw'
  const active: Outcome = { kind: 'state', change: { activeClass: name, tool } }
  return patch ? [{ kind: 'patch', patch }, active] : [active, { kind: 'announce', text: `${name} is active.` }]
}

/** The patch that gives annotations another class of the same type, with the attributes that both have. */
export function reclassed(view: EditorView, ids: readonly string[], name: string): Patch | null {
  const cls = view.classOf(name)
  if (!cls) return null
  const changed = ids.flatMap((id): Annotation[] => {
    const annotation = view.document.get(id)
    if (annotation?.type !== cls.type || view.state.locked.has(id) || annotation.class === name) return []
    const next = { ...annotation, class: name, attributes: carriedAttributes(annotation.attributes, cls) }
    const value = view.settled(next)
    return value === null ? [] : [{ ...next, value }]
  })
  return replacement(view, changed, `Change class to ${name}`)
}
