import { relative, sep } from 'node:path'
import type { PageDescription, PlacedPicture } from '../../comic/page.ts'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { Project } from '../open-project.ts'
import { queueStore } from '../store/queue/index.ts'
import { type DescribedBook, describeBook } from './book-pages/describe-book.ts'
import { chooseEdition } from './book-pages/edition.ts'
import { openEdition } from './languages/open-edition.ts'
import { type BookLayout, layOut } from './laying-out.ts'

export interface PageRow {
  /** From 1. */
  number: number
  side: 'left' | 'right'
  chapterId: string
  opens: boolean
  panelIds: string[]
}

export type PageView = Omit<PageDescription, 'pictures'> & {
  pictures: (Omit<PlacedPicture, 'path' | 'sha256'> & { takeId: string })[]
}

/** Pages of one open book, kept until something they show is otherwise. */
export interface PageViews {
  list(): { layout: BookLayout; pages: PageRow[] }
  /**
   * @param number null = the cover
   * @throws AppError NOT_FOUND for a page that there is not; WRONG_USE for an edition without pictures
   */
  show(number: number | null, edition: { style: string; lang: string }): Promise<PageView>
  /** What they show has changed. */
  forget(): void
}

export function pageViews(project: Project): PageViews {
  let layout: BookLayout | null = null
  let described = new Map<string, Promise<DescribedBook>>()

  const laidOut = () => {
    layout ??= layOut(project)
    return layout
  }

  async function describe(artStyleId: string, language: string): Promise<DescribedBook> {
    const edition = { artStyleId, language }
    const { words, layout, typeCases } = await openEdition(project, language, artStyleId)
    return describeBook(project, layout, edition, words, typeCases)
  }

  return {
    list() {
      const pages = laidOut()
      return {
        layout: pages,
        pages: pages.pages.map((page, index) => ({
          number: index + 1,
          side: page.side,
          chapterId: pages.chapters[page.chapter]!.id,
          opens: page.headingFrame !== null,
          panelIds: page.panels.map(({ id }) => id),
        })),
      }
    },
    async show(number, { style, lang }) {
      const { artStyleId, language } = chooseEdition(project, { artStyleId: style, language: lang })
      const key = `${artStyleId} ${language}`
      const known = described.get(key) ?? describe(artStyleId, language)
      described.set(key, known)
      const { pages } = await known.catch((error) => {
        described.delete(key)
        throw error
      })
      const page = pages[number ?? 0]
      if (!page) throw new AppError('NOT_FOUND', said`The book has no page ${number}.`)
      const { takes } = queueStore(project.store.sqlite)
      const pictures = page.pictures.flatMap(({ path, sha256: _, ...picture }) => {
        const takeId = takes.idOfPath(relative(project.folder, path).replaceAll(sep, '/'))
        return takeId === null ? [] : [{ ...picture, takeId }]
      })
      return { ...page, pictures }
    },
    forget() {
      layout = null
      described = new Map()
    },
  }
}
