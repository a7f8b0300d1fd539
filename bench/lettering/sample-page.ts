/**
 * A page whose frames and texts are given, lettered by the app in five languages, two of them mirrored.
 *
 *   npx node bench/lettering/sample-page.ts [folder]      default: a new folder below the system's temporary one
 *
 * Checks the order a reader comes to the texts in against the page's own, and what it says of its texts; writes a
 * picture a language, for eyes to judge. Skipped, and loudly, where the page is not here. Ends with exit code 1 when
 * a check fails.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RectMm } from '../../src/comic/geometry.ts'
import { bodyBox } from '../../src/comic/lettering/body.ts'
import { drawLettering } from '../../src/comic/lettering/draw-lettering.ts'
import { letterPanel } from '../../src/comic/lettering/letter-panel.ts'
import { letterStyle } from '../../src/comic/lettering/letter-style.ts'
import type {
  Figure,
  LetteringKind,
  LetteringRequest,
  PanelScene,
  PlacedLettering,
} from '../../src/comic/lettering/lettering.ts'
import { grown } from '../../src/comic/lettering/vector.ts'
import type { PageShape } from '../../src/comic/page.ts'
import { formatPath, rectanglePath } from '../../src/comic/path.ts'
import { shapesSvg } from '../../src/comic/shapes-svg.ts'
import { sharp } from '../../src/main/images/sharp.ts'
import { typeCaseFor } from './type-case.ts'

const FILE = join(import.meta.dirname, '../../../shared/samples/lettering/page.json')
const PX_PER_MM = 7
const SAFE_MARGIN_MM = 5
const BORDER_MM = 0.6

interface Fractions {
  x: number
  y: number
  w: number
  h: number
}
interface SampleElement {
  id: string
  kind: 'caption' | 'balloon' | 'sfx'
  panel: string
  speaker: string | null
  delivery?: 'off' | 'whisper'
  tail_to?: { x: number; y: number }
  text: Record<string, string>
}
interface SamplePage {
  page: {
    width_mm: number
    height_mm: number
    languages: string[]
    language_settings: Record<string, { panels: 'ltr' | 'rtl'; vertical?: boolean }>
  }
  panels: { id: string; box: Fractions }[]
  elements: SampleElement[]
  expected: Record<'ltr' | 'rtl', { panels: string[]; elements: string[] }>
  checks: {
    longest_text: Record<string, { id: string; characters: number }>
    sfx_ids: string[]
    off_panel: string[]
    connected_balloons: [string, string][]
  }
}

if (existsSync(FILE))
  process.exitCode = (await letterSample(JSON.parse(readFileSync(FILE, 'utf8')) as SamplePage)) ? 0 : 1
else console.error(`SKIPPED: ${FILE} is not here.`)

async function letterSample(sample: SamplePage): Promise<boolean> {
  const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'sample-page-'))
  mkdirSync(folder, { recursive: true })
  const size = { width: sample.page.width_mm, height: sample.page.height_mm }
  const style = letterStyle(size, 'ltr')
  const home = new Map<string, PlacedLettering[]>()
  let passed = true
  for (const code of sample.page.languages) {
    const { panels: direction, vertical } = sample.page.language_settings[code]!
    const typeCase = await typeCaseFor(
      code,
      sample.elements.map(({ text }) => text[code]!),
    )
    const language = { code, writing: vertical ? 'vertical' : 'horizontal', typeCase } as const
    const shapes: PageShape[] = []
    const overBorders: PageShape[] = []
    const all: PlacedLettering[] = []
    const faults: string[] = []
    for (const { id, box } of sample.panels) {
      const scene = sceneOf(sample, id, placed(box, size, direction), size, direction)
      const requests = sample.expected[direction].elements
        .map((element) => sample.elements.find((one) => one.id === element)!)
        .filter(({ panel }) => panel === id)
        .map((element) => requestOf(element, code))
      const own = direction === 'ltr' ? home.get(id) : undefined
      const result = letterPanel(requests, scene, language, style, own === undefined ? {} : { home: own })
      if (own === undefined && direction === 'ltr') home.set(id, result.placed)
      all.push(...result.placed)
      faults.push(...result.problems.map(({ code: fault, message }) => `${fault}: ${message}`))
      faults.push(...result.missing.map((character) => `no typeface has ${character}`))
      const drawn = drawLettering(result.placed, style)
      const frame = formatPath(rectanglePath(scene.frame))
      shapes.push(
        { path: frame, fill: '#c3ccd0', stroke: null, opacity: 1 },
        ...scene.figures.map(({ mouth: { x, y } }): PageShape => {
          const mark = formatPath(rectanglePath({ x: x - 1.5, y: y - 1, width: 3, height: 2 }))
          return { path: mark, fill: '#b5533c', stroke: null, opacity: 1 }
        }),
        ...drawn.underBorders,
        { path: frame, fill: null, stroke: { color: '#141211', widthMm: BORDER_MM }, opacity: 1 },
      )
      overBorders.push(...drawn.overBorders)
    }
    faults.push(...checked(sample, all, code, direction))
    passed = faults.length === 0 && passed
    console.log(`${code}: ${faults.length === 0 ? 'every check passed' : faults.join('\n    ')}`)
    const pixels = { widthPx: size.width * PX_PER_MM, heightPx: size.height * PX_PER_MM }
    const svg = shapesSvg([...shapes, ...overBorders], { x: 0, y: 0, ...size }, pixels)
    const file = join(folder, `page-${code}.png`)
    writeFileSync(file, await sharp(Buffer.from(svg)).flatten({ background: '#ffffff' }).png().toBuffer())
    console.log(`    ${file}`)
  }
  return passed
}

function checked(
  { expected, checks, elements }: SamplePage,
  all: readonly PlacedLettering[],
  code: string,
  direction: 'ltr' | 'rtl',
): string[] {
  const faults: string[] = []
  const order = expected[direction].panels.flatMap((panel) =>
    readOrder(
      all.filter(({ id }) => elements.find((one) => one.id === id)!.panel === panel),
      direction,
    ),
  )
  const seen = [...new Set(order)]
  if (seen.join() !== expected[direction].elements.join()) faults.push(`read in the order ${seen.join(' ')}`)
  const find = (id: string) => all.filter((text) => text.id === id)
  for (const id of checks.sfx_ids) if (find(id)[0]?.kind !== 'sfx') faults.push(`${id} is no sound`)
  for (const id of checks.off_panel) {
    if (!find(id).some(({ tail }) => tail?.aim === 'border')) faults.push(`${id} has no tail to the border`)
  }
  for (const [, second] of checks.connected_balloons) {
    if (!find(second)[0]?.joined) faults.push(`${second} is not joined to the balloon before it`)
  }
  for (const { set, id } of all) {
    if (set.lines.some(({ text }) => text.includes('*'))) faults.push(`${id} prints the marks of emphasis`)
  }
  const longest = elements.toSorted((a, b) => [...b.text[code]!].length - [...a.text[code]!].length)[0]!
  if (longest.id !== checks.longest_text[code]!.id) faults.push(`${longest.id} is the longest text`)
  return faults
}

/** Rows from top to bottom, as the page's rules have them: in one row by more than half of the lower one's height. */
function readOrder(texts: readonly PlacedLettering[], direction: 'ltr' | 'rtl'): string[] {
  const boxes = texts.map((text) => ({ id: text.id, box: bodyBox(text.body) }))
  const before = (a: RectMm, b: RectMm): boolean => {
    const [upper, lower] = a.y <= b.y ? [a, b] : [b, a]
    const shared = Math.min(upper.y + upper.height, lower.y + lower.height) - lower.y
    if (shared <= lower.height / 2) return a === upper
    return direction === 'ltr' ? a.x <= b.x : a.x + a.width >= b.x + b.width
  }
  const left = [...boxes]
  const order: string[] = []
  while (left.length > 0) {
    const at = left.findIndex(({ box }) => left.every((other) => other.box === box || before(box, other.box)))
    order.push(left.splice(Math.max(0, at), 1)[0]!.id)
  }
  return order
}

