import type { Box } from '../shared/domain/generation.ts'
import type { RectMm } from './geometry.ts'
import type { PageBoxes } from './page-format.ts'

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
  dashMm?: readonly [dash: number, gap: number]
}
