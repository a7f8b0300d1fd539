import { plainWords } from '../../../shared/domain/override.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Project } from '../../open-project.ts'
import type { LetteringMove, PlaceInPanel, StoredLetteringLock } from '../../store/lettering-locks.ts'
import type { StoredPanel } from '../../store/script.ts'
import { placeOf } from '../book-pages/preflight.ts'
import { layOut } from '../laying-out.ts'
import { pagesOfPanels } from './changed-pages.ts'
import { findPanel, type PanelName, panelsOfScene } from './find-panel.ts'
import { keepEdit } from './keep-edit.ts'
import { lineOf } from './lettering-locks.ts'

/** A text over a panel, as the author names it. */
export interface LineName extends Omit<PanelName, 'panel'> {
  /** Absent where the words are enough to find it in the scene. */
  panel?: number | undefined
  /** Some words of it; absent where the panel has only one text. */
  line?: string | undefined
  /** BCP 47; absent = in every language. */
  language?: string | undefined
}

/** What came of a move. */
export interface LetteringReport {
  /** What was done, in the author's words. */
  done: string
  /** False when all was that way already; then nothing was kept either. */
  changed: boolean
  /** Where the text stands: chapter, scene and panel. */
  place: string
  /** Its words. */
  words: string
  language: string | null
  /** All that the author wants of it now; null when that was taken back. */
  move: LetteringMove | null
  /** Pages the panel stands on. */
  pages: number[]
}

/** Balloons may be pulled over their panel's border, and tails may aim beyond it, but not out of sight. */
const FARTHEST: Readonly<Record<'at' | 'tailTo', [number, number]>> = { at: [0, 1], tailTo: [-1, 2] }
const MOST_LINES = 20

/**
 * Moves a text, adding to what was said of it before.
 *
 * @throws AppError WRONG_USE for a line that is not there or a place out of reach, READ_ONLY
 */
export function moveLettering(project: Project, name: LineName, move: LetteringMove): LetteringReport {
  const { line, known } = lineToMove(project, name)
  assertWithinReach('at', move.at, 'The middle of a balloon lies')
  assertWithinReach('tailTo', move.tailTo ?? undefined, 'A tail aims')
  if (move.lines !== undefined && !(Number.isInteger(move.lines) && move.lines >= 1 && move.lines <= MOST_LINES)) {
    throw new AppError('WRONG_USE', `A text cannot stand in ${move.lines} lines.`, {
      remedy: `Give a whole number from 1 to ${MOST_LINES}.`,
    })
  }
  return keep(project, name, line, known, { ...known?.move, ...move })
}

/** Lets the lettering place a text again. @throws AppError WRONG_USE when it was never moved, READ_ONLY */
export function withdrawLettering(project: Project, name: LineName): LetteringReport {
  const { line, known } = lineToMove(project, name)
  if (known !== undefined) return keep(project, name, line, known, null)
  const elsewhere = locksOf(project, line).map(({ language }) => language ?? 'all languages')
  throw new AppError('WRONG_USE', `“${line.text}” was not moved in ${name.language ?? 'all languages'}.`, {
    remedy: elsewhere.length === 0 ? 'The lettering places it.' : `It was moved in: ${elsewhere.join(', ')}.`,
  })
}

function keep(
  project: Project,
  { language = undefined }: LineName,
  { panel, id, text }: Line,
  known: StoredLetteringLock | undefined,
  move: LetteringMove | null,
): LetteringReport {
  const changed = JSON.stringify(known?.move ?? null) !== JSON.stringify(move)
  const done = `${quoted(text)}${language === undefined ? '' : ` in ${language}`}: ${moveWords(move)}`
  if (changed) {
    keepEdit(project, done, (rows, now) => {
      const line = { panelId: panel.id, words: text, language: language ?? null }
      // A line that came back under another id: what was said of it goes over to that.
      if (known !== undefined && known.letteringId !== id) {
        project.letteringLocks.set(rows, { ...line, letteringId: known.letteringId }, null, now)
      }
      project.letteringLocks.set(rows, { ...line, letteringId: id }, move, now)
    })
  }
  return {
    done,
    changed,
    place: placeOf(panel),
    words: text,
    language: language ?? null,
    move,
    pages: changed ? pagesOfPanels(layOut(project), new Set([panel.id])) : [],
  }
}

