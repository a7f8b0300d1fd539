interface Left {
  id: string
  title: string
  exists: boolean
  left: 'safely' | 'cut-off' | 'open'
  queued: number
  unknown: number
}

/** How the books were left, in one line: the newest that was cut off, if any. Null = there are none to speak of. */
export function howLeft(
  books: readonly Left[],
): { how: 'safely' } | { how: 'cut-off'; id: string; title: string; queued: number; unknown: number } | null {
  const there = books.filter(({ exists }) => exists)
  const cut = there.find(({ left }) => left === 'cut-off')
  if (cut) return { how: 'cut-off', id: cut.id, title: cut.title, queued: cut.queued, unknown: cut.unknown }
  return there.length === 0 ? null : { how: 'safely' }
}
