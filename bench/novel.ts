/**
 * A novel of 100,000 words: read, broken down and stored in a book, and its pictures of scenes planned. Beside it, what
 * the platform's own segmenter takes to find the words and sentences of the same text.
 *
 *   node bench/novel.ts --samples <folder>   with chapter_*.md and bible.md in it; repeated until it is long enough
 *
 * Ends with exit code 1 when a target is missed.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { keepHeapSmall } from '../src/main/cli/small-heap.ts'
import { roughs } from '../src/main/providers/roughs/roughs-provider.ts'
import { importScript } from '../src/main/services/importing.ts'
import { newBook } from '../src/main/services/new-book.ts'
import { dryRunScenes } from '../src/main/services/scenes/run-scenes.ts'
import { builtLine, runBuilt } from './built-command.ts'

const WORDS = 100_000
const TARGETS = { importMs: 5_000, memoryMb: 300 }

/** Before the first word is read: what node takes to strip the types of what was imported. */
const startMb = process.resourceUsage().maxRSS / 1024
// As the command does.
keepHeapSmall()
const { values } = parseArgs({ options: { samples: { type: 'string' } } })
process.exitCode = (await measure(values.samples)) ? 0 : 1

async function measure(samples: string | undefined): Promise<boolean> {
  if (samples === undefined || !existsSync(join(samples, 'bible.md'))) {
    console.log('SKIPPED: say --samples <folder> with chapter_*.md and bible.md in it')
    return true
  }
  const root = mkdtempSync(join(tmpdir(), 'panelwright-novel-bench-'))
  try {
    const { words, text } = writeNovel(samples, join(root, 'story'))
    const project = newBook(join(root, 'Novel.panelwright'), {}, { what: 'a bench' })
    const reading = await clocked(() => importScript(project, [join(root, 'story')]))
    const { panels, scenes } = project.script.counts()
    project.close()
    const memoryMb = process.resourceUsage().maxRSS / 1024
    const peer = await clocked(async () => segments(text))
    console.log(`Import: ${words} words, ${scenes} scenes, ${panels} panels`)
    console.log(
      `  ${reading.ms} ms, ${reading.cpuMs} ms of them computing (target ${TARGETS.importMs}); Intl.Segmenter alone takes ${peer.ms} ms: ${(reading.ms / peer.ms).toFixed(1)} times as long`,
    )
    console.log(
      `  ${memoryMb.toFixed(0)} MB at most from source, ${startMb.toFixed(0)} of them before the first word was read`,
    )
    const env = { PANELWRIGHT_SETTINGS: join(root, 'settings') }
    const book = join(root, 'Built.panelwright')
    const built = runBuilt(['new', book], env) && runBuilt(['import', book, join(root, 'story')], env)
    console.log(builtLine(built, TARGETS.memoryMb))
    const world = { env: { ...process.env, PANELWRIGHT_SETTINGS: join(root, 'settings') }, now: Date.now }
    const options = { inputs: [join(root, 'story')], out: join(root, 'out'), style: 'noir', provider: roughs }
    const planning = await clocked(() => dryRunScenes(options, {}, world))
    console.log(
      `Pictures of scenes, read and planned: ${planning.result.pictures.length} in ${planning.ms} ms, ${planning.cpuMs} ms of them computing`,
    )
    return reading.ms <= TARGETS.importMs && (built?.memoryMb ?? memoryMb) <= TARGETS.memoryMb
  } finally {
    rmSync(root, { recursive: true })
  }
}

/** Chapters over and over, numbered on, until there are words enough. */
function writeNovel(samples: string, story: string): { words: number; text: string } {
  const chapters = readdirSync(samples)
    .filter((name) => /^chapter_\d+\.md$/.test(name))
    .sort()
    .map((name) => readFileSync(join(samples, name), 'utf8'))
  mkdirSync(story)
  writeFileSync(join(story, 'bible.md'), readFileSync(join(samples, 'bible.md')))
  let [words, text] = [0, '']
  for (let number = 1; words < WORDS; number++) {
    const chapter = chapters[(number - 1) % chapters.length]!.replace(
      /^(#\s*Chapter\s+)\S+?(?=[:\s.]|$)/im,
      `$1${number}`,
    )
    writeFileSync(join(story, `chapter_${String(number).padStart(3, '0')}.md`), chapter)
    words += chapter.match(/\S+/g)?.length ?? 0
    text += chapter
  }
  return { words, text }
}

function segments(text: string): number {
  const count = (granularity: 'word' | 'sentence') =>
    [...new Intl.Segmenter('en', { granularity }).segment(text)].length
  return count('word') + count('sentence')
}

async function clocked<Result>(work: () => Promise<Result>): Promise<{ ms: number; cpuMs: number; result: Result }> {
  const [started, before] = [performance.now(), process.cpuUsage()]
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  return { ms: Math.round(performance.now() - started), cpuMs: Math.round((user + system) / 1_000), result }
}
