/**
 * How the script readers do on the samples beside this checkout and on long scripts.
 * Run: npx node bench/readers.ts
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import {
  checkEncoding,
  countCharacters,
  readPrompts,
  readProse,
  readScriptSources,
  readStrips,
} from '../src/main/script/readers/index.ts'
import type { Lettering, ScriptDocument } from '../src/shared/domain/index.ts'

const SAMPLES = path.resolve(import.meta.dirname, '../../shared/samples')
let wrong = 0

function report(what: string, right: number, all: number) {
  if (right !== all) wrong++
  console.log(`${right === all ? 'exact' : 'WRONG'}  ${what}: ${right} of ${all}`)
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function count<T>(items: readonly T[], isRight: (item: T, index: number) => boolean): number {
  return items.filter(isRight).length
}

interface ExpectedProse {
  chapters: {
    chapter: number
    title: string
    words: number
    words_per_scene?: number[]
    paragraphs?: number
    notes_line?: number | null
    notes_words?: number
    scenes: number | { words: number; paragraphs: number; date?: string }[]
  }[]
}

async function compareProse(name: string) {
  const expected = JSON.parse(readFileSync(path.join(SAMPLES, name, 'expected.json'), 'utf8')) as ExpectedProse
  const { documents, bible } = await readScriptSources([path.join(SAMPLES, name)])
  const chapters = documents.flatMap((document) => document.chapters)
  const want = expected.chapters
  report(`${name} chapters`, chapters.length, want.length)
  report(
    `${name} numbers`,
    count(want, (chapter, at) => chapters[at]?.number === String(chapter.chapter)),
    want.length,
  )
  report(
    `${name} titles`,
    count(want, (chapter, at) => chapters[at]?.title === chapter.title),
    want.length,
  )
  report(
    `${name} words`,
    count(want, (chapter, at) => chapters[at]?.words === chapter.words),
    want.length,
  )
  const sceneWords = (chapter: ExpectedProse['chapters'][number]) =>
    chapter.words_per_scene ?? (typeof chapter.scenes === 'number' ? [] : chapter.scenes.map((scene) => scene.words))
  const paragraphs = (chapter: ExpectedProse['chapters'][number]) =>
    chapter.paragraphs ??
    (typeof chapter.scenes === 'number' ? 0 : chapter.scenes.reduce((sum, scene) => sum + scene.paragraphs, 0))
  report(
    `${name} words of scenes`,
    count(want, (chapter, at) =>
      same(
        sceneWords(chapter),
        chapters[at]?.scenes.map((scene) => scene.words),
      ),
    ),
    want.length,
  )
  const found = (at: number) => chapters[at]?.scenes.reduce((sum, scene) => sum + scene.paragraphs.length, 0)
  report(
    `${name} paragraphs`,
    count(want, (chapter, at) => paragraphs(chapter) === found(at)),
    want.length,
  )
  report(
    `${name} notes`,
    count(
      want,
      (chapter, at) =>
        (chapter.notes_words ?? 0) === (chapters[at]?.notes?.words ?? 0) &&
        (chapter.notes_line ?? null) === (chapters[at]?.notes?.line ?? null),
    ),
    want.length,
  )
  const dated = want.flatMap((chapter, at) =>
    typeof chapter.scenes === 'number'
      ? []
      : chapter.scenes.flatMap((scene, index) =>
          scene.date ? [{ want: scene.date, got: chapters[at]?.scenes[index]?.slug?.date }] : [],
        ),
  )
  report(
    `${name} dates`,
    count(dated, (date) => date.want === date.got),
    dated.length,
  )
  console.log(`       ${name} bible: ${bible?.people.length ?? 0} people, ${bible?.places.length ?? 0} places`)
}

interface ExpectedStrips {
  'lighthouse-strips.txt': {
    totals: Record<'chapters' | 'scenes' | 'strips' | 'panels' | 'speech' | 'captions' | 'sfx', number>
    speakers: Record<string, number>
    delivery_marks: Record<string, number>
    importance_set: Record<string, number>
    shots: Record<string, number>
    chapters: { title: string; scenes: { title: string; strips: Record<string, number> }[] }[]
    sample_panels: {
      strip: string
      panel: number
      prompt: string
      shot: string | null
      importance: number | null
      lines: { kind: string; speaker: string | null; how: string | null; text: string }[]
    }[]
  }
  'paste-20.txt': {
    prompts: {
      status: string
      characters: number
      text?: string
      text_starts?: string
      text_ends?: string
      duplicate_of?: number
      repaired?: string
    }[]
  }
}

function tally(items: readonly (string | number | null)[], none = ''): Record<string, number> {
  const found: Record<string, number> = {}
  for (const item of items) {
    const key = item === null ? none : String(item)
    if (key !== '') found[key] = (found[key] ?? 0) + 1
  }
  return found
}

function sameTally(one: Record<string, number>, other: Record<string, number>): boolean {
  const sorted = (tallied: Record<string, number>) => Object.entries(tallied).sort(([a], [b]) => (a < b ? -1 : 1))
  return same(sorted(one), sorted(other))
}

const HOW: Partial<Record<Lettering['balloon'], string>> = {
  'off-panel': 'off',
  thought: 'thought',
  whisper: 'whisper',
}

function compareStrips() {
  const folder = path.join(SAMPLES, 'strips')
  const expected = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')) as ExpectedStrips
  const want = expected['lighthouse-strips.txt']
  const document = readStrips(readFileSync(path.join(folder, 'lighthouse-strips.txt'), 'utf8'), 'lighthouse-strips.txt')
  const scenes = document.chapters.flatMap((chapter) => chapter.scenes)
  const panels = scenes.flatMap((scene) => scene.panels)
  const letters = panels.flatMap((panel) => panel.lettering)
  const totals = {
    chapters: document.chapters.length,
    scenes: scenes.length,
    strips: new Set(panels.map((panel) => panel.strip)).size,
    panels: panels.length,
    speech: count(letters, (line) => line.kind === 'dialogue'),
    captions: count(letters, (line) => line.kind === 'caption'),
    sfx: count(letters, (line) => line.kind === 'sfx'),
  }
  report('strips totals', same(totals, want.totals) ? 1 : 0, 1)
  report('strips speakers', sameTally(tally(letters.map((line) => line.speakerName)), want.speakers) ? 1 : 0, 1)
  report(
    'strips deliveries',
    sameTally(tally(letters.map((line) => HOW[line.balloon] ?? null)), want.delivery_marks) ? 1 : 0,
    1,
  )
  report('strips importance', sameTally(tally(panels.map((panel) => panel.importance)), want.importance_set) ? 1 : 0, 1)
  report(
    'strips shots',
    sameTally(
      tally(
        panels.map((panel) => panel.shot),
        '(none)',
      ),
      want.shots,
    )
      ? 1
      : 0,
    1,
  )
  const outline = document.chapters.map((chapter) => ({
    title: `Chapter ${chapter.number}: ${chapter.title}`,
    scenes: chapter.scenes.map((scene) => ({
      title: `Scene ${scene.number}: ${scene.title}`,
      strips: tally(scene.panels.map((panel) => panel.strip)),
    })),
  }))
  const wanted = want.chapters.map(({ title, scenes: parts }) => ({
    title,
    scenes: parts.map((scene) => ({ title: scene.title, strips: scene.strips })),
  }))
  report(
    'strips outline',
    count(wanted, (chapter, at) => same(chapter, outline[at])),
    wanted.length,
  )
  const lines = (strip: string, number: number) => {
    const panel = panels.find((candidate) => candidate.strip === strip && candidate.number === number)
    return (
      panel && {
        strip,
        panel: number,
        prompt: panel.prompt,
        shot: panel.shot,
        importance: panel.importance,
        lines: panel.lettering.map((line) => ({
          kind: line.kind === 'dialogue' ? 'speech' : line.kind,
          speaker: line.speakerName,
          how: HOW[line.balloon] ?? null,
          text: line.text,
        })),
      }
    )
  }
  report(
    'strips sample panels',
    count(want.sample_panels, (sample) => same(sample, lines(sample.strip, sample.panel))),
    want.sample_panels.length,
  )
  report('strips without a diagnostic', document.diagnostics.length === 0 ? 1 : 0, 1)
  comparePrompts(
    expected['paste-20.txt'].prompts,
    readPrompts(readFileSync(path.join(folder, 'paste-20.txt'), 'utf8'), 'paste-20.txt'),
  )
}

function comparePrompts(want: ExpectedStrips['paste-20.txt']['prompts'], document: ScriptDocument) {
  const panels = document.chapters.flatMap((chapter) => chapter.scenes.flatMap((scene) => scene.panels))
  const isRight = (expected: (typeof want)[number], at: number) => {
    const panel = panels[at]
    if (panel === undefined) return false
    const check = checkEncoding(panel.prompt)
    const status = panel.problem?.replace('-', '_') ?? (check.damages.length > 0 ? 'repair_offered' : 'ok')
    return (
      status === expected.status &&
      countCharacters(panel.prompt) === expected.characters &&
      panel.prompt === (expected.text ?? panel.prompt) &&
      panel.prompt.startsWith(expected.text_starts ?? '') &&
      panel.prompt.endsWith(expected.text_ends ?? '') &&
      check.repaired === (expected.repaired ?? panel.prompt)
    )
  }
  report('pasted prompts', count(want, isRight), want.length)
}

/** A story of as many lines as wanted: chapters, scenes, speech, accents. */
function longProse(lines: number): string {
  const text: string[] = []
  for (let line = 0; line < lines; line++) {
    if (line % 2000 === 0) text.push(`# Chapter ${line / 2000 + 1}: The Watch`)
    else if (line % 100 === 0) text.push('* * *')
    else if (line % 100 === 2) text.push('The quay — 3 March 1927, evening')
    else
      text.push(
        line % 2 === 1
          ? ''
          : `“Inês,” said the keeper, number ${line}, “the lamp is out again — come.” Nobody answered.`,
      )
  }
  return text.join('\n')
}

