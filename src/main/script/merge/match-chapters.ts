/** A chapter of the book, trash included. */
export interface OldChapter {
  id: string
  sourceId: string
  number: string
  title: string
  trashed: boolean
  /** Hashes of its scenes. */
  scenes: readonly string[]
}

export interface FreshChapter {
  sourceId: string
  number: string
  title: string
  scenes: readonly string[]
}

/** What speaks for two chapters being the same one. */
const POINTS = { number: 2, title: 2, source: 1, scenes: 4, live: 0.5 }
/** E.g. number and file, or title and file, or three quarters of the scenes alone. */
const ENOUGH = 3

/** For each fresh chapter the id of the old one it continues, or null when it is new; the surest pairs first. */
export function matchChapters(old: readonly OldChapter[], fresh: readonly FreshChapter[]): (string | null)[] {
  const known = old.map((chapter) => ({ chapter, scenes: new Set(chapter.scenes) }))
  const pairs = fresh
    .flatMap((chapter, at) =>
      known.map(({ chapter: candidate, scenes }) => ({
        at,
        candidate,
        points: pointsFor(candidate, scenes, chapter) + (candidate.trashed ? 0 : POINTS.live),
      })),
    )
    .filter(({ points }) => points >= ENOUGH)
    .sort((a, b) => b.points - a.points)
  const result: (string | null)[] = fresh.map(() => null)
  const taken = new Set<string>()
  for (const { at, candidate } of pairs) {
    if (result[at] !== null || taken.has(candidate.id)) continue
    result[at] = candidate.id
    taken.add(candidate.id)
  }
  return result
}

function pointsFor(old: OldChapter, oldScenes: ReadonlySet<string>, fresh: FreshChapter): number {
  const shared = fresh.scenes.filter((hash) => oldScenes.has(hash)).length
  const most = Math.max(oldScenes.size, fresh.scenes.length)
  return (
    (old.number === fresh.number ? POINTS.number : 0) +
    (fold(old.title) === fold(fresh.title) && fresh.title !== '' ? POINTS.title : 0) +
    (old.sourceId === fresh.sourceId ? POINTS.source : 0) +
    (most === 0 ? 0 : (POINTS.scenes * shared) / most)
  )
}

function fold(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
