import { fixPage, mergeSlots, moveSplit, releasePage, withLock } from '../../../comic/layout/edits.ts'
import { guttersOf } from '../../../comic/layout/gutters.ts'
import type { LaidOutPage } from '../../../comic/layout/laid-out-page.ts'
import { houseStyleOf } from '../../../comic/layout/lay-out-book.ts'
import type { LayoutLock } from '../../../comic/layout/layout-wish.ts'
import { pageRoom } from '../../../comic/layout/page-room.ts'
import { AppError } from '../../../shared/errors.ts'
import { counted } from '../../../shared/quantities.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import type { StoredPanel } from '../../store/script.ts'
import { placeOf } from '../book-pages/preflight.ts'
import type { BookLayout } from '../laying-out.ts'
import { keptWish } from '../shaping/book-to-lay-out.ts'
import { type DecisionReport, decide } from './decide.ts'
import { findPanel, type PanelName } from './find-panel.ts'

/** A share of a cut smaller than this is not worth keeping. */
const LEAST_MOVE = 1e-6

/**
 * Keeps a page as it is, whatever changes around it.
 * @param number of the page as printed, from 1
 * @throws AppError WRONG_USE, READ_ONLY, as all that follow
 */
export function fixOnePage(project: Project, number: number): DecisionReport {
  return decide(project, (layout, locks) => {
    const made = fixPage(pageNumbered(layout, number))
    return { done: said`Page ${number} fixed`, made, locks: withLock(locks, made) }
  })
}

/** Lets a fixed page flow again. */
export function releaseOnePage(project: Project, number: number): DecisionReport {
  return decide(project, (layout, locks) => {
    const left = releasePage(locks, pageNumbered(layout, number))
    if (left.length < locks.length) return { done: said`Page ${number} released`, locks: left }
    const fixed = fixedPages(layout, locks)
    throw new AppError('WRONG_USE', `Page ${number} is not fixed.`, {
      remedy: fixed.length === 0 ? 'No page is.' : `Fixed: ${fixed.join(', ')}.`,
    })
  })
}

/** Numbers of pages that an author has fixed. */
export function fixedPages({ pages, lost }: BookLayout, locks: readonly LayoutLock[]): number[] {
  const first = new Set(
    locks.flatMap((lock) => (lock.kind === 'page' && !lost.includes(lock) ? lock.panels.slice(0, 1) : [])),
  )
  return pages.filter(({ panels }) => first.has(panels[0]?.id ?? '')).map(({ number }) => number)
}

/** A gutter and how far it should go. */
export interface GutterMove {
  /** Number of the page, from 1. */
  page: number
  /** Which of the page's gutters, from 1, as `viewPage` lists them. */
  gutter: number
  /** Down, or on in reading order; negative for the other way. */
  byMm: number
}

/** Moves a gutter as far as is wanted, or as far as it goes; the page is fixed from then on. */
export function moveGutter(project: Project, { page: number, gutter, byMm }: GutterMove): DecisionReport {
  return decide(project, (layout, locks) => {
    const page = pageNumbered(layout, number)
    const gutters = guttersOf(page, roomOf(project, layout))
    const chosen = gutters[gutter - 1]
    if (chosen === undefined) {
      throw new AppError('WRONG_USE', `Page ${number} has no gutter ${gutter}.`, {
        remedy:
          gutters.length === 0
            ? 'It has one panel and no gutter.'
            : `Its gutters are numbered 1 to ${gutters.length}: panelwright page <project> show ${number}`,
      })
    }
    const made = moveSplit(page, chosen.path, chosen.gutter, byMm / chosen.lengthMm)
    if (made === null) throw new Error('A gutter that is there can be moved')
    const moved = movedBy(page, made, chosen.path, chosen.gutter)
    if (Math.abs(moved) < LEAST_MOVE && byMm !== 0) {
      throw new AppError('WRONG_USE', `Gutter ${gutter} of page ${number} goes no further that way.`, {
        remedy: 'The panels beside it would be too small.',
      })
    }
    const mm = moved * chosen.lengthMm
    const limit = Math.abs(mm) < Math.abs(byMm) - 0.01 ? ', as far as it goes' : ''
    const done = said`Gutter ${gutter} of page ${number} moved by ${Number(mm.toFixed(1))} mm${limit}`
    return { done, made, locks: withLock(locks, made) }
  })
}

function movedBy(page: LaidOutPage, made: LayoutLock, path: readonly number[], gutter: number): number {
  const share = (tree: LaidOutPage['tree']): number => {
    let part = tree ?? 'panel'
    for (const index of path) part = part === 'panel' ? part : part.parts[index]!
    return part === 'panel' ? 0 : (part.shares?.[gutter] ?? 1 / part.parts.length)
  }
  return made.kind === 'page' ? share(made.tree) - share(page.tree) : 0
}

