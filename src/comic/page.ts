import type { Box } from '../shared/domain/generation.ts'
import type { RectMm } from './geometry.ts'
import type { LetteringKind } from './lettering/lettering.ts'
import type { PageBoxes } from './page-format.ts'
import type { LineJoint } from './text/index.ts'

/**
 * A finished page as data: what stands where, in millimetres. Painted by the window as SVG, by the composer as
 * pixels and by the PDF exporter as operators, always from this one description.
 */
export interface PageDescription {
  kind: 'cover' | 'page'
  /** Page number from 1; null for the cover. */
  number: number | null
  boxes: PageBoxes
  /** Fills the page out to the bleed, `#rrggbb`. */
  paper: string
  /** Painted first, in order. */
  pictures: PlacedPicture[]
  /** Painted over all pictures, in order. */
  shapes: PageShape[]
  /** What the shapes say, in reading order: for search, copying and reading aloud. */
  texts: PageText[]
  /** What the pictures show, in reading order, for who cannot see them. */
  panels: DescribedPanel[]
}

/** A text that stands on the page as outlines. */
export interface PageText {
  /** The panel it belongs to; null for headings, page numbers and what stands on a cover. */
  panelId: string | null
  kind: LetteringKind | 'heading' | 'number'
  /** BCP 47. */
  language: string
  /** Lines are columns, from right to left. */
  vertical: boolean
  /** In reading order, each in logical order. Boxes stand upright, also those of lines that do not. */
  lines: PageLine[]
}

export interface PageLine {
  text: string
  box: RectMm
  /** What comes before the next line when the text is copied or searched. */
  after: LineJoint
}

export interface DescribedPanel {
  id: string
  frame: RectMm
  /** What is to be seen, in words of the script. */
  description: string
  /** Of the description, BCP 47; absent where it is the book's. */
  language?: string
  /** Its outline where it is no rectangle, as path data in mm; absent for all of the frame. */
  outline?: string | undefined
}

export interface PlacedPicture {
  panelId: string
  frame: RectMm
  /** Absolute path of the picture file. */
  path: string
  /** Hex SHA-256 of the file, so that a composed page can be recognised without reading its pictures. */
  sha256: string
  /** The part that is shown, in fractions of the picture. Its shape is the frame's. */
  crop: Box
  /** What of the frame is filled, as path data in mm; absent for all of it. */
  outline?: string | undefined
}

/** A filled or stroked outline. Text is among them, as outlines. */
export interface PageShape {
  /** Path data as in `path.ts`, millimetres. */
  path: string
  /** `#rrggbb`, or null. Filled by the non-zero rule. */
  fill: string | null
  stroke: PageStroke | null
  /** 0–1. */
  opacity: number
}

/** Joins and ends are round. */
export interface PageStroke {
  color: string
  widthMm: number
  /** Lengths of dash and gap; absent for a line without gaps. */
  dashMm?: readonly [dash: number, gap: number] | undefined
}
