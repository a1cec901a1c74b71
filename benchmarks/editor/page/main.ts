/** What the benchmark asks of the page. */
import type { Point } from '@editor'
import { pictures } from '@renderers/canvas/pictures'
import { konva } from './konva'
import { ours } from './ours'
import { type Kind, SIZE, shapes } from './shapes'
import { type Background, type Mount, type Subject, centresOf } from './subject'
import { svg } from './svg'

const picture = painted()

const page = {
  subject: null as Subject | null,
  /** Milliseconds of script, and until all shapes are on the screen. The picture is decoded before. */
  async load(by: string, kind: Kind, count: number, corners: number): Promise<{ script: number; shown: number }> {
    const host = document.querySelector<HTMLElement>('#host')
    const mount = ({ labelwright: ours(kind), svg, konva } as Readonly<Record<string, Mount>>)[by]
    if (!host || !mount) throw new Error(`There is no ${by}.`)
    const [background, made] = [await picture, shapes(kind, count, corners)]
    await window.recorder.quiet()
    window.recorder.begin()
    const began = performance.now()
    page.subject = await window.recorder.run(() => mount(host, background, made))
    page.subject.take('select')
    const shown = await window.recorder.quiet()
    const script = window.recorder.end().reduce((sum, frame) => sum + frame.script, 0)
    return { script, shown: shown - began }
  },
  centres: (count: number): Point[] => (page.subject ? centresOf(page.subject, count) : []),
}

export type Page = typeof page

declare global {
  interface Window {
    page: Page
  }
}

window.page = page

/** A picture with something to see all over, known to all ways of showing it. */
async function painted(): Promise<Background> {
  const canvas = new OffscreenCanvas(SIZE.width, SIZE.height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser offers no 2D canvas.')
  for (let x = 0; x < SIZE.width; x += 100) {
    for (let y = 0; y < SIZE.height; y += 100) {
      context.fillStyle = `hsl(${(x * 7 + y * 13) % 360} 30% 55%)`
      context.fillRect(x, y, 100, 100)
    }
  }
  const url = URL.createObjectURL(await canvas.convertToBlob({ type: 'image/jpeg' }))
  const source = new Image()
  source.src = url
  await Promise.all([source.decode(), pictures.get(url)])
  return { url, source }
}
