/** Outlines on the screen. Of an outline with more corners than there are pixels along it, only those are drawn that can be seen. */
import type { Camera, Point } from '@editor'

/** What a corner is told to: a canvas's path. */
type Path = Pick<CanvasRenderingContext2D, 'moveTo' | 'lineTo' | 'closePath'>

/** A corner no farther than this from the last one drawn, in screen pixels along both axes, is not seen. */
const UNSEEN = 0.7

export function traceOutline(path: Path, ring: readonly Point[], closed: boolean, { x: left, y: top, scale }: Camera): void {
  let [lastX, lastY] = [0, 0]
  for (let i = 0; i < ring.length; i++) {
    const point = ring[i] as Point
    const [x, y] = [(point.x - left) * scale, (point.y - top) * scale]
    if (i === 0) path.moveTo(x, y)
    else if (i < ring.length - 1 && Math.abs(x - lastX) < UNSEEN && Math.abs(y - lastY) < UNSEEN) continue
    else path.lineTo(x, y)
    lastX = x
    lastY = y
  }
  if (closed) path.closePath()
}
