/** The editor half of a tag: the whole item is of a class, so there is nothing to draw and one value only. */
import { label } from '@editor/label'

type TagValue = Readonly<Record<string, never>>

const NOTHING: TagValue = {}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default label<TagValue, null>({
  name: 'tag',
  title: 'Tag',
  media: ['image', 'text', 'audio', 'video'],
  constant: NOTHING,
  geometry: () => null,
  paint: () => [],
  tool: {
    start: null,
    on: (state, event) => (event.type === 'down' ? { state, commit: NOTHING } : { state }),
  },
})
