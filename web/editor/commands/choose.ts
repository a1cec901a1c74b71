/** Choosing a class, and changing the class of what is there. Pure. */
import type { EditorView } from '../api'
import { toggling } from '../create'
import type { Annotation, Patch } from '../model'
import { become } from './convert'
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
  const ids = view.state.readonly ? [] : changeable(view).flatMap(({ id, type: own }) => (id === fresh || own !== cls.type ? [] : [id]))
  const patch = reclassed(view, ids, name)
  const stays = view.state.readonly || patch || (view.state.tool === 'smart' && type.fromView)
  const tool = stays ? view.state.tool : 'draw'
  const active: Outcome = { kind: 'state', change: { activeClass: name, tool } }
  return patch ? [{ kind: 'patch', patch }, active] : [active, { kind: 'announce', text: `${name} is active.` }]
}

/**
 * The patch that gives annotations another class, with the attributes that both have. Where its type is another, they
 * become what that type makes of their shapes.
 */
export function reclassed(view: EditorView, ids: readonly string[], name: string): Patch | null {
  const cls = view.classOf(name)
  if (!cls) return null
  const annotations = ids.flatMap((id): Annotation[] => {
    const annotation = view.document.get(id)
    if (!annotation || view.state.locked.has(id) || annotation.class === name) return []
    const changed = become(view, annotation, cls)
    return changed ? [changed] : []
  })
  return replacement(view, annotations, `Change class to ${name}`)
}
