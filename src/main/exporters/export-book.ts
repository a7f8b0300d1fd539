import type { RectMm, SizeMm } from '../../comic/geometry.ts'
import type { DescribedPanel, PageShape, PageText } from '../../comic/page.ts'
import type { ReadingDirection } from '../../comic/page-format.ts'

/** A book ready to be written for readers or a printer: pages are composed, nothing is left to decide. */
export interface ExportBook {
  title: string
  author: string | null
  summary: string | null
  /** The series and the number in it, for readers that sort by it. */
  series: string | null
  number: string | null
  /** BCP 47. */
  language: string
  direction: ReadingDirection
  chapters: ExportChapter[]
  /** In reading order, the cover first when there is one. */
  pages: ExportPage[]
}

export interface ExportChapter {
  title: string
  /** Index into the book's pages. */
  firstPage: number
}

export interface ExportPage {
  kind: 'cover' | 'page'
  /** The number as it is printed; absent where that is in European digits. */
  label?: string
  /** The composed page, a JPEG file; its bytes are copied as they are. */
  jpegPath: string
  widthPx: number
  heightPx: number
  /** Size of the whole picture on paper, bleed included. */
  sizeMm: SizeMm
  /** Where the paper is cut, origin at the picture's top left corner. */
  trimMm: RectMm
  /** Drawn over the picture as vectors, same origin; empty when they are part of the picture. */
  shapes: PageShape[]
  /** What is written on the page, in reading order, same origin: laid over it unseen, to be searched and copied. */
  texts: PageText[]
  /** The pictures in words, in reading order, same origin. */
  panels: DescribedPanel[]
}

export interface ExportRun {
  signal?: AbortSignal
  /** After every page. */
  onProgress?: (donePages: number, totalPages: number) => void
}
