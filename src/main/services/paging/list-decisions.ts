import { withLock } from '../../../comic/layout/edits.ts'
import { type LayoutLock, panelsOf } from '../../../comic/layout/layout-wish.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Project } from '../../open-project.ts'
import type { Edit } from '../../store/edit-journal.ts'
import type { StoredLayoutLock } from '../../store/layout-locks.ts'
import type { LetteringMove } from '../../store/lettering-locks.ts'
import { type BookLayout, layOut, nameOfPanel } from '../laying-out.ts'
import { type BookWish, keptWish } from '../shaping/book-to-lay-out.ts'
import { pagesOfPanels } from './changed-pages.ts'
import { type DecisionReport, decide, sentenceOf } from './decide.ts'
import { moveWords } from './lettering-edits.ts'
import { lineOf } from './lettering-locks.ts'

/** `waits`: its panels are in the trash, and it holds again when they come back. `lost`: it cannot be kept. */
export type Holding = 'holds' | 'waits' | 'lost'

/** A decision about pages. */
export interface PageDecision {
  /** From 1 in the order they were made; taking one back counts the later ones anew. */
  number: number
  kind: LayoutLock['kind']
  sentence: string
  state: Holding
  /** Pages it is about, as the book now counts them. */
  pages: number[]
  panelIds: readonly string[]
  madeAt: number
}

/** A move of a text over a panel. */
export interface LetteringDecision {
  /** Chapter, scene and panel. */
  place: string
  /** As the script had the text when it was moved. */
  words: string
  /** Null = in every language. */
  language: string | null
  move: LetteringMove
  sentence: string
  state: Holding
  pages: number[]
  madeAt: number
}

/** All that an author decided about the pages of a book. */
export interface Decisions {
  wish: Required<BookWish>
  /** What of the wish the author has said; the rest is as the layout has it. */
  said: (keyof BookWish)[]
  pages: PageDecision[]
  lettering: LetteringDecision[]
  /** What undo would take back now, and what redo would do again. */
  undo: Edit | null
  redo: Edit | null
}

export function listDecisions(project: Project): Decisions {
  const stored = project.layoutLocks.all()
  const layout = layOut(project, {}, { locks: stored.map(({ lock }) => lock) })
  const { houseStyle, dial, pageCount } = project.book.wish()
  return {
    wish: keptWish(project),
    said: [
      ...(houseStyle === null ? [] : (['houseStyle'] as const)),
      ...(dial === null ? [] : (['dial'] as const)),
      ...(pageCount === null ? [] : (['pageCount'] as const)),
    ],
    pages: pageDecisions(project, stored, layout),
    lettering: letteringDecisions(project, layout),
    undo: project.edits.undoable(1)[0] ?? null,
    redo: project.edits.redoable(1)[0] ?? null,
  }
}

function pageDecisions(project: Project, stored: readonly StoredLayoutLock[], layout: BookLayout): PageDecision[] {
  const isStrip = project.book.settings().readingDirection === 'vertical'
  const stateOf = (lock: LayoutLock): Holding => {
    if (!panelsOf(lock).some((id) => layout.panels.has(id))) return 'waits'
    return isStrip || layout.lost.includes(lock) ? 'lost' : 'holds'
  }
  return stored.map(({ lock, madeAt }, index) => ({
    number: index + 1,
    kind: lock.kind,
    sentence: sentenceOf(lock, layout),
    state: stateOf(lock),
    pages: pagesOfPanels(layout, new Set(panelsOf(lock))),
    panelIds: panelsOf(lock),
    madeAt,
  }))
}

function letteringDecisions(project: Project, layout: BookLayout): LetteringDecision[] {
  return project.letteringLocks.all().map((lock) => {
    const { panelId, words, language, move, madeAt } = lock
    const panel = layout.panels.get(panelId)
    return {
      place: nameOfPanel(panel),
      words,
      language,
      move,
      sentence: `“${words}”${language === null ? '' : ` in ${language}`}: ${moveWords(move)}.`,
      state: panel === undefined ? 'waits' : lineOf(lock, layout.panels) === null ? 'lost' : 'holds',
      pages: pagesOfPanels(layout, new Set([panelId])),
      madeAt,
    }
  })
}

/**
 * Takes a decision about pages back.
 * @param number as `listDecisions` counts them
 * @throws AppError WRONG_USE, READ_ONLY
 */
export function withdrawDecision(project: Project, number: number): DecisionReport {
  return decide(project, (layout, locks) => {
    const lock = locks[number - 1]
    if (lock === undefined) {
      throw new AppError('WRONG_USE', `There is no decision ${number}.`, {
        remedy: locks.length === 0 ? 'Nothing was decided about pages.' : `They are numbered 1 to ${locks.length}.`,
      })
    }
    const done = `Taken back: ${sentenceOf(lock, layout).replace(/\.$/, '')}`
    // Panels that change places do so on fixed pages too, and are back there when they change places once more.
    if (lock.kind === 'swap') return { done, locks: withLock(locks, lock), exchanged: lock.panels }
    return { done, locks: locks.filter((left) => left !== lock) }
  })
}
