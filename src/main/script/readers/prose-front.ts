import { parseNumber } from './parse-number.ts'

export interface FrontMatter {
  /** Lines it takes, with both of its rules; 0 when there is none. */
  lines: number
  title: string | null
  number: string | null
}

const FIELD = /^([\p{L}_-]+):\s*(.*)$/u
const LONGEST = 60

/** A block of `key: value` lines between two rules at the top of a Markdown file, as writing programs leave it. */
export function skipFrontMatter(lines: readonly string[]): FrontMatter {
  const none: FrontMatter = { lines: 0, title: null, number: null }
  if ((lines[0] ?? '').trimEnd() !== '---') return none
  const found: FrontMatter = { ...none }
  for (let at = 1; at < Math.min(lines.length, LONGEST); at++) {
    const line = (lines[at] ?? '').trimEnd()
    if (line === '---' || line === '...') return at > 1 ? { ...found, lines: at + 1 } : none
    const field = FIELD.exec(line)
    if (field === null && !/^(\s|-\s|#|$)/.test(line)) return none
    const value = (field?.[2] ?? '').replace(/^(["'])(.*)\1$/, '$2')
    const key = (field?.[1] ?? '').toLowerCase()
    if (key === 'title' && value !== '') found.title = value
    if (['chapter', 'number', 'order'].includes(key)) found.number = parseNumber(value)
  }
  return none
}

/** What a file name says beside its number: `04 - The Sea.txt` is `The Sea`, `chapter_04.md` nothing. */
export function titleFromFileName(file: string): string {
  const stem = (file.split('/').at(-1) ?? '').replace(/\.(md|markdown|txt|text|docx|docm|odt)$/i, '')
  const rest = stem
    .replace(/^(?:chapter|chap|ch|kapitel|episode)(?=[\s_.\d-])/i, '')
    .replace(/^[\s_.-]*\d+(?:\.\d+)?(?=$|[\s_.-])/, '')
    .replace(/[\s_-]+/g, ' ')
    .trim()
  return rest === stem && !rest.includes(' ') ? '' : rest.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
}
