import type { Jotter } from './draft-store.ts'
import type { SheetPatch } from './sheet-merge.ts'

/** More than this is not written down at every key: main has it half a second later. */
const MOST_CHARACTERS = 100_000
/** What the browser's own store surely takes. */
const MOST_AT_LAST = 2_000_000

/** Characters of the author's own words: what makes a draft long. */
function lengthOf({ text = '', boxes = [], changed = [] }: SheetPatch): number {
  return [...boxes, ...changed].reduce((sum, box) => sum + box.text.length, text.length)
}

/** Notes what is not kept yet in the browser's own store, so that a page that ends between two savings loses nothing. */
export function localJotter(folder: string): Jotter {
  const name = `sheet ${folder}`
  return {
    read() {
      try {
        const noted = localStorage.getItem(name)
        return noted === null ? null : JSON.parse(noted)
      } catch {
        // Without a store, or with something else in it, there are no notes.
        return null
      }
    },
    write(patch, isLast = false) {
      try {
        const isShort = patch === null || isLast || lengthOf(patch) <= MOST_CHARACTERS
        const noted = patch === null || !isShort ? null : JSON.stringify(patch)
        if (noted === null || noted.length > MOST_AT_LAST) localStorage.removeItem(name)
        else localStorage.setItem(name, noted)
      } catch {
        // A full store keeps nobody from writing: it is kept in main soon.
      }
    },
  }
}
