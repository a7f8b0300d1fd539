import { announce } from '../announce/announce.tsx'
import { useWords } from '../i18n/words.ts'
import { allDrops, type Drop, nearestDrop } from './drop.ts'
import type { TreeRow } from './rows.ts'
import type { Lifted } from './use-drag.ts'
import { countWords, type TreeEdits } from './use-edits.ts'

/** Lines that are picked up and put elsewhere by keys. */
export interface Carry {
  pickUp(moved: readonly TreeRow[]): void
  /** A key while something is picked up. @returns false where it means nothing to what is carried */
  key(key: string): boolean
  /** “Before The quay”. */
  placeWords(drop: Drop): string
}

export function useCarry({
  rows,
  lifted,
  setLifted,
  move,
  nameOf,
  show,
}: {
  rows: readonly TreeRow[]
  lifted: Lifted | null
  setLifted: (lifted: Lifted | null) => void
  move: TreeEdits['move']
  nameOf: (row: TreeRow) => string
  /** Brings a line into sight. */
  show: (row: number) => void
}): Carry {
  const words = useWords('tree')
  const placeWords = ({ to, row }: Drop) => {
    const name = rows[row] === undefined ? '' : shortened(nameOf(rows[row]))
    if (to.where === 'before') return words('drag.before', { name })
    return to.where === 'after' ? words('drag.after', { name }) : words('drag.into', { name })
  }
  return {
    placeWords,
    pickUp(moved) {
      if (moved.length === 0) return
      const ids = new Set(moved.map(({ id }) => id))
      const drops = allDrops(rows, moved[0]!.kind, ids)
      const drop = drops[nearestDrop(drops, rows.indexOf(moved[0]!))] ?? null
      if (drop === null) return
      setLifted({ by: 'keys', rows: moved, drop, at: null })
      announce(words('drag.lifted', { what: countWords(words, moved), place: placeWords(drop) }), 'assertive')
    },
    key(key) {
      if (lifted?.by !== 'keys' || lifted.drop === null) return false
      const drops = allDrops(rows, lifted.rows[0]!.kind, new Set(lifted.rows.map(({ id }) => id)))
      const at = drops.findIndex(({ to }) => to.id === lifted.drop!.to.id && to.where === lifted.drop!.to.where)
      const go = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: drops.length - 1 }[key]
      if (go !== undefined) {
        const drop = drops[Math.min(drops.length - 1, Math.max(0, go))]!
        setLifted({ ...lifted, drop })
        show(drop.row)
        announce(placeWords(drop), 'assertive')
      } else if (key === 'Enter' || key === 'Space') {
        setLifted(null)
        void move(lifted.rows, lifted.drop.to)
      } else if (key === 'Escape') {
        setLifted(null)
        announce(words('drag.putBack'), 'assertive')
      }
      return true
    },
  }
}

/** Longest name in a sentence, characters. */
const LONGEST_NAME = 40

function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME).trimEnd()}…`
}
