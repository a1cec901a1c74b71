/** Our editor, as the workbench mounts it, with autosave on a transport that counts bytes. */
import type { Annotation, Ontology } from '@editor'
import { filled } from '@editor/geometry/rasterFilling'
import { rasterOf } from '@editor/geometry/rasterEdges'
import { labelTypes } from '@editor/labels'
import { Autosave, memoryJournal, systemClock } from '@editor/sync'
import { toScreen } from '@editor/view/camera'
import { mountImageEditor } from '@renderers/index'
import { COLORS, type Kind, SIZE, type Shape } from './shapes'
import type { Mount, Subject } from './subject'

const TYPES: Readonly<Record<Kind, string>> = { boxes: 'box', polygons: 'polygon', masks: 'mask' }

export function offers(kind: Kind): boolean {
  return labelTypes().has(TYPES[kind])
}

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
      take: (tool) => editor.set({ tool }),
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

function ontologyOf(type: string): Ontology {
  return { classes: COLORS.map((color, i) => ({ name: `class ${i}`, type, color })), groups: [] }
}

function annotationOf({ id, color, bounds, points }: Shape, type: string): Annotation {
  return { id, type, class: `class ${color}`, value: valueOf(type, bounds, points), attributes: {} }
}

function valueOf(type: string, { minX, minY, maxX, maxY }: Shape['bounds'], points: Shape['points']): Annotation['value'] {
  switch (type) {
    case 'polygon':
      return { parts: [[points.map(({ x, y }) => [x, y])]] }
    case 'mask': {
      const raster = rasterOf(filled([[points]]))
      if (!raster) throw new Error('A mask needs a pixel.')
      return { ...raster }
    }
    default:
      return { x: minX, y: minY, width: maxX - minX, height: maxY - minY }
  }
}
