import { plainHeading } from './parse-heading.ts'

/** Headings that open what an author writes to themselves or to the artist. */
export const NOTE_HEADINGS: readonly string[] = [
  'CRAFT NOTES',
  'CRAFT NOTE',
  "AUTHOR'S NOTES",
  "AUTHOR'S NOTE",
  'AUTHOR NOTES',
  'AUTHOR NOTE',
  "AUTHORS' NOTES",
  "WRITER'S NOTES",
  "WRITER'S NOTE",
  "EDITOR'S NOTES",
  "EDITOR'S NOTE",
  "TRANSLATOR'S NOTES",
  "ARTIST'S NOTES",
  'ARTIST NOTES',
  'NOTES FOR THE ARTIST',
  'NOTES TO THE ARTIST',
  'NOTES TO SELF',
  'NOTE TO SELF',
  'WRITING NOTES',
  'REVISION NOTES',
  'CHAPTER NOTES',
  'STORY NOTES',
  'PRODUCTION NOTES',
  'BEHIND THE SCENES',
]

function fold(text: string): string {
  return text
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * Makes the test for lines that open a notes block. A line counts when it begins with one of the headings and then
 * ends or goes on after a mark (`:`, a dash, a bracket); written in capitals it may also simply go on. So
 * `Author's notes lay all over the desk.` is prose. Case and the shape of the apostrophe do not matter.
 */
export function noteHeadingTest(headings: readonly string[]): (line: string) => boolean {
  const wanted = headings.map((heading) => fold(heading).toLowerCase()).filter((heading) => heading !== '')
  return (line) => {
    if (line.length > 200) return false
    const text = fold(plainHeading(line.replace(/^\s*#+\s*/, '')).replace(/^[*_]+/, ''))
    const lower = text.toLowerCase()
    return wanted.some((heading) => {
      if (!lower.startsWith(heading)) return false
      const rest = text.slice(heading.length)
      if (/^[*_]*\s*(?:$|[:([—–]|-\s)/.test(rest)) return true
      const written = text.slice(0, heading.length)
      return written === written.toUpperCase() && /^[^\p{L}\p{N}]/u.test(rest) && !/[.!?]$/.test(rest)
    })
  }
}
