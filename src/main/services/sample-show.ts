import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RectMm } from '../../comic/geometry.ts'
import type { Sample } from '../../shared/contract/app.ts'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import { composePage } from '../images/compose-page.ts'
import { openProject, type Project } from '../open-project.ts'
import { resourcePath } from '../resources.ts'
import type { Asset } from './assets.ts'
import { problemOf } from './book-info.ts'
import { describeBook } from './book-pages/describe-book.ts'
import { chooseProvider } from './choose-provider.ts'
import { generate } from './generating.ts'
import { openEdition } from './languages/open-edition.ts'
import { type BookLayout, layOut } from './laying-out.ts'
import { settingsFolder } from './provider-settings.ts'
import { makeSample } from './sample-book.ts'
import { readJson } from './window-settings.ts'

/**
 * The sample as whoever starts sees it: a real book, read and drawn on this computer by the built-in roughs. It is the
 * program's own; the author gets a copy.
 */
export interface SampleShow {
  /** How far it is. Asked for the first time, it begins. */
  view(): Sample
  /**
   * When it is made: its folder, closed, to be copied. Null = it could not be made here, or not in this time.
   *
   * @param patienceMs default: however long it takes
   */
  made(patienceMs?: number): Promise<string | null>
  /** @throws AppError NOT_FOUND while there is none */
  page(side: Side): Asset
  /** Told whenever it is further. @returns what ends the subscription */
  subscribe(listener: () => void): () => void
}

export type Side = 'left' | 'right'

const STYLE = 'ligne-claire'
/** Pages that face each other and show the cast, from 1. The book is drawn up to there; the rest waits for the author. */
const SPREAD: Record<Side, number> = { left: 2, right: 3 }
/** Sharp on a screen of two pixels to the point. */
const DPI = 120
const PROVIDER = 'roughs'
const WHAT = 'the sample'
/** A making that was cut off lies around no longer than this. */
const FORGOTTEN_AFTER_MS = 60 * 60_000

const AT_FIRST: Sample = { state: 'reading', problem: null, drawn: 0, toDraw: 0, book: null, spread: null }

