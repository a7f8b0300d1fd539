import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import { said } from '../../../shared/said/said.ts'
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

/**
 * Gives every chapter of a book its own number, in reading order.
 * Written numbers stay. Where they start again after a part heading they are counted on; a number that simply comes
 * twice is kept as `3.1` with a warning. Chapters without a number follow the one before; a prologue is 0, an interlude
 * stands half way to the next.
 */
export function numberChapters(chapters: readonly UnnumberedChapter[]): {
  numbers: string[]
  diagnostics: Diagnostic[]
} {
  const diagnostics: Diagnostic[] = []
  const numbers: string[] = []
  const owner = new Map<string, UnnumberedChapter>()
  const reserved = new Set(chapters.flatMap((chapter) => chapter.written ?? []))
  let highest = 0
  let part = 0
  let offset = 0

  const lastBeside = new Map<string, number>()
  /** The next free number behind the point: `3` taken gives `3.1`, `3.5` taken gives `3.6`. */
  const besides = (number: string): string => {
    const [whole = '1', fraction = '0'] = number.split('.')
    for (let next = (lastBeside.get(number) ?? Number(fraction)) + 1; ; next++) {
      lastBeside.set(number, next)
      const candidate = `${whole}.${next}`
      if (!owner.has(candidate) && !reserved.has(candidate)) return candidate
    }
  }
  const claim = (number: string, chapter: UnnumberedChapter) => {
    owner.set(number, chapter)
    numbers.push(number)
    highest = Math.max(highest, Math.floor(Number(number)))
  }

  const claimWritten = (written: string, chapter: UnnumberedChapter) => {
    const [whole = '', fraction] = written.split('.')
    const number = offset === 0 ? written : `${Number(whole) + offset}${fraction ? `.${fraction}` : ''}`
    const first = owner.get(number)
    if (first === undefined) {
      claim(number, chapter)
      return
    }
    const kept = besides(number)
    diagnostics.push({
      severity: 'warning',
      code: 'chapter-twice',
      file: chapter.file,
      line: chapter.line,
      message: said`Chapter ${number} stands already in ${first.file}, line ${first.line}; this one is kept as ${kept}.`,
      remedy: said`Give one of the two another number in its heading or file name.`,
    })
    claim(kept, chapter)
  }
  /** At the first written number of a part: counts on when the numbers start again there. */
  const enterPart = (written: string, chapter: UnnumberedChapter) => {
    part = chapter.part
    offset = owner.has(written) ? highest : 0
    if (offset === 0) return
    diagnostics.push({
      severity: 'info',
      code: 'chapters-counted-on',
      file: chapter.file,
      line: chapter.line,
      message: said`Chapter numbers start again at ${written} here; they are counted on from ${offset + Number(written)}.`,
    })
  }
  const isFree = (number: string) => !owner.has(number) && !reserved.has(number)
  const claimUnwritten = (chapter: UnnumberedChapter) => {
    const next = String(highest + 1)
    const half = `${highest}.5`
    if (chapter.role === 'prologue' && isFree('0')) claim('0', chapter)
    else if (chapter.role === 'interlude') claim(isFree(half) ? half : besides(half), chapter)
    else claim(isFree(next) ? next : besides(String(highest)), chapter)
  }

  for (const chapter of chapters) {
    if (chapter.written === null) {
      claimUnwritten(chapter)
      continue
    }
    if (chapter.part !== part) enterPart(chapter.written, chapter)
    claimWritten(chapter.written, chapter)
  }
  return { numbers, diagnostics }
}
