/** Neutral marks as SVG: for thumbnails and print. Strokes keep their width whatever the size it is shown at. */
import type { Bounds, Ink, Mark, Point, Size } from '@editor'
import { cornersOf } from '@editor/geometry/geometry'

/** An SVG document of an item's size, or of a frame within it, with these marks. Everything from data is escaped. */
export function svgMarkup(marks: readonly Mark[], size: Size, frame?: Bounds): string {
  const { minX, minY, maxX, maxY } = frame ?? { minX: 0, minY: 0, maxX: size.width, maxY: size.height }
  const body = marks.map(markupOf).join('')
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${number(minX)} ${number(minY)} ${number(maxX - minX)} ${number(maxY - minY)}" ` +
    `preserveAspectRatio="xMidYMid meet" aria-hidden="true">${body}</svg>`
  )
}

function markupOf(mark: Mark): string {
  switch (mark.kind) {
    case 'rectangle':
      return `<path d="${pathData([cornersOf(mark)], true)}" ${inkOf(mark.ink)}/>`
    case 'path':
      return `<path d="${pathData(mark.rings, mark.closed)}" ${inkOf(mark.ink)}/>`
    case 'ellipse': {
      const [cx, cy] = [number(mark.cx), number(mark.cy)]
      const turn = mark.angle === 0 ? '' : ` transform="rotate(${number(mark.angle)} ${cx} ${cy})"`
      return `<ellipse cx="${cx}" cy="${cy}" rx="${number(mark.rx)}" ry="${number(mark.ry)}"${turn} ${inkOf(mark.ink)}/>`
    }
    case 'points':
      return mark.points.map((point) => dot(point, mark.radius, mark.ink)).join('')
    case 'text':
      return (
        `<text x="${number(mark.at.x)}" y="${number(mark.at.y)}" font-size="12" ` +
        `fill="${escaped(mark.ink.fill ?? '#333333')}">${escaped(mark.text)}</text>`
      )
    case 'handle':
      return dot(mark.at, 4, mark.ink)
    case 'raster':
      return rasterRows(mark)
    case 'textRange':
      return ''
  }
}

/** A dot of a fixed size on the screen: a line without length and with round ends. */
function dot({ x, y }: Point, radius: number, ink: Ink): string {
  const color = escaped(ink.fill ?? ink.stroke ?? '#333333')
  return (
    `<path d="M${number(x)} ${number(y)}h0" stroke="${color}" stroke-width="${number(2 * radius)}" ` +
    `stroke-linecap="round" vector-effect="non-scaling-stroke" opacity="${number(ink.opacity ?? 1)}"/>`
  )
}

function inkOf(ink: Ink): string {
  const fill = ink.fill === undefined ? 'none' : escaped(ink.fill)
  const stroke = ink.stroke === undefined ? 'none' : escaped(ink.stroke)
  const dash = ink.dashed === true ? ' stroke-dasharray="6 4"' : ''
  return (
    `fill="${fill}" fill-opacity="${number(ink.fillOpacity ?? 1)}" fill-rule="evenodd" stroke="${stroke}" ` +
    `stroke-width="${number(ink.strokeWidth ?? 1)}" vector-effect="non-scaling-stroke" opacity="${number(ink.opacity ?? 1)}"${dash}`
  )
}

function pathData(rings: readonly (readonly Point[])[], closed: boolean): string {
  return rings
    .map(
      (ring) =>
        ring.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${number(x)} ${number(y)}`).join('') + (closed ? 'Z' : ''),
    )
    .join('')
}

/** Runs of painted pixels, row by row. */
function rasterRows({ pixels, ink }: Mark & { kind: 'raster' }): string {
  let data = ''
  pixels.eachRun(pixels.bounds, (row, start, end) => {
    data += `M${number(start)} ${number(row)}h${end - start}v1h${start - end}Z`
  })
  return `<path d="${data}" fill="${escaped(ink.fill ?? '#333333')}" fill-opacity="${number(ink.fillOpacity ?? 1)}"/>`
}

function number(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 100) / 100) : '0'
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (sign) => `&#${sign.charCodeAt(0)};`)
}
