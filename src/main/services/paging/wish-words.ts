import { findHouseStyle } from '../../../comic/layout/house-styles.ts'
import type { PageCountWish } from '../../../comic/layout/layout-wish.ts'
import type { BookWish } from '../shaping/book-to-lay-out.ts'

/** `house style Manga, dial 0.6, 48 pages` */
export function wishWords({ houseStyle, dial, pageCount }: BookWish): string {
  return [
    ...(houseStyle === undefined ? [] : [`house style ${findHouseStyle(houseStyle)?.name ?? houseStyle}`]),
    ...(dial === undefined ? [] : [`dial ${dial}`]),
    ...(pageCount === undefined ? [] : [pageCountWords(pageCount)]),
  ].join(', ')
}

function pageCountWords(wish: PageCountWish): string {
  if (wish === 'free') return 'as many pages as it takes'
  return typeof wish === 'number' ? `${wish} pages` : `a multiple of ${wish.multipleOf} pages`
}
