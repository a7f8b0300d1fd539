import type { RectMm } from './geometry.ts'
import type { PageText } from './page.ts'
import { isRightToLeft } from './text/scripts.ts'
import { attribute, escapeXml } from './xml.ts'

/** Where the baseline lies in a line's box, as a share of its height. */
const BASELINE = 0.8

/**
 * A text of a page as letters that lie where its outlines are: each line is stretched to its box, so that what is
 * selected is what is seen. A search finds words over the ends of lines.
 * @param around language of the element it stands in
 */
export function textElement(text: PageText, around: string | undefined): string {
  const { kind, language, vertical, lines } = text
  const fromRight = !vertical && isRightToLeft(language)
  let attributes = ''
  if (language !== around) attributes += attribute('lang', language)
  if (vertical) attributes += ' writing-mode="vertical-rl"'
  if (fromRight) attributes += ' direction="rtl"'
  if (kind === 'heading') attributes += ' role="heading" aria-level="2"'
  // Every page would be interrupted by its number.
  if (kind === 'number') attributes += ' aria-hidden="true"'
  const spans = lines.map(({ text: words, box, after }) => {
    const place = vertical ? columnPlace(box) : linePlace(box, fromRight)
    return `<tspan${place} lengthAdjust="spacingAndGlyphs">${escapeXml(words + after)}</tspan>`
  })
  return `<text${attributes}>${spans.join('')}</text>`
}

function linePlace(box: RectMm, fromRight: boolean): string {
  const start = fromRight ? box.x + box.width : box.x
  return placed(start, box.y + box.height * BASELINE, box.height, box.width)
}

function columnPlace(box: RectMm): string {
  return placed(box.x + box.width / 2, box.y, box.width, box.height)
}

function placed(x: number, y: number, size: number, length: number): string {
  return attribute('x', x) + attribute('y', y) + attribute('font-size', size) + attribute('textLength', length)
}
