/** Shrink to content: a box drawn roughly becomes tight around what differs from its border. */
import { contentOf } from '../../vision/content'
import { boxOf } from '../../vision/region'
import { NOTHING_FOUND, type SmartTool } from '../types'

const PIXELS_MAX = 250_000

const tool: SmartTool = {
  name: 'shrink',
  title: 'Shrink to content',
  hint: 'Makes the selected boxes tight around what they hold.',
  icon: 'arrows-minimize',
  keys: ['Shift+e'],
  refines: 'box',
  async find({ prompts }, desk) {
    const [prompt] = prompts
    if (prompt?.kind !== 'box') return NOTHING_FOUND
    const pixels = await desk.picture.pixels(prompt.bounds, PIXELS_MAX)
    await desk.progress(0.1)
    const tight = boxOf(contentOf(pixels))
    if (!tight) return NOTHING_FOUND
    const { x, y, step } = pixels
    const [left, top] = [Math.max(x + tight.left * step, prompt.bounds.minX), Math.max(y + tight.top * step, prompt.bounds.minY)]
    const [right, bottom] = [Math.min(x + tight.right * step, prompt.bounds.maxX), Math.min(y + tight.bottom * step, prompt.bounds.maxY)]
    return { ...NOTHING_FOUND, views: [{ kind: 'box', x: left, y: top, width: right - left, height: bottom - top, angle: 0 }] }
  },
}

// eslint-disable-next-line no-restricted-exports -- a part is found by its default export
export default tool
