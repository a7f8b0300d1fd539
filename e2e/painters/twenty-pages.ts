import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeCover } from '../../src/comic/cover.ts'
import { describePage } from '../../src/comic/describe-page.ts'
import type { PointMm, RectMm } from '../../src/comic/geometry.ts'
import type { Edge, LaidOutPage, LaidOutPanel } from '../../src/comic/layout/laid-out-page.ts'
import { letterPanel } from '../../src/comic/lettering/letter-panel.ts'
import { letterStyle } from '../../src/comic/lettering/letter-style.ts'
import type { CaptionVoice, LetteringKind } from '../../src/comic/lettering/lettering.ts'
import { panelScene } from '../../src/comic/lettering/panel-scene.ts'
import type { PageDescription, PageShape } from '../../src/comic/page.ts'
import { pageBoxes, type ReadingDirection } from '../../src/comic/page-format.ts'
import { findPageFormat } from '../../src/comic/page-formats.ts'
import { openTypeCase } from '../../src/main/images/typefaces.ts'
import { type PictureName, picturePath } from './pictures.ts'

const FONTS = join(import.meta.dirname, '../../resources/fonts')

type Said = readonly [kind: LetteringKind, text: string, voice?: CaptionVoice]

interface Wanted {
  name: string
  format?: string
  direction?: ReadingDirection
  language?: string
  /** Panels in rows, from the top; widths are even. */
  rows?: number[]
  pictures?: (PictureName | null)[]
  said?: Said[][]
  heading?: string
  /** Changes panels after they are in rows. */
  bend?: (panels: LaidOutPanel[], page: LaidOutPage) => void
  shapes?: PageShape[]
  number?: number
}

const STAR = 'M40 20L70 110L-5 55L85 55L10 110Z'
const RING = 'M30 30L130 30L130 130L30 130ZM55 55L55 105L105 105L105 55Z'
const box = (from: number): string =>
  `M${from} ${from}L${from + 50} ${from}L${from + 50} ${from + 40}L${from} ${from + 40}Z`

const TALK: Said[] = [
  ['speech', 'Who lit the lamp tonight?'],
  ['thought', 'It was not me. It never is.'],
  ['burst', 'GET DOWN!'],
]

/** Pages that differ in all that a painter must get right. */
const WANTED: readonly Wanted[] = [
  { name: 'us-comic, six panels', rows: [2, 2, 2], said: [TALK, [], TALK.slice(0, 1)] },
  {
    name: 'chapter heading',
    heading: 'The Lamp Room',
    rows: [1, 2],
    said: [[['caption', 'Gannet Stack, 1911', 'place']], [['caption', 'Nobody came.', 'narration']]],
  },
  {
    name: 'balloons of every kind',
    rows: [1, 1],
    said: [
      [
        ['speech', 'One for you.'],
        ['whisper', 'Keep your voice down.'],
        ['electric', 'Station calling.'],
        ['note', '* See chapter two.'],
      ],
      [
        ['off-panel', 'Down here!'],
        ['burst', 'RUN!'],
        ['thought', 'Where is he?'],
        ['sfx', 'KRAKOOM'],
        ['caption', 'I knew.', 'inner-voice'],
      ],
    ],
  },
  { name: 'slanted corners', rows: [2, 2], bend: slant, said: [[], TALK.slice(0, 1)] },
  { name: 'slanted, one slot empty', rows: [2, 1], bend: slant, pictures: ['wide', null, 'tall'] },
  {
    name: 'bleeds to three edges',
    rows: [1, 2],
    bend: (panels, page) => bleed(panels[0]!, page, ['top', 'left', 'right']),
  },
  {
    name: 'full page out to the bleed',
    rows: [1],
    bend: (panels, page) => bleed(panels[0]!, page, ['top', 'left', 'right', 'bottom']),
    said: [TALK],
  },
  { name: 'inset', rows: [1, 2], bend: inset, said: [TALK.slice(0, 1)] },
  { name: 'spread, left half', rows: [1], bend: (panels, page) => half(panels[0]!, page, 0, 0.51), number: 2 },
  {
    name: 'spread, right half',
    rows: [1],
    bend: (panels, page) => half(panels[0]!, page, 0.49, 1),
    number: 3,
    said: [TALK],
  },
  {
    name: 'manga, columns of Japanese',
    format: 'manga-b6',
    direction: 'rtl',
    language: 'ja',
    rows: [2, 1, 2],
    said: [
      [['speech', '灯りを点けたのは誰だ。']],
      [['thought', '私ではない。']],
      [
        ['speech', 'まだ誰かいる！'],
        ['caption', '夜、嵐の島。'],
      ],
    ],
  },
  {
    name: 'Arabic',
    format: 'a5',
    direction: 'rtl',
    language: 'ar',
    rows: [1, 2],
    said: [[['speech', 'من أشعل المصباح في عام 1911؟']], [['burst', 'انتبه!']], [['caption', 'لم يأت أحد.']]],
  },
  { name: 'album', format: 'album-24x32', rows: [3, 2, 3, 1], said: [TALK, [], [], TALK] },
  { name: 'webtoon slice', format: 'webtoon', direction: 'vertical', rows: [1, 1], said: [TALK] },
  { name: 'no pictures at all', format: 'a4', rows: [2, 2], pictures: [null, null, null, null], said: [TALK] },
  {
    name: 'pictures of every sort',
    format: 'a4',
    rows: [2, 2, 2],
    pictures: ['turned', 'grey', 'see-through', 'p3', 'cmyk', 'deep'],
  },
  {
    name: 'veils, dashes, holes and stars',
    format: 'square-8.5',
    rows: [1],
    pictures: ['small'],
    shapes: [
      { path: STAR, fill: '#d00000', stroke: { color: '#001219', widthMm: 3 }, opacity: 0.5 },
      { path: RING, fill: '#0a9396', stroke: null, opacity: 0.4 },
      { path: box(90), fill: null, stroke: { color: '#ffffff', widthMm: 2, dashMm: [4, 6] }, opacity: 1 },
      {
        path: 'M20 140Q60 100 100 140C120 160 140 160 160 140',
        fill: null,
        stroke: { color: '#9b2226', widthMm: 5 },
        opacity: 0.7,
      },
      { path: 'M120 160L180 190L122 164', fill: null, stroke: { color: '#005f73', widthMm: 4 }, opacity: 1 },
    ],
  },
  {
    name: 'German, words divided',
    format: 'us-digest',
    language: 'de',
    rows: [3, 3],
    said: [
      [['speech', 'Die Leuchtturmwärterprüfungsordnung verlangt Unmögliches.']],
      [['caption', 'Donaudampfschifffahrtsgesellschaft, Hafenverwaltung.']],
    ],
  },
  {
    name: 'letter, crowded',
    format: 'letter',
    rows: [3, 3, 3],
    said: Array.from({ length: 9 }, (_, at) => TALK.slice(0, 1 + (at % 2))),
  },
]

