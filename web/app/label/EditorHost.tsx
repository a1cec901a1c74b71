// The place of the editor on the page. The editor itself is no React: it is mounted once and then shown other items.
import { useEffect, useRef } from 'react'
import type { MountedEditor, Ontology, OpenOptions } from '@editor'
import { mountImageEditor, mountTextEditor } from '@renderers'
import { useKeymap, useMacros } from '../commands/registry'
import { tellProblem } from '../notices'
import classes from './Label.module.css'

export interface EditorHostProps {
  readonly ontology: Ontology
  readonly first: OpenOptions
  /** Whether it hears no keys but its own: it stands beside another that hears those of the page. */
  readonly quiet?: boolean
  readonly onMount: (editor: MountedEditor) => void
  readonly onUnmount: () => void
}

export function EditorHost({ ontology, first, quiet = false, onMount, onUnmount }: EditorHostProps) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<MountedEditor | null>(null)
  const keymap = useKeymap()
  const macros = useMacros()
  const media = first.item.media
  // What the editor is mounted with; later changes go through its own methods.
  const start = useRef({ ontology, first, quiet, keymap, macros, onMount, onUnmount })

  useEffect(() => {
    if (!host.current) return
    const { onMount: mounted, onUnmount: unmounted, ...given } = start.current
    const mount = media === 'text' ? mountTextEditor : mountImageEditor
    const { first: opened, quiet: aside, ...own } = given
    const keys = aside ? { keyTarget: host.current } : {}
    const made = mount(host.current, { ...opened, ...own, ...keys })
    const stop = made.on('problem', (sentence) => tellProblem(new Error(sentence)))
    editor.current = made
    mounted(made)
    if (!aside) made.focus()
    return () => {
      stop()
      editor.current = null
      unmounted()
      made.destroy()
    }
  }, [media])

  useEffect(() => editor.current?.commands.remap(keymap), [keymap])
  useEffect(() => editor.current?.setMacros(macros), [macros])
  useEffect(() => editor.current?.setOntology(ontology), [ontology])

  return <div ref={host} className={classes.host} data-media={media} />
}
