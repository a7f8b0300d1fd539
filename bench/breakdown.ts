/**
 * Measures the breakdown against readings by hand: `npx node bench/breakdown.ts`, with `-v` every miss,
 * with `--panels 1.3` the panels of one scene of the sample novel.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { breakDownScene, provisionalPeople, readAuthoredPanels } from '../src/main/script/breakdown/index.ts'
import { readBible, readProseBook, readStrips } from '../src/main/script/readers/index.ts'
import type { PanelContent, SceneContent, ScriptScene } from '../src/shared/domain/index.ts'
import { countWords, type ExpectedBook, emptyScore, report, type Score, scoreScene } from './score-breakdown.ts'

const verbose = process.argv.includes('-v')
const shown = process.argv[process.argv.indexOf('--panels') + 1] ?? null
const samples = join(import.meta.dirname, '../../shared/samples')
const heldOut = join(import.meta.dirname, 'held-out')

interface Folder {
  folder: string
  bible: ReturnType<typeof readBible>['bible']
  chapters: ReturnType<typeof readProseBook>[number]['chapters']
}

function readFolder(folder: string): Folder {
  const text = (file: string) =>
    readFileSync(join(folder, file), 'utf8')
      .replace(/^\uFEFF/, '')
      .replace(/\r\n?/g, '\n')
  const files = readdirSync(folder).filter((file) => /^chapter.*\.md$/.test(file))
  const { bible } = readBible(text('bible.md'), 'bible.md')
  const documents = readProseBook(files.sort().map((file) => ({ file, text: text(file) })))
  return { folder, bible, chapters: documents.flatMap((document) => document.chapters) }
}

/** Breaks a folder down scene by scene, each scene knowing the one before it in its chapter. */
function breakDown(
  { bible, chapters }: Folder,
  yearOf: (chapter: string) => number | null,
  each: (chapter: string, scene: ScriptScene, content: SceneContent) => void,
): void {
  for (const chapter of chapters) {
    let previousScene: SceneContent | undefined
    for (const scene of chapter.scenes) {
      previousScene = breakDownScene(scene, {
        bible,
        chapter: { number: chapter.number, title: chapter.title, year: yearOf(chapter.number) },
        previousScene,
      })
      each(chapter.number, scene, previousScene)
    }
  }
}

function measure(name: string, folder: string, withYears: boolean): void {
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as ExpectedBook
  const score: Score = emptyScore()
  const book = readFolder(folder)
  const panels: PanelContent[] = []
  const found = (number: string) => expected.chapters.find((chapter) => String(chapter.chapter) === number)
  score.scenes = { right: 0, all: expected.chapters.reduce((sum, chapter) => sum + chapter.scenes.length, 0) }
  breakDown(
    book,
    (number) => (withYears ? (found(number)?.year ?? null) : null),
    (number, scene, content) => {
      const wanted = found(number)?.scenes.find((candidate) => candidate.scene === scene.number)
      panels.push(...content.panels)
      if (wanted) scoreScene(score, `${number}.${scene.number}`, scene, content, wanted)
      if (shown === `${number}.${scene.number}` || shown === `${name.replace('held out: ', '')}:${scene.number}`)
        printPanels(content)
    },
  )
  report(name, score, verbose)
  printShape(panels)
}

/** How big panels are, what faces and poses people have, how long the texts for the artist are. */
function printShape(panels: readonly PanelContent[]): void {
  const people = panels.flatMap((panel) => panel.people.filter(({ role }) => role !== 'mentioned'))
  const lengths = panels.map(({ what }) => countWords(what))
  const share = (counts: Map<string, unknown[]>, total: number) =>
    [...counts]
      .sort((a, b) => b[1].length - a[1].length)
      .map(([key, same]) => `${key} ${percent(same.length / total)}`)
      .join(', ')
  console.log(
    `  sizes ${share(
      Map.groupBy(panels, ({ importance }) => String(importance)),
      panels.length,
    )}`,
  )
  console.log(
    `  faces ${share(
      Map.groupBy(people, ({ expression }) => expression),
      people.length,
    )}`,
  )
  console.log(
    `  poses ${share(
      Map.groupBy(people, ({ pose }) => pose),
      people.length,
    )}`,
  )
  console.log(
    `  words for the artist: longest ${Math.max(...lengths)}; over 45 in ${lengths.filter((n) => n > 45).length}`,
  )
}

function printPanels(content: SceneContent): void {
  for (const panel of content.panels) {
    const people = panel.people.map(
      (person) =>
        `${person.personId}${person.description ? ` (${person.description})` : ''}:${person.role}/${person.expression}/${person.pose}`,
    )
    console.log(
      `\n  [${panel.shot}, ${panel.angle}, ${panel.importance}] ${panel.placeName} · ${panel.timeOfDay} · ${panel.weather} · ${panel.mood}`,
    )
    console.log(`  ${panel.what}`)
    console.log(`  people ${people.join(', ')} · props ${panel.props.join(', ')}`)
    for (const line of panel.lettering)
      console.log(`    ${line.kind} ${line.balloon} ${line.speakerName ?? ''}${line.sure ? '' : '?'}: ${line.text}`)
  }
}