/** Nineteen pages and a cover. */
export async function twentyPages(folder: string): Promise<{ name: string; page: PageDescription }[]> {
  const pages = []
  for (const [index, wanted] of WANTED.entries()) pages.push(await described(folder, { number: index + 20, ...wanted }))
  return [{ name: 'cover', page: await cover(folder) }, ...pages]
}

async function described(folder: string, wanted: Wanted & { number: number }) {
  const { name, direction = 'ltr', language = 'en', rows = [2, 2], said = [], heading = null, number } = wanted
  const format = findPageFormat(wanted.format ?? 'us-comic')!
  const boxes = pageBoxes(format, 'right')
  const headingMm = heading === null ? 0 : boxes.trim.height * 0.085
  const panels = inRows(
    rows,
    { ...boxes.safe, y: boxes.safe.y + headingMm, height: boxes.safe.height - headingMm },
    direction,
  )
  const laidOut: LaidOutPage = {
    chapter: 0,
    number,
    side: 'right',
    boxes,
    headingFrame: heading === null ? null : { ...boxes.safe, height: headingMm },
    panels,
  }
  wanted.bend?.(panels, laidOut)
  const texts = said.flat().map(([kind, text]) => ({ role: kind === 'sfx' ? 'sfx' : 'dialogue', text }) as const)
  const needs = [
    ...texts,
    ...(['caption', 'shout'] as const).flatMap((role) => [
      { role, text: '0123456789' },
      ...said.flat().map(([, text]) => ({ role, text })),
    ]),
  ]
  const typeCase = await openTypeCase(FONTS, language, [...needs, { role: 'shout', text: heading ?? ' ' }])
  const writing = language === 'ja' ? ('vertical' as const) : ('horizontal' as const)
  const style = letterStyle(format.trimMm, direction)
  const letterLanguage = { code: language, writing, typeCase }
  const names = wanted.pictures ?? ['wide', 'tall', 'small', 'turned', 'deep', 'wide', 'tall', 'wide', 'tall']
  const pictures = new Map(
    panels.flatMap(({ id, frame, spread }, index) => {
      const picture = names[index % names.length]
      const wide = spread === undefined ? frame.width / frame.height : spread.wholeMm.width / spread.wholeMm.height
      return picture == null ? [] : [[id, placed(folder, id, picture, wide)] as const]
    }),
  )
  const lettering = new Map(
    panels.map((panel, index) => {
      const requests = (said[index] ?? []).map(([kind, text, voice], at) => ({
        id: `${panel.id}/${at}`,
        kind,
        voice: voice ?? ('narration' as const),
        speakerId: kind === 'caption' || kind === 'sfx' || kind === 'note' ? null : `person-${at % 2}`,
        text,
      }))
      const scene = panelScene(
        panel,
        laidOut,
        'medium',
        { figures: [], viewerId: null, headroom: 0, said: false },
        null,
        direction,
      )
      return [panel.id, letterPanel(requests, scene, letterLanguage, style)] as const
    }),
  )
  const descriptions = new Map(panels.map(({ id }, index) => [id, `What panel ${index + 1} shows: "rope" & <lamp>`]))
  const { page, missing } = describePage(laidOut, { pictures, heading, lettering, descriptions }, letterLanguage, style)
  if (missing.length > 0) throw new Error(`${name} lacks ${missing.join(' ')}`)
  return { name, page: { ...page, shapes: [...page.shapes, ...(wanted.shapes ?? [])] } }
}

