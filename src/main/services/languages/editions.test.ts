import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readerOrder } from '../../../comic/lettering/reading-order.ts'
import type { PageDescription } from '../../../comic/page.ts'
import { roughs } from '../../providers/roughs/roughs-provider.ts'
import { type DescribedBook, describeBook } from '../book-pages/describe-book.ts'
import { chooseEdition } from '../book-pages/edition.ts'
import { exportBook } from '../exporting.ts'
import { generate } from '../generating.ts'
import { addLanguages, changeLanguage, removeLanguage } from './book-languages.ts'
import { checkEdition } from './check-edition.ts'
import { editionWords, wordsProblems } from './edition-words.ts'
import { openEdition } from './open-edition.ts'
import { takeInTable } from './take-in-table.ts'
import { type FerryBook, openFerryBook } from './test-book.ts'

let book: FerryBook

beforeAll(async () => {
  book = await openFerryBook()
  await generate(book.project, { styles: ['ligne-claire'], provider: roughs }, {}, [roughs])
})
afterAll(() => book.close())

const TEXTS = `kind,en,de,ar,ja
title,The Ferry Book,Das Fährenbuch,كتاب العبّارة,渡し船の本
chapter,The Ferry,Die Fähre,العبّارة,渡し船
speech,Is that our boat?,Da! Unser Boot?,أهذا قاربنا؟,あれは私たちの船？
speech,"No, ""Gull"" is bigger.",,لا. «النورس» أكبر.,いや、カモメ号は大きい。
sfx,ding,bimm,رن,チン
sfx,ding,bimm,رن,チン
speech,-Off we go!,-Los!,هيا بنا!,さあ、行こう！
caption,"It was, of course, their boat.","Es war natürlich ihr Boot.",كان قاربهما بالطبع.,もちろん、ふたりの船だった。
`

beforeEach(() => {
  for (const { code } of book.project.languages.all()) removeLanguage(book.project, code)
  addLanguages(book.project, ['de', 'ar', 'ja'])
  writeFileSync(join(book.folder, 'texts.csv'), TEXTS)
  takeInTable(book.project, join(book.folder, 'texts.csv'))
})

async function described(language: string): Promise<DescribedBook> {
  const { project } = book
  const { words, layout, typeCases } = await openEdition(project, language)
  return describeBook(project, layout, chooseEdition(project, { language }), words, typeCases)
}

/** What stands on the pages, and where. */
function standing({ pages }: Pick<DescribedBook, 'pages'>) {
  return pages.slice(1).flatMap(({ texts }) =>
    texts.map(({ kind, language, vertical, lines }) => {
      const [left, top] = [Math.min(...lines.map(({ box }) => box.x)), Math.min(...lines.map(({ box }) => box.y))]
      const right = Math.max(...lines.map(({ box }) => box.x + box.width))
      const bottom = Math.max(...lines.map(({ box }) => box.y + box.height))
      const box = { x: left, y: top, width: right - left, height: bottom - top }
      const text = lines.map((line) => line.text).join(' ')
      return { kind, language, vertical, text, box }
    }),
  )
}

const frames = (pages: readonly PageDescription[]) =>
  pages.slice(1).map(({ panels, boxes }) => ({ panels: panels.map(({ id, frame }) => ({ id, frame })), boxes }))

