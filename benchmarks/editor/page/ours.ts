/** Our editor, as the workbench mounts it, with autosave on a transport that counts bytes. */
import type { Editor } from '@editor'
import { labelTypes } from '@editor/labels'
import { Autosave, memoryJournal, systemClock } from '@editor/sync'
import { toScreen } from '@editor/view/camera'
import { mountImageEditor } from '@renderers/index'
import { TYPES, annotationOf, ontologyOf } from './annotations'
import { type Kind, SIZE } from './shapes'
import type { Mount, Subject } from './subject'

export const ours =
  (kind: Kind): Mount =>
  async (host, picture, shapes): Promise<Subject> => {
    const type = TYPES[kind]
    const annotations = shapes.map((shape) => annotationOf(shape, type))
    const editor = mountImageEditor(host, {
      item: { id: 'item', name: 'picture', media: 'image', mediaUrl: picture.url, ...SIZE },
      ontology: ontologyOf(type),
      annotations,
    })
    let bytes = 0
    const autosave = await Autosave.open({
      assignment: 'benchmark',
      server: { revision: 1, annotations },
      journal: memoryJournal(),
      clock: systemClock,
      newKey: () => 'key',
      onRemote: (patch) => editor.apply(patch),
      onState: () => undefined,
      transport: {
        async save(_, revision, patches) {
          bytes = new Blob([JSON.stringify({ revision, patches })]).size
          return { kind: 'saved', revision: revision + 1 }
        },
        submit: async () => ({ kind: 'unreachable' }),
      },
    })
    editor.on('patch', (patch) => void autosave?.push(patch))
    await editor.ready()
    return {
      many: true,
      take: (tool) => editor.set({ tool }),
      ...(kind === 'masks' && { brush: () => takeBrush(editor) }),
      places: () => editor.document.ids().flatMap((id) => editor.boundsOf(id) ?? []),
      toPage: (point) => toScreen(editor.state.camera, point),
      corner() {
        const { selection, camera } = editor.state
        const chosen = editor.document.all().find(({ id }) => selection.has(id))
        const within = chosen && editor.boundsOf(chosen.id)
        const handle = within && labelTypes().get(type)?.handles?.(chosen.value, {}, camera.scale, within)[0]
        return handle ? toScreen(camera, handle.at) : null
      },
      async saved() {
        await autosave?.flush()
        return bytes
      },
    }
  }

/** A brush in hand, and a new mask to begin with. */
function takeBrush(editor: Editor): void {
  editor.select([])
  editor.set({ tool: 'draw' })
  editor.setSettings(TYPES.masks, { tool: 'brush' })
}
