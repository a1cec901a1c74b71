// The whole picture, small, with the part that is seen; pressing or dragging on it moves the view.
import { useTranslation } from 'react-i18next'
import { minimapShows, minimapSize, seenIn, towards, type Editor } from '@editor'
import { useDerived } from './useEditor'
import classes from './Minimap.module.css'

interface MinimapProps {
  readonly editor: Editor
  readonly thumbnail: string | null
}

export function Minimap({ editor, thumbnail }: MinimapProps) {
  const { t } = useTranslation('label')
  const facts = useDerived(editor, ({ state, viewSize }) =>
    minimapShows(state, viewSize) ? JSON.stringify(state.camera) : '',
  )
  const { width = 1, height = 1 } = editor.state.item
  if (facts === '') return null
  const image = { width, height }
  const size = minimapSize(image)
  const seen = seenIn(editor.state.camera, image, editor.viewSize)
  const move = (event: React.PointerEvent<HTMLDivElement>): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const point = { x: event.clientX - left, y: event.clientY - top }
    editor.moveCamera(towards(point, editor.state.camera, image, editor.viewSize))
  }
  return (
    <div
      className={classes.map}
      role="img"
      aria-label={t('minimap')}
      style={{ width: size.width, height: size.height }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        move(event)
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && move(event)}
    >
      {thumbnail && <img src={thumbnail} alt="" draggable={false} />}
      <span
        className={classes.seen}
        style={{ left: seen.minX, top: seen.minY, width: seen.maxX - seen.minX, height: seen.maxY - seen.minY }}
      />
    </div>
  )
}
