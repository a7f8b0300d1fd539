import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LayoutChapter } from '../../src/comic/layout/laid-out-page.ts'
import { layoutPanel } from '../../src/comic/layout/layout-panel.ts'
import { breakDownScene, readAuthoredPanels } from '../../src/main/script/breakdown/index.ts'
import { readBible, readProseBook, readStrips } from '../../src/main/script/readers/index.ts'
import type { SceneContent, ScriptScene } from '../../src/shared/domain/index.ts'

/** A book from its script, as far as the layout sees it; null where the sample is not there. */
export interface SampleBook {
  name: string
  chapters: LayoutChapter[]
}

/** @param headingHeightMm of every chapter */
export function sampleBooks(headingHeightMm: number): SampleBook[] {
  const samples = join(import.meta.dirname, '../../../shared/samples')
  const own = join(import.meta.dirname, '../../resources/sample')
  return [
    strips('sample book', join(own, 'script.txt'), join(own, 'bible.md'), headingHeightMm),
    prose('novel', join(samples, 'novel'), headingHeightMm),
    prose('alice', join(samples, 'alice'), headingHeightMm),
    strips('strips', join(samples, 'strips/lighthouse-strips.txt'), join(samples, 'novel/bible.md'), headingHeightMm),
  ].flatMap((book) => (book === null ? [] : [book]))
}

function prose(name: string, folder: string, headingHeightMm: number): SampleBook | null {
  if (!existsSync(folder)) return null
  const files = readdirSync(folder).filter((file) => /chapter.*\.md$/.test(file))
  const bibleFile = readdirSync(folder).find((file) => /bible.*\.md$/.test(file))
  if (files.length === 0 || bibleFile === undefined) return null
  const { bible } = readBible(textOf(join(folder, bibleFile)), bibleFile)
  const documents = readProseBook(files.sort().map((file) => ({ file, text: textOf(join(folder, file)) })))
  const chapters = documents.flatMap((document) => document.chapters)
  return {
    name,
    chapters: chapters.map((chapter) =>
      chapterOf(name, chapter, headingHeightMm, (scene, previousScene) =>
        breakDownScene(scene, {
          bible,
          chapter: { number: chapter.number, title: chapter.title, year: null },
          previousScene,
        }),
      ),
    ),
  }
}

function strips(name: string, file: string, bibleFile: string, headingHeightMm: number): SampleBook | null {
  if (!existsSync(file)) return null
  const { bible } = readBible(textOf(bibleFile), 'bible.md')
  const { chapters } = readStrips(textOf(file), 'strips.txt')
  return {
    name,
    chapters: chapters.map((chapter) =>
      chapterOf(name, chapter, headingHeightMm, (scene, previousScene) =>
        readAuthoredPanels(scene, {
          bible,
          chapter: { number: chapter.number, title: chapter.title, year: null },
          previousScene,
        }),
      ),
    ),
  }
}

function chapterOf(
  book: string,
  chapter: { number: string; scenes: ScriptScene[] },
  headingHeightMm: number,
  read: (scene: ScriptScene, previous: SceneContent | undefined) => SceneContent,
): LayoutChapter {
  let previous: SceneContent | undefined
  const panels = chapter.scenes.flatMap((scene) => {
    previous = read(scene, previous)
    return previous.panels.map((content, index) =>
      layoutPanel(`${book} ${chapter.number}.${scene.number}.${index}`, content),
    )
  })
  return { panels, headingHeightMm }
}

function textOf(path: string): string {
  return readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
}
