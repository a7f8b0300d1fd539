import { describeCover } from '../../../comic/cover.ts'
import { describePage } from '../../../comic/describe-page.ts'
import { aspectOf } from '../../../comic/geometry.ts'
import type { LetterLanguage } from '../../../comic/lettering/letter-panel.ts'
import { letterStyle } from '../../../comic/lettering/letter-style.ts'
import type { LetteringProblem } from '../../../comic/lettering/lettering.ts'
import type { PageDescription } from '../../../comic/page.ts'
import { pageBoxes } from '../../../comic/page-format.ts'
import { coverPalette } from '../../images/cover-palette.ts'
import type { Project } from '../../open-project.ts'
import type { StandingTake } from '../../store/queue/picks.ts'
import type { StoredPanel } from '../../store/script.ts'
import type { EditionTypeCases } from '../fonts/book-type-case.ts'
import type { EditionWords } from '../languages/edition-words.ts'
import type { BookLayout } from '../laying-out.ts'
import { letteringLocks } from '../paging/lettering-locks.ts'
import type { Edition } from './edition.ts'
import { letterBook, type Translation } from './letter-book.ts'
import { meantPlaces } from './meant-places.ts'
import { facesIn, facesOnPage, placeTake, placeTakes } from './placed-takes.ts'
import { standingTakes } from './standing-takes.ts'

/** Every page of one edition as data, the cover first. */
export interface DescribedBook {
  pages: PageDescription[]
  /** First page of each chapter that has any, as an index into `pages`. */
  chapters: { title: string; firstPage: number }[]
  /** Panels that never had a picture in this edition; they are drawn as empty slots. */
  withoutPicture: StoredPanel[]
  /** Panels whose picture is missing or changed on disk: another take stands in, or they are empty slots. */
  lostPicture: StoredPanel[]
  /** Panels whose picture shows an older state of the script. */
  stale: StoredPanel[]
  /** Characters that no shipped font can draw. */
  missingCharacters: string[]
  /** Texts that could not be placed well, in the order of the book. */
  lettering: LetteringProblem[]
}

export async function describeBook(
  project: Project,
  layout: BookLayout,
  edition: Edition,
  words: EditionWords,
  typeCases: EditionTypeCases,
): Promise<DescribedBook> {
  const { readingDirection } = words.language
  const language: LetterLanguage = { ...words.language, typeCase: typeCases.edition }
  const own: LetterLanguage = { ...words.own, typeCase: typeCases.own }
  const style = letterStyle(layout.format.trimMm, readingDirection)
  const { takes, lost } = await standingTakes(project, edition)
  const placed = await placeTakes(project.folder, layout.pages, takes)
  const pictures = new Map([...placed].map(([id, { picture }]) => [id, picture]))
  const { pages: lettering, problems } = await letterBook(
    layout,
    placed,
    meantPlaces(project, layout, takes),
    own,
    style,
    readingDirection,
    project.paths.previews,
    {
      locks: letteringLocks(project, layout.panels, words.own.code),
      translation: translationOf(project, layout, words, language),
    },
  )
  const descriptions = new Map([...layout.panels.values()].map(({ id, content }) => [id, content.what]))

  const cover = await coverOf(project, layout, takes, words, typeCases)
  const missing = new Set(cover.missing)
  const pages = [cover.page]
  const chapters: DescribedBook['chapters'] = []
  for (const [index, laidOut] of layout.pages.entries()) {
    const { id, title: ownTitle } = layout.chapters[laidOut.chapter]!
    const title = words.chapter(id) ?? ownTitle
    const headingTypeCase = words.chapter(id) === null ? typeCases.own : typeCases.edition
    if (laidOut.headingFrame !== null) chapters.push({ title, firstPage: pages.length })
    const content = { pictures, heading: title, headingTypeCase, lettering: lettering[index]!, descriptions }
    const described = describePage(laidOut, content, language, style)
    for (const character of described.missing) missing.add(character)
    pages.push(described.page)
  }

  const panels = [...layout.panels.values()]
  return {
    pages,
    chapters,
    withoutPicture: panels.filter(({ id }) => !takes.has(id) && !lost.has(id)),
    lostPicture: panels.filter(({ id }) => lost.has(id)),
    stale: panels.filter(({ id, staleAt }) => staleAt !== null && takes.has(id)),
    missingCharacters: [...missing],
    lettering: problems,
  }
}

/** Pages read the other way round are lettered afresh: figures stand where they stood, and who speaks first does not. */
export function translationOf(
  project: Project,
  layout: BookLayout,
  words: EditionWords,
  language: LetterLanguage,
): Translation | undefined {
  if (words.isOwn) return undefined
  const keepsPlaces = words.language.readingDirection === words.own.readingDirection
  const locks = letteringLocks(project, layout.panels, words.language.code)
  return { language, line: words.line, keepsPlaces, locks }
}

async function coverOf(
  project: Project,
  layout: BookLayout,
  takes: ReadonlyMap<string, StandingTake>,
  words: EditionWords,
  typeCases: EditionTypeCases,
) {
  const book = project.book.settings()
  const { readingDirection } = words.language
  const author = words.author ?? book.author
  const { bleed } = pageBoxes(layout.format, readingDirection === 'rtl' ? 'left' : 'right')
  const take = coverTake([...layout.panels.values()], takes, aspectOf(bleed))
  const placed = take === null ? null : await placeTake(project.folder, take, bleed)
  return describeCover(
    {
      title: words.title ?? book.title,
      subtitle: null,
      author: author === '' ? null : author,
      picture: placed?.picture ?? null,
      description: take === null ? '' : layout.panels.get(take.panelId)!.content.what,
      faces: placed === null ? [] : facesOnPage(placed, bleed),
      palette: await coverPalette(placed?.picture.path ?? null),
    },
    layout.format,
    readingDirection,
    words.title === null ? typeCases.own : typeCases.edition,
  )
}

/** What a face is worth on a cover, in steps of importance: people look at people. */
const FACE_GAIN = 1.5

/** The picture of the most important panel with a face; of several the one that loses least when cropped to the cover. */
function coverTake(
  panels: readonly StoredPanel[],
  takes: ReadonlyMap<string, StandingTake>,
  coverAspect: number,
): StandingTake | null {
  let best: { take: StandingTake; score: number } | null = null
  for (const { id, content } of panels) {
    const take = takes.get(id)
    if (!take) continue
    const faceGain = facesIn(take) > 0 ? FACE_GAIN : 0
    const score = content.importance + faceGain - Math.abs(Math.log(aspectOf(take) / coverAspect))
    if (best === null || score > best.score) best = { take, score }
  }
  return best?.take ?? null
}