/** A move in words: `balloon at 30 %, 20 % of the panel, in 3 lines`. */
export function moveWords(move: LetteringMove | null): string {
  if (move === null) return 'placed by the lettering again'
  const { at, lines, tailTo } = move
  return [
    ...(at === undefined ? [] : [`at ${percent(at)} of the panel`]),
    ...(lines === undefined ? [] : [lines === 1 ? 'in 1 line' : `in ${lines} lines`]),
    ...(tailTo === undefined ? [] : [tailTo === null ? 'without a tail' : `tail to ${percent(tailTo)}`]),
  ].join(', ')
}

function percent({ x, y }: PlaceInPanel): string {
  const [left, top] = [x, y].map((share) => `${Number((share * 100).toFixed(1))} %`)
  return `${left} from the left, ${top} from the top`
}

interface Line {
  panel: StoredPanel
  id: string
  text: string
}

function lineToMove(project: Project, name: LineName): { line: Line; known: StoredLetteringLock | undefined } {
  if (project.readOnly) throw project.readOnly
  const line = findText(project, name)
  const known = locksOf(project, line).find(({ language }) => language === (name.language ?? null))
  return { line, known }
}

/** All that was said of a line, in any language. */
function locksOf(project: Project, { panel, id }: Line): StoredLetteringLock[] {
  const panels = new Map([[panel.id, panel]])
  return project.letteringLocks.all().filter((lock) => lineOf(lock, panels) === id)
}

/** Texts shown when several could be meant. */
const MOST_SHOWN = 6

/** @throws AppError WRONG_USE when no text has these words, or several have */
function findText(project: Project, name: LineName): Line {
  const { panel: number, line } = name
  const panels = number === undefined ? panelsOfScene(project, name) : [findPanel(project, { ...name, panel: number })]
  const texts = panels.flatMap((panel) =>
    panel.content.lettering.map(({ text }, at): Line => ({ panel, text, id: panel.letteringIds[at]! })),
  )
  if (texts.length === 0)
    throw new AppError('WRONG_USE', 'Nothing is written there.', { remedy: 'Name another panel or scene.' })
  const wanted = line === undefined ? '' : plainWords(line)
  const having = texts.filter(({ text }) => plainWords(text).includes(wanted))
  const exact = having.filter(({ text }) => plainWords(text) === wanted)
  const [found, ...others] = exact.length > 0 ? exact : having
  if (found === undefined) {
    throw new AppError('WRONG_USE', `No text there has the words “${line}”.`, { remedy: `There are: ${shown(texts)}.` })
  }
  if (others.length > 0) {
    throw new AppError('WRONG_USE', `${others.length + 1} texts could be meant: ${shown([found, ...others])}.`, {
      remedy: 'Give more words of it with --line, or its panel with --panel.',
    })
  }
  return found
}

function shown(texts: readonly Line[]): string {
  const some = texts.slice(0, MOST_SHOWN).map(({ text, panel }) => `${quoted(text)} (panel ${panel.number})`)
  const more = texts.length - some.length
  return `${some.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

const LONGEST_QUOTE = 60

function quoted(text: string): string {
  const letters = [...text]
  return `“${letters.length > LONGEST_QUOTE ? `${letters.slice(0, LONGEST_QUOTE - 1).join('')}…` : text}”`
}

function assertWithinReach(what: 'at' | 'tailTo', place: PlaceInPanel | undefined, subject: string): void {
  if (place === undefined) return
  const [least, most] = FARTHEST[what]
  if ([place.x, place.y].every((share) => share >= least && share <= most)) return
  throw new AppError('WRONG_USE', `${subject} out of reach at ${percent(place)} of the panel.`, {
    remedy: `Give percent of the panel from ${least * 100} to ${most * 100}, from its left and from its top.`,
  })
}
