import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { HeadingRole } from './parse-heading.ts'

/** A chapter as its heading and its file name give it, before the book as a whole is numbered. */
export interface UnnumberedChapter {
  role: HeadingRole
  written: string | null
  /** The part heading above it, counted over the book; 0 before the first. */
  part: number
  file: string
  line: number
}

/** The next free number behind the point: `3` taken gives `3.1`, `3.5` taken gives `3.6`. */
function besides(number: string, taken: ReadonlySet<string>): string {
  const [whole = '1', fraction = '0'] = number.split('.')
  for (let next = Number(fraction) + 1; ; next++) {
    const candidate = `${whole}.${next}`
    if (!taken.has(candidate)) return candidate
  }
}

/**
 * Gives every chapter of a book its own number, in reading order.
 * Written numbers stay. Where they start again after a part heading they are counted on; a number that simply comes
 * twice is kept as `3.1` with a warning. Chapters without a number follow the one before; a prologue is 0, an interlude
 * stands half way to the next.
 */
export function numberChapters(chapters: readonly UnnumberedChapter[]): { numbers: string[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = []
  const numbers: string[] = []
  const owner = new Map<string, UnnumberedChapter>()
  const reserved = new Set(chapters.flatMap((chapter) => chapter.written ?? []))
  let highest = 0
  let part = 0
  let offset = 0

  const claim = (number: string, chapter: UnnumberedChapter) => {
    owner.set(number, chapter)
    numbers.push(number)
    highest = Math.max(highest, Math.floor(Number(number)))
  }

  for (const chapter of chapters) {
    if (chapter.part !== part) {
      part = chapter.part
      const restarts = chapter.written !== null && Number(chapter.written) <= highest && owner.has(chapter.written)
      offset = restarts ? highest : 0
      if (restarts) {
        diagnostics.push({
          severity: 'info',
          code: 'chapters-counted-on',
          file: chapter.file,
          line: chapter.line,
          message: `Chapter numbers start again at ${chapter.written} here; they are counted on from ${highest + Number(chapter.written)}.`,
        })
      }
    }
    if (chapter.written !== null) {
      const [whole = '', fraction] = chapter.written.split('.')
      const number = offset === 0 ? chapter.written : `${Number(whole) + offset}${fraction ? `.${fraction}` : ''}`
      const first = owner.get(number)
      if (first === undefined) {
        claim(number, chapter)
        continue
      }
      const kept = besides(number, new Set([...owner.keys(), ...reserved]))
      diagnostics.push({
        severity: 'warning',
        code: 'chapter-twice',
        file: chapter.file,
        line: chapter.line,
        message: `Chapter ${number} stands already in ${first.file}, line ${first.line}; this one is kept as ${kept}.`,
        remedy: 'Give one of the two another number in its heading or file name.',
      })
      claim(kept, chapter)
      continue
    }
    if (chapter.role === 'prologue' && !owner.has('0') && !reserved.has('0')) claim('0', chapter)
    else if (chapter.role === 'interlude') {
      const half = `${highest}.5`
      claim(owner.has(half) || reserved.has(half) ? besides(half, new Set([...owner.keys(), ...reserved])) : half, chapter)
    } else {
      const next = String(highest + 1)
      const isFree = !owner.has(next) && !reserved.has(next)
      claim(isFree ? next : besides(String(highest), new Set([...owner.keys(), ...reserved])), chapter)
    }
  }
  return { numbers, diagnostics }
}
