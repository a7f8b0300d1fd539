import { checkPage } from './check-page.ts'
import type { RectMm } from './geometry.ts'
import type { DescribedPanel, PageDescription, PageText, PlacedPicture } from './page.ts'
import { textElement } from './page-svg-text.ts'
import { readingParts } from './reading-parts.ts'
import { shapesGroup } from './shapes-svg.ts'
import { attribute, decimal, escapeXml } from './xml.ts'

/** A picture by its place; where it comes from is known to whoever asks for the page. */
type ShownPicture = Omit<PlacedPicture, 'path' | 'sha256'>
type ShownPage<Picture> = Omit<PageDescription, 'pictures'> & { pictures: readonly Picture[] }

export interface PageSvgOptions<Picture = PlacedPicture> {
  /** How far the page is shown: out to the bleed, or cut as readers see it. */
  area: 'bleed' | 'trim'
  /** Where the window finds a picture. It must be sRGB there: browsers show the inks of other files each in their way. */
  address: (picture: Picture) => string
  /** What the page is called, in the words of the window: `Page 3`. */
  name: string
  /** What a panel is called that has no description, by its place on the page from 1: `Panel 2`. */
  panelName: (place: number) => string
  /** Begins every id in it, so that pages can stand in one document. Letters, digits, `-`. Default by the page number. */
  idPrefix?: string
}

/**
 * A page as an SVG element for the window, in millimetres, as large as whatever holds it. Pictures and shapes are
 * hidden from screen readers; over them lie, unseen and in reading order, each panel as a figure with its description
 * and its texts, which can be selected and searched. What belongs to a panel carries its id in `data-panel`. The same
 * page gives the same text.
 * @throws AppError BAD_INPUT for a page that cannot be painted, as `checkPage`
 */
export function pageSvg<Picture extends ShownPicture>(
  page: ShownPage<Picture>,
  options: PageSvgOptions<Picture>,
): string {
  checkPage(page)
  const prefix = options.idPrefix ?? (page.number === null ? page.kind : `page-${page.number}`)
  const area = page.boxes[options.area]
  const viewBox = [area.x, area.y, area.width, area.height].map(decimal).join(' ')
  const language = page.texts[0]?.language
  return [
    '<svg xmlns="http://www.w3.org/2000/svg"',
    attribute('viewBox', viewBox),
    ' role="group"',
    attribute('aria-label', options.name),
    language === undefined ? '' : attribute('lang', language),
    '><g aria-hidden="true" pointer-events="none">',
    `<rect${rectAttributes(page.boxes.bleed)}${attribute('fill', page.paper)}/>`,
    ...page.pictures.map((picture, index) => pictureElement(picture, options.address(picture), `${prefix}-${index}`)),
    shapesGroup(page.shapes),
    '</g>',
    // Letters that are there without being seen: the outlines below them are what is shown.
    '<g fill-opacity="0" font-family="sans-serif" cursor="text">',
    ...layer(page, options.panelName, language),
    '</g></svg>',
  ].join('')
}

/** The crop's window is the frame: what lies outside it is cut by the inner `svg`, whatever the picture's size. */
function pictureElement({ frame, crop, outline }: ShownPicture, address: string, id: string): string {
  const window = [crop.x, crop.y, crop.width, crop.height].join(' ')
  const art =
    `<svg${rectAttributes(frame)}${attribute('viewBox', window)} preserveAspectRatio="none">` +
    `<image width="1" height="1" preserveAspectRatio="none"${attribute('href', address)}/></svg>`
  if (outline === undefined) return art
  return (
    `<clipPath${attribute('id', id)}><path${attribute('d', outline)}/></clipPath>` +
    `<g${attribute('clip-path', `url(#${id})`)}>${art}</g>`
  )
}

function layer(
  page: ShownPage<unknown>,
  panelName: PageSvgOptions['panelName'],
  language: string | undefined,
): string[] {
  const spoken = (text: PageText) => textElement(text, language)
  let place = 0
  return readingParts(page).map((part) => {
    if (part.type === 'text') return spoken(part.text)
    const { panel, texts } = part
    place++
    const label = panel.description === '' ? panelName(place) : panel.description
    return (
      `<g role="figure"${attribute('data-panel', panel.id)}${attribute('aria-label', label)}>` +
      `${hitArea(panel)}${texts.map(spoken).join('')}</g>`
    )
  })
}

function hitArea({ frame, outline }: DescribedPanel): string {
  const unseen = ' fill="none" pointer-events="all" cursor="default"'
  return outline === undefined
    ? `<rect${rectAttributes(frame)}${unseen}/>`
    : `<path d="${escapeXml(outline)}"${unseen}/>`
}

function rectAttributes({ x, y, width, height }: RectMm): string {
  return attribute('x', x) + attribute('y', y) + attribute('width', width) + attribute('height', height)
}
