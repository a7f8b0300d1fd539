import { v7 as uuid } from 'uuid'
import type { EditedRows } from './edit-journal.ts'
import type { Store } from './open-store.ts'

/** A place as fractions of a panel's frame: 0,0 is its top left corner, 1,1 its bottom right one. */
export interface PlaceInPanel {
  x: number
  y: number
}

/** What the author wants of one text over a panel. What is absent the lettering decides. */
export interface LetteringMove {
  /** Middle of the balloon. */
  at?: PlaceInPanel
  /** Number of lines. */
  lines?: number
  /** Where the tail aims; null for no tail. */
  tailTo?: PlaceInPanel | null
}

/** The line a move is for. */
export interface MovedLine {
  /** Id of the line's row. */
  letteringId: string
  panelId: string
  /** As the script had it when the move was made. */
  words: string
  /** BCP 47; null = in every language. */
  language: string | null
}

export interface StoredLetteringLock extends MovedLine {
  id: string
  move: LetteringMove
  madeAt: number
}

/** What the author decided about balloons and captions, whether their lines are there or not. */
export interface LetteringLockRepository {
  /** Oldest first. */
  all(): StoredLetteringLock[]
  /** Puts a move in the place of the one there is for the line in that language; null takes it back. */
  set(rows: EditedRows, line: MovedLine, move: LetteringMove | null, now: number): void
}

interface LockRow extends MovedLine {
  id: string
  atX: number | null
  atY: number | null
  lines: number | null
  tailX: number | null
  tailY: number | null
  noTail: 0 | 1
  madeAt: number
}

export function letteringLockRepository({ sqlite }: Pick<Store, 'sqlite'>): LetteringLockRepository {
  return {
    all() {
      const rows = sqlite
        .prepare(
          `select id, lettering_id as letteringId, panel_id as panelId, words, language, at_x as atX, at_y as atY, lines,
             tail_x as tailX, tail_y as tailY, no_tail as noTail, made_at as madeAt
           from lettering_lock order by made_at, id`,
        )
        .all() as LockRow[]
      return rows.map(({ id, letteringId, panelId, words, language, madeAt, ...move }) => ({
        ...{ id, letteringId, panelId, words, language, madeAt },
        move: moveOf(move),
      }))
    },
    set(rows, { letteringId, panelId, words, language }, move, now) {
      const known = sqlite
        .prepare('select id from lettering_lock where lettering_id = ? and language is ?')
        .pluck()
        .get(letteringId, language) as string | undefined
      const key = { id: known ?? uuid() }
      if (move === null || isEmpty(move)) return rows.put('lettering_lock', key, null)
      rows.put('lettering_lock', key, {
        ...{ lettering_id: letteringId, panel_id: panelId, words, language },
        ...{ at_x: move.at?.x ?? null, at_y: move.at?.y ?? null, lines: move.lines ?? null },
        ...{ tail_x: move.tailTo?.x ?? null, tail_y: move.tailTo?.y ?? null, no_tail: move.tailTo === null ? 1 : 0 },
        made_at: now,
      })
    },
  }
}

function moveOf({ atX, atY, lines, tailX, tailY, noTail }: Omit<LockRow, keyof MovedLine | 'id' | 'madeAt'>) {
  const move: LetteringMove = {}
  if (atX !== null && atY !== null) move.at = { x: atX, y: atY }
  if (lines !== null) move.lines = lines
  if (noTail === 1) move.tailTo = null
  else if (tailX !== null && tailY !== null) move.tailTo = { x: tailX, y: tailY }
  return move
}

function isEmpty({ at, lines, tailTo }: LetteringMove): boolean {
  return at === undefined && lines === undefined && tailTo === undefined
}
