import { aspectOf } from '../../comic/geometry.ts'
import type { LaidOutPage, LaidOutPanel } from '../../comic/layout/laid-out-page.ts'
import type { BookLayout } from './laying-out.ts'
import type { PanelShape } from './shaping/panel-shapes.ts'

/** Why a picture is cropped. The first that holds is told. */
export type CropReason =
  /** The provider made another shape than it was asked for. */
  | 'came-otherwise'
  /** It was not made for a slot: the author named its size, or it is older than the pages. */
  | 'size-of-its-own'
  /** Nothing the model can draw comes nearer to the slot. */
  | 'no-nearer-shape'
  /** It has a page or two to itself that it was not made for. */
  | 'page-of-its-own'
  /** The author fixed the page. */
  | 'page-fixed'
  /** It stands within another panel. */
  | 'inset'
  /** Its page was another one when it was made. */
  | 'pages-changed'
  /** Words and importance of the panels beside it leave it no better slot. */
  | 'page-shared'

/** A picture that loses more than it should. */
export interface CroppedPanel {
  panelId: string
  /** Share of the picture that is cut off, 0–1. */
  share: number
  /** `picture` is there; the others would lose it. */
  from: PanelShape['from']
  reason: CropReason
}

export interface BookCrops {
  /** Mean share cut off, of pictures that are there and of those to come, 0–1; null without panels. */
  mean: number | null
  /** Those that lose more than `MUCH`, in the order of the book. */
  much: CroppedPanel[]
}

/** More than this of a picture is worth a word. */
export const MUCH = 0.15
/** Another shape than was asked for; vendors round sides. */
const OTHERWISE = 0.05
/** A shape that would lose hardly less is no nearer. */
const HARDLY = 0.02

/** How much of its pictures a layout cuts off, and why. Cropping is the exception: pictures are asked for in the shapes of slots. */
export function bookCrops({
  pages,
  shapes,
  drawable,
  wish,
}: Pick<BookLayout, 'pages' | 'shapes' | 'drawable' | 'wish'>): BookCrops {
  const fixed = new Set(wish.locks.flatMap((lock) => (lock.kind === 'page' ? lock.panels : [])))
  const slots = new Map(pages.flatMap((page) => page.panels.map((panel) => [panel.id, { page, panel }] as const)))
  let total = 0
  const much: CroppedPanel[] = []
  for (const [panelId, { page, panel }] of slots) {
    const shape = shapes.get(panelId)!
    const slot = aspectOf(panel.spread?.wholeMm ?? panel.frame)
    const share = lossBetween(slot, shape.aspect)
    total += share
    if (share <= MUCH) continue
    const reason = reasonOf(slot, share, shape, { page, panel, drawable, isFixed: fixed.has(panelId) })
    much.push({ panelId, share, from: shape.from, reason })
  }
  return { mean: slots.size === 0 ? null : total / slots.size, much }
}

interface Circumstances {
  page: LaidOutPage
  panel: LaidOutPanel
  drawable: readonly number[]
  isFixed: boolean
}

function reasonOf(
  slot: number,
  share: number,
  { asked, picture, made, isOfThesePages }: PanelShape,
  { page, panel, drawable, isFixed }: Circumstances,
): CropReason {
  if (asked && picture) {
    const wanted = aspectOf(asked)
    const isOther = lossBetween(wanted, aspectOf(picture)) > OTHERWISE
    if (isOther && lossBetween(slot, wanted) <= MUCH) return 'came-otherwise'
  }
  if (made === 'given') return 'size-of-its-own'
  if (drawable.every((shape) => lossBetween(slot, shape) > share - HARDLY)) return 'no-nearer-shape'
  if (panel.spread !== undefined || page.panels.length === 1) return 'page-of-its-own'
  if (panel.inset) return 'inset'
  if (isFixed) return 'page-fixed'
  return isOfThesePages ? 'page-shared' : 'pages-changed'
}

/** Share of a picture that is cut off when it fills a slot of another shape; both are width divided by height. */
function lossBetween(slot: number, picture: number): number {
  return 1 - Math.min(slot / picture, picture / slot)
}

/** The reason in words, to stand after a colon. */
export function cropSentence(reason: CropReason): string {
  return SENTENCES[reason]
}

const SENTENCES: Readonly<Record<CropReason, string>> = {
  'came-otherwise': 'the provider made another shape than it was asked for',
  'size-of-its-own': 'it was made in a size of its own, not for its slot',
  'no-nearer-shape': 'the model draws no shape nearer to its slot',
  'page-of-its-own': 'it was made before it had a page to itself',
  'page-fixed': 'its page is fixed as you decided',
  inset: 'it stands within the panel before it',
  'pages-changed': 'its page was another one when it was made',
  'page-shared': 'the panels it shares the page with leave it no better slot',
}
