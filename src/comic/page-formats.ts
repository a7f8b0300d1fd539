import { inches } from './geometry.ts'
import type { PageFormat } from './page-format.ts'

const CHECKED_ON = '2026-11-20'

/** Gutters of western books: near equal, a little wider between tiers. */
const WESTERN_GUTTER = { inTier: 3, betweenTiers: 4 }
/** Manga: tiers stand clearly apart. */
const MANGA_GUTTER = { inTier: 2.5, betweenTiers: 5 }

function evenSafe(x: number, y: number): PageFormat['safeMm'] {
  return { top: y, bottom: y, inside: x, outside: x }
}

export const PAGE_FORMATS: readonly PageFormat[] = [
  {
    id: 'us-comic',
    name: 'US comic book',
    trimMm: { width: inches(6.625), height: inches(10.25) },
    bleedMm: inches(0.125),
    safeMm: evenSafe(inches(0.3125), inches(0.625)),
    gutterMm: WESTERN_GUTTER,
    direction: 'ltr',
    dpi: 300,
    source: 'comixpress.com technical: 6.625 × 10.25 in, live area 6 × 9 in',
    checkedOn: CHECKED_ON,
  },
  {
    id: 'us-digest',
    name: 'US digest',
    trimMm: { width: inches(6), height: inches(9) },
    bleedMm: inches(0.125),
    safeMm: evenSafe(inches(0.3125), inches(0.5)),
    gutterMm: WESTERN_GUTTER,
    direction: 'ltr',
    dpi: 300,
    source: 'comixpress.com technical: 6 × 9 in, live area 5.375 × 8 in',
    checkedOn: CHECKED_ON,
  },
  {
    id: 'manga-us',
    name: 'Manga, US trim',
    trimMm: { width: inches(5), height: inches(7.5) },
    bleedMm: inches(0.125),
    safeMm: evenSafe(inches(0.3125), inches(0.4375)),
    gutterMm: MANGA_GUTTER,
    direction: 'rtl',
    dpi: 300,
    source: 'myth.works publishing guide (Mixam): 5 × 7.5 in; margins by custom',
    checkedOn: CHECKED_ON,
  },
  {
    id: 'manga-b6',
    name: 'Manga tankobon, B6',
    trimMm: { width: 128, height: 182 },
    bleedMm: 3,
    safeMm: { top: 10, bottom: 11, inside: 11, outside: 8 },
    gutterMm: MANGA_GUTTER,
    direction: 'rtl',
    dpi: 400,
    source: 'suzunet.co.jp: 128 × 182 mm, 3 mm bleed; margins by custom',
    checkedOn: CHECKED_ON,
  },
  {
    id: 'b5-doujin',
    name: 'Doujinshi, B5',
    trimMm: { width: 182, height: 257 },
    bleedMm: 3,
    safeMm: evenSafe(16, 18.5),
    gutterMm: { inTier: 3, betweenTiers: 6 },
    direction: 'rtl',
    dpi: 350,
    source: 'ea20th.com manuscript notes: 182 × 257 mm, inner frame 150 × 220 mm, 3 mm bleed',
    checkedOn: CHECKED_ON,
  },
  {
    id: 'a4',
    name: 'A4',
    trimMm: { width: 210, height: 297 },
    bleedMm: 3,
    safeMm: { top: 15, bottom: 16, inside: 15, outside: 12 },
    gutterMm: { inTier: 4, betweenTiers: 5 },
    direction: 'ltr',
    dpi: 300,
    source: 'ISO 216; margins by custom',
    checkedOn: CHECKED_ON,
  },
  {
    id: 'a5',
    name: 'A5',
    trimMm: { width: 148, height: 210 },
    bleedMm: 3,
    safeMm: { top: 10, bottom: 11, inside: 11, outside: 9 },
    gutterMm: WESTERN_GUTTER,
    direction: 'ltr',
    dpi: 300,
    source: 'ISO 216; margins by custom',
    checkedOn: CHECKED_ON,
  },
  {
    id: 'letter',
    name: 'US letter',
    trimMm: { width: inches(8.5), height: inches(11) },
    bleedMm: inches(0.125),
    safeMm: evenSafe(inches(0.5), inches(0.5)),
    gutterMm: { inTier: 4, betweenTiers: 5 },
    direction: 'ltr',
    dpi: 300,
    source: 'US letter, margins as Lulu advises (0.5 in)',
    checkedOn: CHECKED_ON,
  },
  {
    id: 'album-24x32',
    name: 'Bande dessinée album, 24 × 32 cm',
    trimMm: { width: 240, height: 320 },
    bleedMm: 5,
    safeMm: { top: 15, bottom: 17, inside: 17, outside: 14 },
    gutterMm: { inTier: 4, betweenTiers: 5 },
    direction: 'ltr',
    dpi: 300,
    source: 'tourriol.com: 24 × 32 cm, 46 to 48 plates; margins by custom',
    checkedOn: CHECKED_ON,
  },
  {
    id: 'square-8.5',
    name: 'Square, 8.5 in',
    trimMm: { width: inches(8.5), height: inches(8.5) },
    bleedMm: inches(0.125),
    safeMm: evenSafe(inches(0.4375), inches(0.4375)),
    gutterMm: { inTier: 4, betweenTiers: 5 },
    direction: 'ltr',
    dpi: 300,
    source: 'KDP trim sizes; margin at least 0.375 in with bleed',
    checkedOn: CHECKED_ON,
  },
  {
    id: 'webtoon',
    name: 'Webtoon strip, 800 px wide',
    // 800 × 1280 px at 96 dpi, so that a slice comes out at exactly the size the platform asks for.
    trimMm: { width: (800 / 96) * 25.4, height: (1280 / 96) * 25.4 },
    bleedMm: 0,
    safeMm: evenSafe(10, 0),
    gutterMm: { inTier: 8, betweenTiers: 12 },
    direction: 'vertical',
    dpi: 96,
    source: 'WEBTOON Canvas: 800 px wide, slices up to 1280 px high',
    checkedOn: CHECKED_ON,
  },
]

/** The format of an id, or undefined. */
export function findPageFormat(id: string): PageFormat | undefined {
  return PAGE_FORMATS.find((format) => format.id === id)
}