async function cover(folder: string): Promise<PageDescription> {
  const format = findPageFormat('us-comic')!
  const typeCase = await openTypeCase(FONTS, 'en', [
    { role: 'shout', text: 'The Keeper of Gannet Stack' },
    { role: 'caption', text: 'Nell Marrick, a story of the light' },
  ])
  const { bleed } = pageBoxes(format, 'right')
  const content = {
    title: 'The Keeper of Gannet Stack',
    subtitle: 'A story of the light',
    author: 'Nell Marrick',
    picture: placed(folder, 'cover', 'tall', bleed.width / bleed.height),
    description: 'A lighthouse at dusk.',
    faces: [],
    palette: { light: '#fff6e0', accent: '#f2ac36', ink: '#14110f' },
  }
  return describeCover(content, format, 'ltr', typeCase).page
}

/** The largest window of the wanted shape, off the middle so that a wrong corner shows. */
function placed(folder: string, panelId: string, picture: PictureName, aspect: number) {
  const path = picturePath(folder, picture)
  const own = {
    wide: 4 / 3,
    tall: 2 / 3,
    small: 1.5,
    turned: 2 / 3,
    grey: 1,
    'see-through': 1,
    p3: 4 / 3,
    cmyk: 4 / 3,
    deep: 4 / 3,
  }
  const share = aspect / own[picture]
  const [width, height] = share > 1 ? [0.9, 0.9 / share] : [0.9 * share, 0.9]
  const crop = { x: (1 - width) * 0.3, y: (1 - height) * 0.7, width, height }
  return { panelId, path, sha256: createHash('sha256').update(readFileSync(path)).digest('hex'), crop }
}

function inRows(rows: readonly number[], area: RectMm, direction: ReadingDirection): LaidOutPanel[] {
  const gap = 3.3
  const height = (area.height - gap * (rows.length - 1)) / rows.length
  return rows.flatMap((count, tier) => {
    const width = (area.width - gap * (count - 1)) / count
    return Array.from({ length: count }, (_, at): LaidOutPanel => {
      const column = direction === 'rtl' ? count - 1 - at : at
      const frame = { x: area.x + column * (width + gap), y: area.y + tier * (height + gap), width, height }
      return { id: `panel-${tier}-${at}`, tier, frame }
    })
  })
}

/** Leans the gutter between the first two panels. */
function slant([first, second]: LaidOutPanel[]): void {
  const lean = 9
  const [a, b] = [first!.frame, second!.frame]
  a.width += lean
  first!.corners = corners(a, [0, 0, -2 * lean, 0])
  b.x -= lean
  b.width += lean
  second!.corners = corners(b, [2 * lean, 0, 0, 0])
}

function corners({ x, y, width, height }: RectMm, [tl, tr, br, bl]: [number, number, number, number]): PointMm[] {
  return [
    { x: x + tl, y },
    { x: x + width + tr, y },
    { x: x + width + br, y: y + height },
    { x: x + bl, y: y + height },
  ]
}

function bleed(panel: LaidOutPanel, { boxes }: LaidOutPage, edges: Edge[]): void {
  const { frame } = panel
  let [left, top, right, bottom] = [frame.x, frame.y, frame.x + frame.width, frame.y + frame.height]
  if (edges.includes('left')) left = boxes.bleed.x
  if (edges.includes('top')) top = boxes.bleed.y
  if (edges.includes('right')) right = boxes.bleed.x + boxes.bleed.width
  if (edges.includes('bottom')) bottom = boxes.bleed.y + boxes.bleed.height
  panel.frame = { x: left, y: top, width: right - left, height: bottom - top }
  panel.bleedsTo = edges
}

function inset(panels: LaidOutPanel[]): void {
  const host = panels[0]!.frame
  const frame = {
    x: host.x + host.width * 0.6,
    y: host.y + host.height * 0.5,
    width: host.width * 0.35,
    height: host.height * 0.43,
  }
  panels.splice(1, 0, { id: 'inset', tier: 0, frame, inset: true })
}

function half(panel: LaidOutPanel, page: LaidOutPage, from: number, until: number): void {
  bleed(panel, page, ['top', 'left', 'right', 'bottom'])
  panel.spread = { wholeMm: { width: panel.frame.width / (until - from), height: panel.frame.height }, from, until }
}