function longStrips(lines: number): string {
  const text: string[] = ['# Chapter 1: The Watch', '## Scene 1: The quay, night']
  for (let line = 2; line < lines; line++) {
    const at = line % 10
    if (at === 2) text.push(`### Strip ${String(Math.floor(line / 10) + 1).padStart(3, '0')}`)
    else
      text.push(
        ['', '---', '', 'A lamp goes out over the sea.', '[shot: wide]', 'NELL (off): Who is there?'][at % 6] ?? '',
      )
  }
  return text.join('\n')
}

/** Milliseconds of processor time: other work on the machine does not count. */
function timeOf(run: () => void): number {
  const start = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** The best of several runs, taken by turns. */
function timeLines(what: string, make: (lines: number) => string, read: (text: string) => void) {
  const [short, long] = [make(50_000), make(100_000)]
  let [first, second] = [Infinity, Infinity]
  for (let turn = 0; turn < 7; turn++) {
    first = Math.min(
      first,
      timeOf(() => read(short)),
    )
    second = Math.min(
      second,
      timeOf(() => read(long)),
    )
  }
  const ratio = second / first
  if (ratio > 2.5) wrong++
  console.log(
    `${ratio <= 2.5 ? 'linear' : 'SLOW  '} ${what}: 50,000 lines ${first.toFixed(0)} ms, 100,000 lines ${second.toFixed(0)} ms, ratio ${ratio.toFixed(2)}`,
  )
}

if (existsSync(SAMPLES)) {
  await compareProse('alice')
  await compareProse('novel')
  compareStrips()
} else console.log(`SKIPPED: no samples at ${SAMPLES}; nothing was compared.`)

timeLines('prose', longProse, (text) => readProse(text, 'long.md'))
timeLines('strips', longStrips, (text) => readStrips(text, 'long.txt'))
timeLines(
  'prompts',
  (lines) => 'A gull over the quay\nat night.\n---\n'.repeat(lines / 3),
  (text) => readPrompts(text, 'long.txt'),
)
timeLines('encoding check', longProse, (text) => checkEncoding(text))
timeLines(
  'encoding repair',
  (lines) => longProse(lines).replaceAll('ê', 'Ãª').replaceAll('“', 'â€œ'),
  (text) => checkEncoding(text),
)
timeLines(
  'one long line',
  (lines) => longProse(lines).replaceAll('\n', ' '),
  (text) => readProse(text, 'long.md'),
)
if (wrong > 0) process.exitCode = 1