/** Shape of a book nobody has read by hand: panels, words, lines, speakers. */
function describe(name: string, folder: string): void {
  const book = readFolder(folder)
  const words: number[] = []
  const panels: PanelContent[] = []
  const speakers = new Map<string, number>()
  const counts = { scenes: 0, lines: 0, sure: 0, unknown: 0, empty: 0 }
  const start = performance.now()
  breakDown(
    book,
    () => null,
    (number, scene, content) => {
      counts.scenes++
      panels.push(...content.panels)
      if (`${number}.${scene.number}` === shown?.replace(/^alice:/, '') && shown.startsWith('alice:'))
        printPanels(content)
      for (const panel of content.panels) {
        words.push(countWords(panel.source))
        if (!panel.what) counts.empty++
        for (const line of panel.lettering.filter((candidate) => candidate.kind === 'dialogue')) {
          counts.lines++
          if (line.sure) counts.sure++
          if (!line.speakerName) counts.unknown++
          speakers.set(line.speakerName ?? '?', (speakers.get(line.speakerName ?? '?') ?? 0) + 1)
        }
      }
    },
  )
  words.sort((a, b) => a - b)
  const at = (share: number) => words[Math.min(words.length - 1, Math.floor(share * words.length))]
  const inRange = words.filter((count) => count >= 60 && count <= 120).length / words.length
  const top = [...speakers].sort((a, b) => b[1] - a[1]).slice(0, 14)
  console.log(
    `\n${name}: ${counts.scenes} scenes, ${words.length} panels in ${Math.round(performance.now() - start)} ms`,
  )
  console.log(
    `  words a panel: 5 % ${at(0.05)}, median ${at(0.5)}, 95 % ${at(0.95)}, most ${words.at(-1)}; ${percent(inRange)} within 60–120`,
  )
  console.log(
    `  balloons ${counts.lines}, sure ${percent(counts.sure / counts.lines)}, without a name ${counts.unknown}; panels without text ${counts.empty}`,
  )
  console.log(`  speakers ${top.map(([speaker, count]) => `${speaker} ${count}`).join(', ')}`)
  printShape(panels)
}

/** @param bibleFile null to read the strips as those of a book that has no bible yet */
function describeStrips(file: string, bibleFile: string | null): void {
  const bible = bibleFile ? readBible(readFileSync(bibleFile, 'utf8'), 'bible.md').bible : { people: [], places: [] }
  const document = readStrips(readFileSync(file, 'utf8'), 'strips.txt')
  const provisional = provisionalPeople(bible, document.chapters)
  const panels: PanelContent[] = []
  const shots = new Map<string, number>()
  const unresolved = new Set<string>()
  const counts = { panels: 0, people: 0, nobody: 0, placed: 0 }
  for (const chapter of document.chapters) {
    let previousScene: SceneContent | undefined
    for (const scene of chapter.scenes) {
      const content = readAuthoredPanels(scene, {
        bible,
        provisional,
        chapter: { number: chapter.number, title: chapter.title, year: null },
        previousScene,
      })
      previousScene = content
      panels.push(...content.panels)
      if (`strips:${chapter.number}.${scene.number}` === shown) printPanels(content)
      if (verbose)
        console.log(
          `  ${chapter.number}.${scene.number} ${scene.title} → ${content.placeId} ${content.timeOfDay} ${content.present}`,
        )
      for (const panel of content.panels) {
        counts.panels++
        counts.people += panel.people.filter((person) => person.role !== 'mentioned').length
        if (panel.people.every((person) => person.role === 'mentioned')) counts.nobody++
        if (panel.placeId) counts.placed++
        shots.set(`${panel.shot}/${panel.angle}`, (shots.get(`${panel.shot}/${panel.angle}`) ?? 0) + 1)
        for (const line of panel.lettering)
          if (line.kind === 'dialogue' && !line.speakerId) unresolved.add(line.speakerName ?? '?')
      }
    }
  }
  console.log(
    `\nstrips${bibleFile ? '' : ' without a bible'}: ${counts.panels} panels, ${counts.people} people in them, ${counts.nobody} without anybody, ${counts.placed} placed`,
  )
  console.log(
    `  shots ${[...shots]
      .sort((a, b) => b[1] - a[1])
      .map(([shot, count]) => `${shot} ${count}`)
      .join(', ')}`,
  )
  console.log(`  speakers who are nobody: ${[...unresolved].join(', ') || 'none'}`)
  printShape(panels)
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

if (existsSync(join(samples, 'novel/expected.json'))) {
  measure('novel', join(samples, 'novel'), true)
  measure('novel, years not given', join(samples, 'novel'), false)
  describe('alice', join(samples, 'alice'))
  describeStrips(join(samples, 'strips/lighthouse-strips.txt'), join(samples, 'novel/bible.md'))
  describeStrips(join(samples, 'strips/lighthouse-strips.txt'), null)
} else console.error(`SKIPPED: no samples at ${samples}; only the held-out passages are measured.`)
for (const passage of readdirSync(heldOut)) measure(`held out: ${passage}`, join(heldOut, passage), true)