/** The room of a page of this book. */
export function roomOf(project: Project, { format }: BookLayout) {
  const { houseStyle } = keptWish(project)
  return pageRoom(format, houseStyleOf({ houseStyle }))
}

/**
 * Makes one slot of two that follow each other; the page is fixed from then on, and its last panel moves on.
 * @param slot the first of the two, from 1 in reading order
 */
export function mergeTwoSlots(project: Project, number: number, slot: number): DecisionReport {
  return decide(project, (layout, locks) => {
    const page = pageNumbered(layout, number)
    const ids = page.panels.filter(({ inset }) => inset !== true).map(({ id }) => id)
    const [first, second] = [ids[slot - 1], ids[slot]]
    if (first === undefined || second === undefined) {
      throw new AppError('WRONG_USE', `Page ${number} has no slots ${slot} and ${slot + 1}.`, {
        remedy: `It has ${counted(ids.length, 'slot')}, numbered in reading order.`,
      })
    }
    const made = mergeSlots(page, first, second)
    if (made === null) {
      throw new AppError('WRONG_USE', `Slots ${slot} and ${slot + 1} of page ${number} do not share a whole side.`, {
        remedy: `See how it is cut: panelwright page <project> show ${number}`,
      })
    }
    return { done: said`Slots ${slot} and ${slot + 1} of page ${number} merged`, made, locks: withLock(locks, made) }
  })
}

/** Two panels of one chapter change places; done once more, they are back. */
export function swapPanels(project: Project, one: PanelName, other: PanelName): DecisionReport {
  const [a, b] = [findPanel(project, one), findPanel(project, other)]
  if (a.id === b.id) throw new AppError('WRONG_USE', 'A panel cannot change places with itself.')
  if (a.chapterId !== b.chapterId) {
    throw new AppError('WRONG_USE', `${name(a)} and ${placeOf(b)} are not in the same chapter.`, {
      remedy: 'Only panels of one chapter change places.',
    })
  }
  return decide(project, (_, locks) => {
    const lock = { kind: 'swap', panels: [a.id, b.id] } as const
    const after = withLock(locks, lock)
    const done = said`${name(a)} and ${placeOf(b)} changed places`
    // Swapped back: there is no decision left that would have to hold.
    const change = { done, locks: after, exchanged: lock.panels }
    return after.includes(lock) ? { ...change, made: lock } : change
  })
}

/** How much of the book a panel has to itself. `flow`: it shares a page, although it may ask for one. */
export type Alone = 'splash' | 'spread' | 'flow'

export function standAlone(project: Project, of: PanelName, as: Alone): DecisionReport {
  const panel = findPanel(project, of)
  const made: LayoutLock = { kind: 'alone', panel: panel.id, as: as === 'flow' ? 'no' : as }
  return decide(project, (_, locks) => ({ done: ALONE_DONE[as](name(panel)), made, locks: withLock(locks, made) }))
}

const ALONE_DONE: Readonly<Record<Alone, (panel: string) => string>> = {
  splash: (panel) => `${panel} has a page to itself`,
  spread: (panel) => `${panel} has two facing pages to itself`,
  flow: (panel) => `${panel} shares a page with others`,
}

/** A page begins with the panel. */
export function breakPage(project: Project, of: PanelName): DecisionReport {
  const panel = findPanel(project, of)
  const made: LayoutLock = { kind: 'break', before: panel.id }
  return decide(project, (_, locks) => ({
    done: said`A page begins with ${placeOf(panel)}`,
    made,
    locks: withLock(locks, made),
  }))
}

/** The panel stands within the one before it, or does not although the house style would have it so. */
export function insetPanel(project: Project, of: PanelName, on: boolean): DecisionReport {
  const panel = findPanel(project, of)
  const made: LayoutLock = { kind: 'inset', panel: panel.id, on }
  const done = said`${name(panel)} ${on ? 'stands' : 'does not stand'} within the panel before it`
  return decide(project, (_, locks) => ({ done, made, locks: withLock(locks, made) }))
}

/** @throws AppError WRONG_USE */
export function pageNumbered({ pages }: BookLayout, number: number): LaidOutPage {
  const page = pages.find((each) => each.number === number)
  if (page) return page
  throw new AppError('WRONG_USE', `There is no page ${number}.`, {
    remedy:
      pages.length === 0 ? 'The book has no pages yet.' : `Pages are numbered 1 to ${pages.length}, without the cover.`,
  })
}

function name(panel: StoredPanel): string {
  const place = placeOf(panel)
  return `${place.charAt(0).toUpperCase()}${place.slice(1)}`
}