function placed({ x, y, w, h }: Fractions, size: { width: number; height: number }, direction: 'ltr' | 'rtl'): RectMm {
  const left = direction === 'rtl' ? 1 - x - w : x
  return { x: left * size.width, y: y * size.height, width: w * size.width, height: h * size.height }
}

function sceneOf(
  { elements }: SamplePage,
  panelId: string,
  frame: RectMm,
  size: { width: number; height: number },
  direction: 'ltr' | 'rtl',
): PanelScene {
  const figures = new Map<string, Figure>()
  for (const { panel, speaker, tail_to: to, delivery } of elements) {
    if (panel !== panelId || speaker === null || to === undefined || delivery === 'off') continue
    const mouth = { x: (direction === 'rtl' ? 1 - to.x : to.x) * size.width, y: to.y * size.height }
    if (!figures.has(speaker))
      figures.set(speaker, { personId: speaker, body: null, face: null, mouth, guessed: false })
  }
  return {
    panelId,
    frame,
    room: frame,
    slants: [],
    page: grown({ x: 0, y: 0, ...size }, -SAFE_MARGIN_MM),
    direction,
    figures: [...figures.values()],
    keepOff: [],
    attention: null,
  }
}

function requestOf({ id, kind, speaker, delivery, text }: SampleElement, code: string): LetteringRequest {
  const balloon: LetteringKind = delivery === 'off' ? 'off-panel' : delivery === 'whisper' ? 'whisper' : 'speech'
  return {
    id,
    kind: kind === 'balloon' ? balloon : kind,
    voice: 'narration',
    speakerId: speaker,
    text: text[code]!,
  }
}
