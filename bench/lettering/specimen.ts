/**
 * Every kind of lettering in every script, to be looked at: one page a language, as PNG files.
 *
 *   npx node bench/lettering/specimen.ts [folder]      default: a new folder below the system's temporary one
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RectMm } from '../../src/comic/geometry.ts'
import { drawLettering } from '../../src/comic/lettering/draw-lettering.ts'
import { letterPanel } from '../../src/comic/lettering/letter-panel.ts'
import { letterStyle } from '../../src/comic/lettering/letter-style.ts'
import type { Figure, LetteringKind, LetteringRequest, PanelScene } from '../../src/comic/lettering/lettering.ts'
import type { PageShape } from '../../src/comic/page.ts'
import { formatPath, rectanglePath } from '../../src/comic/path.ts'
import { shapesSvg } from '../../src/comic/shapes-svg.ts'
import { sharp } from '../../src/main/images/sharp.ts'
import { OTHER_SCRIPTS } from './script-words.ts'
import { typeCaseFor } from './type-case.ts'
import { LANGUAGES, type Words } from './words.ts'

const PAGE = { width: 168, height: 260 }
const PX_PER_MM = 7
const style = letterStyle(PAGE, 'ltr')
const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'specimen-'))
mkdirSync(folder, { recursive: true })

const CELLS: readonly { name: string; requests(words: Words): LetteringRequest[] }[] = [
  ...(['speech', 'thought', 'whisper', 'burst', 'electric', 'off-panel'] as const).map((kind) => ({
    name: kind,
    requests: ({ says }: Words) => [request(kind, says[kind], kind === 'off-panel' ? 'nobody' : 'a')],
  })),
  { name: 'caption', requests: ({ says, place }) => [caption('place', place), caption('narration', says.caption)] },
  {
    name: 'voices',
    requests: ({ says, answer }) => [caption('inner-voice', says.thought), caption('voice-over', answer)],
  },
  {
    name: 'joined',
    requests: ({ says, answer }) => [request('speech', answer, 'a'), request('speech', says.burst, 'a')],
  },
  {
    name: 'dialogue',
    requests: ({ says, answer }) => [request('speech', says['off-panel'], 'a'), request('speech', answer, 'b')],
  },
  { name: 'sfx', requests: ({ says }) => [request('sfx', says.sfx, null)] },
  { name: 'note', requests: ({ says }) => [request('speech', says.electric, 'b'), request('note', says.note, null)] },
]

let serial = 0
function request(kind: LetteringKind, text: string, speakerId: string | null): LetteringRequest {
  return { id: `${kind}-${serial++}`, kind, voice: 'narration', speakerId, text }
}
function caption(voice: LetteringRequest['voice'], text: string): LetteringRequest {
  return { id: `caption-${serial++}`, kind: 'caption', voice, speakerId: null, text }
}

for (const words of [...LANGUAGES, ...OTHER_SCRIPTS]) {
  serial = 0
  const typeCase = await typeCaseFor(words.code, [...Object.values(words.says), words.answer, words.place])
  const language = { code: words.code, writing: words.writing, typeCase }
  const shapes: PageShape[] = []
  for (const [index, cell] of CELLS.entries()) {
    const frame = cellFrame(index)
    const scene = sceneIn(frame, words, cell.name)
    const { placed, problems, missing } = letterPanel(cell.requests(words), scene, language, style)
    const drawn = drawLettering(placed, style)
    shapes.push(
      { path: formatPath(rectanglePath(frame)), fill: '#b9c7cf', stroke: null, opacity: 1 },
      ...scene.figures.flatMap(figureShapes),
      ...drawn.underBorders,
      { path: formatPath(rectanglePath(frame)), fill: null, stroke: { color: '#141211', widthMm: 0.56 }, opacity: 1 },
      ...drawn.overBorders,
    )
    if (missing.length > 0) console.log(`${words.code} ${cell.name}: no typeface has ${missing.join(' ')}`)
    for (const problem of problems) console.log(`${words.code} ${cell.name}: ${problem.code} ${problem.message}`)
  }
  const size = { widthPx: PAGE.width * PX_PER_MM, heightPx: PAGE.height * PX_PER_MM }
  const svg = shapesSvg(shapes, { x: 0, y: 0, ...PAGE }, size)
  const file = join(folder, `specimen-${words.code}.png`)
  writeFileSync(file, await sharp(Buffer.from(svg)).flatten({ background: '#ffffff' }).png().toBuffer())
  console.log(file)
}

function cellFrame(index: number): RectMm {
  const [columns, rows] = [3, 4]
  const [width, height] = [(PAGE.width - 12 - (columns - 1) * 3) / columns, (PAGE.height - 12 - (rows - 1) * 3) / rows]
  return {
    x: 6 + (index % columns) * (width + 3),
    y: 6 + Math.floor(index / columns) * (height + 3),
    width,
    height,
  }
}

function sceneIn(frame: RectMm, { direction }: Words, name: string): PanelScene {
  const at = (personId: string, x: number): Figure => {
    const head = 7
    const middle = frame.x + frame.width * (direction === 'rtl' ? 1 - x : x)
    const top = frame.y + frame.height * 0.66
    return {
      personId,
      body: { x: middle - 7, y: top, width: 14, height: frame.y + frame.height - top },
      face: { x: middle - head / 2, y: top, width: head, height: head * 1.2 },
      mouth: { x: middle, y: top + head * 0.9 },
      guessed: false,
    }
  }
  const figures =
    name === 'sfx' ? [] : name === 'dialogue' ? [at('a', 0.28), at('b', 0.72)] : [at('a', 0.4), at('b', 0.8)]
  return {
    panelId: name,
    frame,
    room: frame,
    slants: [],
    page: { x: 0, y: 0, ...PAGE },
    direction,
    figures,
    keepOff: [],
    attention: null,
  }
}

function figureShapes({ body, face }: Figure): PageShape[] {
  const rect = (box: RectMm, fill: string): PageShape => ({
    path: formatPath(rectanglePath(box)),
    fill,
    stroke: null,
    opacity: 1,
  })
  return [...(body ? [rect(body, '#5d7a8c')] : []), ...(face ? [rect(face, '#e8c39e')] : [])]
}
