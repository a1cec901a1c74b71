/** Through what an item is seen: the size of the view, what lies over it, and whether it shows the whole. */
import type { Size } from '../geometry/types'
import { same } from '../store/same'
import { type Camera, type CameraMove, type View, fit, moved } from './camera'

export class Viewport {
  view: View = { width: 800, height: 600 }
  /** The camera that showed the whole item last. */
  #whole: Camera | null = null

  fit(image: Size): Camera {
    return (this.#whole = fit(image, this.view))
  }

  moved(camera: Camera, move: CameraMove, image: Size): Camera {
    return move.type === 'fit' ? this.fit(image) : moved(camera, move, image, this.view)
  }

  /** The camera once the view has another size; one that showed the whole item goes on to show it. */
  resized(size: Size, camera: Camera, image: Size): Camera {
    this.view = { ...this.view, ...size }
    return same(camera, this.#whole) ? this.fit(image) : camera
  }

  /** What comes to lie over the view moves nothing: the picture stays below the hand, and is clear with the next move. */
  cover(covered: number): void {
    this.view = { ...this.view, covered }
  }
}