export function sampleShow(env: NodeJS.ProcessEnv, now: () => number = Date.now): SampleShow {
  const shelf = join(settingsFolder(env), 'sample')
  const place = join(shelf, editionOfScript())
  const listeners = new Set<() => void>()
  let view: Sample = AT_FIRST
  let making: Promise<string | null> | null = null

  const tell = (change: Partial<Sample>) => {
    view = { ...view, ...change }
    for (const listener of listeners) listener()
  }
  const pageFile = (side: Side) => join(place, `${side}.jpg`)

  function begin(): Promise<string | null> {
    making ??= make().catch((error: unknown) => {
      const problem =
        error instanceof AppError
          ? problemOf(error)
          : { code: 'UNEXPECTED', message: said`The sample could not be drawn here.` }
      tell({ state: 'failed', problem })
      return null
    })
    return making
  }

  async function make(): Promise<string | null> {
    const kept = readJson(join(place, 'view.json')) as Partial<Sample>
    if (kept.state === 'ready') {
      tell(kept)
      return join(place, 'book')
    }
    clearShelf(shelf, now())
    const draft = join(shelf, `making-${process.pid}`)
    rmSync(draft, { recursive: true, force: true })
    mkdirSync(draft, { recursive: true, mode: 0o700 })
    // The screen comes first.
    await new Promise((resolve) => setImmediate(resolve))
    try {
      await makeIn(draft)
      writeFileSync(join(draft, 'view.json'), JSON.stringify({ ...view, state: 'ready' }))
      try {
        renameSync(draft, place)
      } catch (error) {
        // Another window was faster, with the same book.
        if (!existsSync(join(place, 'view.json'))) throw error
      }
      tell({ state: 'ready' })
      return join(place, 'book')
    } finally {
      rmSync(draft, { recursive: true, force: true })
    }
  }

  async function makeIn(draft: string): Promise<void> {
    const options = { what: WHAT, now, env }
    const book = await makeSample(join(draft, 'book'), options)
    try {
      const layout = layOut(book)
      tell({ state: 'drawing', book: factsOf(book, layout), spread: spreadOf(layout) })
      const provider = chooseProvider(PROVIDER, env)
      await generate(
        book,
        { styles: [STYLE], provider, maxJobs: panelsUpTo(layout, SPREAD.right) },
        { onProgress: ({ counts }) => tell({ drawn: counts.done, toDraw: totalOf(counts) }) },
      )
    } finally {
      book.close()
    }
    // Beside the author, who may have opened a copy by now.
    const drawn = openProject(join(draft, 'book'), { ...options, mode: 'read' })
    try {
      const edition = { artStyleId: STYLE, language: drawn.book.settings().language }
      const { words, layout, typeCases } = await openEdition(drawn, edition.language, edition.artStyleId)
      const { pages } = await describeBook(drawn, layout, edition, words, typeCases)
      for (const side of ['left', 'right'] as const) {
        const page = pages.find(({ number }) => number === SPREAD[side])
        if (!page) throw new AppError('NOT_FOUND', said`The sample has too few pages.`)
        const { bytes } = await composePage(page, { dpi: DPI, area: 'trim', format: 'jpeg' })
        writeFileSync(join(draft, `${side}.jpg`), bytes)
      }
    } finally {
      drawn.close()
    }
  }

  return {
    view() {
      void begin()
      return view
    },
    async made(patienceMs) {
      if (patienceMs === undefined) return begin()
      const given = AbortSignal.timeout(patienceMs)
      const late = new Promise<null>((resolve) => given.addEventListener('abort', () => resolve(null), { once: true }))
      return Promise.race([begin(), late])
    },
    page(side) {
      const path = pageFile(side)
      const stat = statSync(path, { throwIfNoEntry: false })
      if (!stat) throw new AppError('NOT_FOUND', said`The sample is not drawn yet.`)
      return { path, type: 'image/jpeg', bytes: stat.size, tag: `${side}-${Math.round(stat.mtimeMs)}`, saveAs: null }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Another script, another sample. */
function editionOfScript(): string {
  const hash = createHash('sha256')
  for (const name of ['bible.md', 'script.txt']) hash.update(readFileSync(resourcePath('resources', 'sample', name)))
  const { version } = JSON.parse(readFileSync(resourcePath('package.json'), 'utf8')) as { version: string }
  return `${version}-${hash.digest('hex').slice(0, 12)}`
}

/** Samples of other versions, and what was cut off while it was made. */
function clearShelf(shelf: string, now: number): void {
  for (const name of existsSync(shelf) ? readdirSync(shelf) : []) {
    const { mtimeMs = now } = statSync(join(shelf, name), { throwIfNoEntry: false }) ?? {}
    if (!name.startsWith('making-') || now - mtimeMs > FORGOTTEN_AFTER_MS)
      rmSync(join(shelf, name), { recursive: true, force: true })
  }
}

function factsOf(project: Project, layout: BookLayout): NonNullable<Sample['book']> {
  const { title, language } = project.book.settings()
  const { panels, chapters } = project.script.counts()
  const languages = [language, ...project.languages.all().map(({ code }) => code)]
  return {
    title,
    panels,
    chapters,
    pages: layout.pages.length,
    pageFormat: layout.format.name,
    style: STYLE,
    languages: [...new Set(languages)],
  }
}

function spreadOf({ pages }: BookLayout): Sample['spread'] {
  const shape = (side: Side) => {
    const { number, boxes, panels } = pages[SPREAD[side] - 1]!
    const { trim } = boxes
    const framesMm = panels.map(({ frame }): RectMm => ({ ...frame, x: frame.x - trim.x, y: frame.y - trim.y }))
    return { number, trimMm: { width: trim.width, height: trim.height }, framesMm }
  }
  return pages.length < SPREAD.right ? null : { left: shape('left'), right: shape('right') }
}

function panelsUpTo({ pages }: BookLayout, last: number): number {
  return pages.reduce((sum, { number, panels }) => sum + (number <= last ? panels.length : 0), 0)
}

function totalOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}