describe('an edition in another language', () => {
  it('has the same pages', async () => {
    const [en, de] = [await described('en'), await described('de')]
    expect(frames(de.pages)).toEqual(frames(en.pages))
    expect(de.chapters).toEqual([{ title: 'Die Fähre', firstPage: 1 }])
    const speech = standing(de).filter(({ kind }) => kind === 'speech')
    expect(speech.map(({ text }) => text)).toEqual(['DA! UNSER BOOT?', 'NO, "GULL" IS BIGGER.', '-LOS!'])
  })

  it('has its words where those of the book stand, to the last outline where they are the same', async () => {
    addLanguages(book.project, ['en-GB'])
    const same = TEXTS.replaceAll(/^(\w+,(?:"(?:[^"]|"")*"|[^,]*)),.*$/gm, '$1').replace('kind,en', 'kind,en,en-GB')
    const twice = same.replaceAll(/^(\w+),((?:"(?:[^"]|"")*"|[^,\n]*))$/gm, '$1,$2,$2')
    writeFileSync(join(book.folder, 'british.csv'), twice)
    expect(takeInTable(book.project, join(book.folder, 'british.csv')).diagnostics).toEqual([])
    const [own, british] = [await described('en'), await described('en-GB')]
    const shapes = (edition: DescribedBook) => edition.pages.map((page) => page.shapes)
    expect(shapes(british)).toEqual(shapes(own))
    expect(new Set(standing(british).map(({ language }) => language))).toEqual(new Set(['en-GB']))
    expect(await checkEdition(book.project, 'en-GB')).toMatchObject({ moved: 0, crowded: 0, missing: 0 })
  })

  it('falls back to the book’s own words, set as those of its own language, and says where', async () => {
    const texts = standing(await described('de'))
    expect(texts.filter(({ language }) => language === 'en').map(({ text }) => text)).toEqual(['NO, "GULL" IS BIGGER.'])
    const problems = wordsProblems('book', editionWords(book.project, 'de'))
    expect(problems).toMatchObject([
      {
        code: 'not-translated',
        message: '1 text is not translated into de: chapter 1, scene 1, panel 1. The words in en stand there.',
      },
    ])
    expect(wordsProblems('book', editionWords(book.project, 'ar'))).toEqual([])
    expect(wordsProblems('book', editionWords(book.project, 'en'))).toEqual([])
  })

  it('names the first five places that are not translated', async () => {
    addLanguages(book.project, ['fr'])
    const [missing] = wordsProblems('book', editionWords(book.project, 'fr'))
    expect(missing!.message).toBe(
      '8 texts are not translated into fr: the title; the heading of chapter 1; chapter 1, scene 1, panel 1; chapter 1, scene 1, panel 2; chapter 1, scene 1, panel 3. The words in en stand there.',
    )
  })

  it('in Arabic is read from the right: pages mirrored, art and letters not', async () => {
    const [en, ar] = [await described('en'), await described('ar')]
    for (const [index, page] of ar.pages.entries()) {
      const own = en.pages[index]!
      const { width } = page.boxes.trim
      expect(page.boxes.safe.x).toBeCloseTo(width - own.boxes.safe.x - own.boxes.safe.width, 6)
      if (page.kind === 'cover') continue
      for (const [at, { id, frame }] of page.panels.entries()) {
        const before = own.panels[at]!
        expect(id).toBe(before.id)
        expect(frame.x).toBeCloseTo(width - before.frame.x - before.frame.width, 6)
        expect(frame.y).toBeCloseTo(before.frame.y, 6)
      }
      // The same part of the same picture, the same way round.
      for (const [at, { path, crop }] of page.pictures.entries()) {
        expect(path).toBe(own.pictures[at]!.path)
        for (const side of ['x', 'y', 'width', 'height'] as const)
          expect(crop[side]).toBeCloseTo(own.pictures[at]!.crop[side], 6)
      }
    }
    const texts = standing(ar)
    expect(texts.find(({ kind }) => kind === 'number')!.text).toBe('١')
    const [question, answer] = texts.filter(({ kind }) => kind === 'speech')
    expect(question!.text).toBe('أهذا قاربنا؟')
    expect(readerOrder([question!.box, answer!.box], 'rtl')).toEqual([0, 1])
    // The heading begins at the right.
    const heading = ar.pages[1]!.texts.find(({ kind }) => kind === 'heading')!.lines[0]!.box
    const ruled = ar.pages[1]!.panels[0]!.frame
    expect(heading.x + heading.width).toBeCloseTo(ar.pages[1]!.boxes.safe.x + ar.pages[1]!.boxes.safe.width, 0)
    expect(heading.x).toBeGreaterThan(ruled.x + ruled.width / 3)
  })

  it('in Japanese is written in columns where the author has it read from the right', async () => {
    expect(standing(await described('ja')).some(({ vertical }) => vertical)).toBe(false)
    changeLanguage(book.project, 'ja', { readingDirection: 'rtl' })
    const speech = standing(await described('ja')).filter(({ kind }) => kind === 'speech')
    expect(speech.map(({ vertical }) => vertical)).toEqual([true, true, true])
  })

  it('is written with its language and direction, and a name of its own', async () => {
    const { files, diagnostics } = await exportBook(book.project, { formats: ['cbz', 'pdf'], language: 'ar' })
    expect(files.map(({ path }) => path.split('/').at(-1))).toEqual([
      'The Ferry Book (ligne-claire, ar).cbz',
      'The Ferry Book (ligne-claire, ar).pdf',
    ])
    expect(diagnostics).toEqual([])
    const cbz = readFileSync(files[0]!.path, 'utf8')
    expect(cbz).toContain('<Title>كتاب العبّارة</Title>')
    expect(cbz).toContain('<LanguageISO>ar</LanguageISO>')
    expect(cbz).toContain('<Manga>YesAndRightToLeft</Manga>')
    const pdf = readFileSync(files[1]!.path, 'latin1')
    expect(pdf).toMatch(/\/Direction\s*\/R2L/)
    expect(pdf).toMatch(/\/Type\s*\/Catalog[\s\S]*?\/Lang\s*\(ar\)/)
    // What the pictures show is described in the words of the script.
    expect(pdf).toMatch(/\/S\s*\/Figure[\s\S]*?\/Lang\s*(?:\(en\)|<FEFF0065006E>)/)
  })

  it('of a language the book is not lettered in has its own words, and says so', async () => {
    const { diagnostics } = await exportBook(book.project, { formats: ['cbz'], language: 'fr' })
    const said = diagnostics.filter(({ code }) => code === 'not-lettered')
    expect(said).toMatchObject([{ message: expect.stringContaining('not lettered in fr; its words are those in en.') }])
  })
})

describe('checkEdition', () => {
  it('tells what does not fit, and nothing that does not fit in the book’s own language either', async () => {
    expect(await checkEdition(book.project, 'ar')).toMatchObject({
      moved: null,
      crowded: 0,
      missing: 0,
      diagnostics: [],
    })
    const long = 'Wir sollten jetzt wirklich alle miteinander an Bord dieses Bootes gehen. '.repeat(30)
    writeFileSync(join(book.folder, 'long.csv'), `kind,en,de\nspeech,-Off we go!,${long}\n`)
    takeInTable(book.project, join(book.folder, 'long.csv'))
    const checked = await checkEdition(book.project, 'de')
    expect(checked.crowded).toBeGreaterThan(0)
    expect(checked.diagnostics).toContainEqual(
      expect.objectContaining({
        code: 'lettering-text-cut',
        message: expect.stringMatching(/^Chapter 1, scene 1, panel 3: The panel holds \d+ of the \d+ words/),
      }),
    )
    await expect(checkEdition(book.project, 'nl')).rejects.toMatchObject({ code: 'WRONG_USE' })
  })
})
