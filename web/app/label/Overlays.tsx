// What lies over the picture or text and helps to see: rulers, pages, the whole in small, pins of comments.
import type { MountedEditor } from '@editor'
import { Pins } from '../threads/Pins'
import type { Commenting } from '../threads/useCommenting'
import { Minimap } from './Minimap'
import { PageSwitch } from './PageSwitch'
import { Rulers } from './Rulers'

interface OverlaysProps {
  readonly editor: MountedEditor
  readonly task: string
  readonly thumbnail: string | null
  readonly commenting: Commenting
}

export function Overlays({ editor, task, thumbnail, commenting }: OverlaysProps) {
  return (
    <>
      <Rulers editor={editor} />
      <Minimap editor={editor} thumbnail={thumbnail} />
      <PageSwitch editor={editor} />
      <Pins editor={editor} task={task} commenting={commenting} />
    </>
  )
}
