import { describe, expect, test } from 'vitest'
import { pages } from '../shared/contract/pages.ts'
import type { PageDescription } from './page.ts'
import { pageBoxes } from './page-format.ts'
import { findPageFormat } from './page-formats.ts'
import { type PageSvgOptions, pageSvg } from './page-svg.ts'

const BOXES = pageBoxes(findPageFormat('a4')!, 'right')
const OPTIONS: PageSvgOptions = {
  area: 'trim',
  address: ({ panelId }) => `asset:${panelId}?a&b`,
  name: 'Page "3"',
  panelName: (place) => `Panel ${place}`,
}
const EVIL = `"><script>alert('&')</script>\u0000\ud800`

function page(changes: Partial<PageDescription> = {}): PageDescription {
  const frame = { x: 20, y: 20, width: 100, height: 50 }
  return {
    kind: 'page',
    number: 3,
    boxes: BOXES,
    paper: '#ffffff',
    pictures: [
      { panelId: 'p1', path: '/secret/p1.png', sha256: '00', frame, crop: { x: 0.25, y: 0, width: 0.5, height: 1 } },
    ],
    shapes: [{ path: 'M20 20L120 20L120 70Z', fill: null, stroke: { color: '#141211', widthMm: 0.7 }, opacity: 1 }],
    texts: [
      { panelId: null, kind: 'number', language: 'en', vertical: false, lines: [{ text: '3', box: frame, after: '' }] },
      {
        panelId: 'p2',
        kind: 'speech',
        language: 'ar',
        vertical: false,
        lines: [{ text: 'من أشعل', box: frame, after: '' }],
      },
      {
        panelId: 'p1',
        kind: 'speech',
        language: 'en',
        vertical: false,
        lines: [
          { text: 'Light', box: frame, after: '\u00ad' },
          { text: 'house', box: frame, after: '' },
        ],
      },
    ],
    panels: [
      { id: 'p1', frame, description: 'A lighthouse.' },
      { id: 'p2', frame: { ...frame, y: 80 }, description: '' },
    ],
    ...changes,
  }
}

describe('a page as SVG', () => {
  test('is what is cut off, or all that is printed', () => {
    expect(pageSvg(page(), OPTIONS)).toContain('viewBox="0 0 210 297"')
    expect(pageSvg(page(), { ...OPTIONS, area: 'bleed' })).toContain('viewBox="-3 -3 216 303"')
  })

  test('shows the crop of a picture in its frame, from where the window has it', () => {
    const svg = pageSvg(page(), OPTIONS)
    expect(svg).toContain(
      '<svg x="20" y="20" width="100" height="50" viewBox="0.25 0 0.5 1" preserveAspectRatio="none">',
    )
    expect(svg).toContain('href="asset:p1?a&#38;b"')
    expect(svg).not.toContain('/secret/')
  })

  test('clips to outlines by ids of its own', () => {
    const [picture] = page().pictures
    const slanted = page({ pictures: [{ ...picture!, outline: 'M20 20L90 20L20 70Z' }] })
    expect(pageSvg(slanted, OPTIONS)).toContain('<clipPath id="page-3-0">')
    expect(pageSvg(slanted, { ...OPTIONS, idPrefix: 'left' })).toContain('clip-path="url(#left-0)"')
  })

  test('has panels in reading order, each with its words, and calls one without a description by its place', () => {
    const order = [...pageSvg(page(), OPTIONS).matchAll(/data-panel="(\w+)" aria-label="([^"]+)"|<tspan[^>]*>([^<]*)/g)]
    expect(order.map(([, id, label, words]) => words ?? `${id} ${label}`)).toEqual([
      'p1 A lighthouse.',
      'Light\u00ad',
      'house',
      'p2 Panel 2',
      'من أشعل',
      '3',
    ])
  })

  test('lets nothing of the book out of its place', () => {
    const evil = page({
      pictures: [{ ...page().pictures[0]!, panelId: EVIL }],
      texts: page().texts.map((text) => ({
        ...text,
        language: EVIL,
        lines: text.lines.map((line) => ({ ...line, text: EVIL })),
      })),
      panels: [{ ...page().panels[0]!, id: EVIL, description: EVIL }],
    })
    const svg = pageSvg(evil, { ...OPTIONS, address: () => EVIL, name: EVIL, panelName: () => EVIL, idPrefix: EVIL })
    expect(svg).not.toContain('<script')
    expect(svg).not.toMatch(/alert\('/)
    expect(svg).not.toContain('\u0000')
    expect(svg.isWellFormed()).toBe(true)
  })

  test('is painted from what the window is given, by the ids of its takes', () => {
    const { pictures, ...rest } = page()
    const shown = { ...rest, pictures: pictures.map(({ path, sha256, ...picture }) => ({ ...picture, takeId: 't5' })) }
    const parsed = pages['pages.show'].output.parse(shown)
    const svg = pageSvg(parsed, { ...OPTIONS, address: ({ takeId }) => `/asset/take/${takeId}` })
    expect(svg).toContain('href="/asset/take/t5"')
    expect(svg).toBe(pageSvg(page(), { ...OPTIONS, address: () => '/asset/take/t5' }))
  })

  test('is the same every time', () => {
    expect(pageSvg(page(), OPTIONS)).toBe(pageSvg(structuredClone(page()), OPTIONS))
  })
})

const FRAME = { x: 0, y: 0, width: 10, height: 10 }
const SHAPE = { path: 'M0 0L1 1Z', fill: '#000000', stroke: null, opacity: 1 }
const PICTURE = page().pictures[0]!

describe('a page that cannot be painted', () => {
  test.each<[string, Partial<PageDescription>, RegExp]>([
    [
      'a frame that is no number',
      { pictures: [{ ...PICTURE, frame: { ...FRAME, x: Number.NaN } }] },
      /picture of panel p1 has a place/,
    ],
    [
      'a frame without size',
      { panels: [{ id: 'p9', frame: { ...FRAME, width: 0 }, description: '' }] },
      /panel p9 has no size/,
    ],
    [
      'a crop outside the picture',
      { pictures: [{ ...PICTURE, crop: { x: 0.8, y: 0, width: 0.5, height: 1 } }] },
      /cropped/,
    ],
    ['an outline that is none', { shapes: [{ ...SHAPE, path: 'M0 NaNL1 1Z' }] }, /shape 1 of 1 has an outline/],
    ['a colour that is none', { shapes: [{ ...SHAPE, fill: 'url(#x)' }] }, /shape 1 of 1 has a colour/],
    ['an opacity past 1', { shapes: [SHAPE, { ...SHAPE, opacity: 1.5 }] }, /shape 2 of 2 has an opacity/],
    ['a paper that goes on for ever', { boxes: { ...BOXES, bleed: { ...FRAME, height: Infinity } } }, /bleed area/],
    ['more shapes than any page has', { shapes: new Array(50_001).fill(SHAPE) }, /50001 shapes/],
  ])('for %s says what and where', (_, changes, message) => {
    const painting = () => pageSvg(page(changes), OPTIONS)
    expect(painting).toThrow(message)
    expect(painting).toThrow(/^Page 3 cannot be drawn: /)
  })
})
