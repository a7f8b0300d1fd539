import type { Jotter } from './draft-store.ts'

/** Larger than this is not written down at every key: main has it half a second later. */
const MOST_CHARACTERS = 100_000

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
    write(patch) {
      try {
        const noted = patch === null ? null : JSON.stringify(patch)
        if (noted === null || noted.length > MOST_CHARACTERS) localStorage.removeItem(name)
        else localStorage.setItem(name, noted)
      } catch {
        // A full store keeps nobody from writing: it is kept in main soon.
      }
    },
  }
}
