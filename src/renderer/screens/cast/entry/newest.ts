/** An entry with all that was typed, while answers that were on their way before still show it as it was. */
export interface Newest<Entry> {
  /** As it is with every change so far. */
  value(): Entry
  change(change: Partial<Entry>): void
  /** What the book says of it: believed, unless it is only what was there before a change. */
  see(entry: Entry): void
  /** A change was refused: the book's own words hold. */
  believe(entry: Entry): void
}

export function newestOf<Entry extends object>(first: Entry): Newest<Entry> {
  let newest = first
  /** What it was before each change that the book has not been seen with. */
  const past = new Set<string>()
  const believe = (entry: Entry) => {
    newest = entry
    past.clear()
  }
  return {
    value: () => newest,
    change(change) {
      past.add(JSON.stringify(newest))
      newest = { ...newest, ...change }
    },
    see(entry) {
      const words = JSON.stringify(entry)
      if (words === JSON.stringify(newest) || !past.has(words)) believe(entry)
    },
    believe,
  }
}
