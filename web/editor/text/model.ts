/**
 * A text seen as code points. The truth is offsets in code points; the browser speaks UTF-16, and everything that
 * crosses passes through here. Built once per text; each question is answered in logarithmic time or better.
 */

export interface Paragraph {
  readonly index: number
  /** Code points, end exclusive, without the line break. */
  readonly start: number
  readonly end: number
  /** UTF-16 units, end exclusive, without the line break. */
  readonly unitStart: number
  readonly unitEnd: number
}

export interface TextModel {
  readonly text: string
  /** In code points. */
  readonly length: number
  readonly paragraphs: readonly Paragraph[]
  toUnits(offset: number): number
  toOffset(units: number): number
  slice(start: number, end: number): string
  paragraphAt(offset: number): Paragraph
  /** The nearest word boundary at or before an offset. */
  wordFloor(offset: number): number
  /** The nearest word boundary at or after an offset. */
  wordCeil(offset: number): number
  /** The nearest boundary between characters as people see them, at or before an offset. */
  graphemeFloor(offset: number): number
  graphemeCeil(offset: number): number
  /** The interval without the white space at its ends. */
  trim(start: number, end: number): { readonly start: number; readonly end: number }
}
