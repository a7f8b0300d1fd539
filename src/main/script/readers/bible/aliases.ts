import type { Alias } from '../../../../shared/domain/bible.ts'
import { splitOutsideBrackets, takeChapterNumbers } from './fields.ts'

type Bounds = Omit<Alias, 'text'>

const UNBOUND: Bounds = { fromYear: null, untilYear: null, chapter: null }

/** What a bracket behind an alias binds it to: years, chapters, or nothing (`the Rabbit, by mistake`). */
function readBounds(note: string): Bounds[] {
  const chapters = /\bchapters?\s+(.*)$/i.exec(note)
  const numbers = chapters ? takeChapterNumbers(chapters[1] ?? '') : null
  if (numbers) return numbers.chapters.map((chapter) => ({ ...UNBOUND, chapter }))
  const years = note.match(/(?<!\d)[12]\d{3}(?!\d)/g)?.map(Number) ?? []
  const [first, second] = years
  if (first === undefined) return [UNBOUND]
  if (second !== undefined) return [{ ...UNBOUND, fromYear: first, untilYear: second }]
  if (/\b(?:from|since|after)\b/i.test(note)) return [{ ...UNBOUND, fromYear: first }]
  if (/\b(?:until|till|to|before)\b/i.test(note)) {
    return [{ ...UNBOUND, untilYear: /\bbefore\b/i.test(note) ? first - 1 : first }]
  }
  return [{ ...UNBOUND, fromYear: first, untilYear: first }]
}

/** Reads `Nell, the keeper (from 1938), the girl (chapter 4 only)`. */
export function readAliases(value: string): Alias[] {
  return splitOutsideBrackets(value, /[,;]/).flatMap((part) => {
    const match = /^(.*?)\s*(?:\(([^()]*)\))?\.?$/.exec(part)
    const text = (match?.[1] ?? part).replace(/^["“”*_]+|["“”*_]+$/g, '').trim()
    return text === '' ? [] : readBounds(match?.[2] ?? '').map((bounds) => ({ text, ...bounds }))
  })
}

/** Words in front of a name that are no part of it. */
const TITLES = new Set(
  'mr mrs ms miss dr doctor professor prof captain inspector sergeant colonel major general lord lady sir dame aunt uncle father mother brother sister saint st king queen prince princess duke duchess count countess the'.split(
    ' ',
  ),
)

export interface NameForms {
  /** Full name without the nickname in quotes, the nickname with the last name, and the like. */
  full: string[]
  /** Single words that may stand for the person if nobody else is called so. */
  parts: string[]
}

/** The forms a headed name offers: `Eleanor "Nell" Marrick` gives Eleanor Marrick, Nell Marrick; Eleanor, Nell, Marrick. */
export function nameForms(name: string): NameForms {
  const nickname = /["“”]([^"“”]+)["“”]/.exec(name)?.[1]?.trim()
  const plain = name
    .replace(/\s*["“”][^"“”]*["“”]\s*/g, ' ')
    .replace(/\s*\([^()]*\)/g, '')
    .trim()
  const words = plain.split(/\s+/)
  const isPersonal = words.every((word) => /^\p{Lu}/u.test(word)) && words.length <= 4
  const last = words.at(-1) ?? ''
  const full = [plain]
  if (nickname !== undefined && words.length > 1) full.push(`${nickname} ${last}`)
  const parts = isPersonal
    ? words.filter((word) => !TITLES.has(word.toLowerCase().replace(/\.$/, '')) && word.length > 1)
    : []
  return { full, parts: nickname === undefined ? parts : [nickname, ...parts] }
}

/**
 * Aliases of a person: as listed, then the forms of the name. Single words of the name join only for personal names
 * (never `White` of a White Rabbit known as `the Rabbit`) and only where nobody else of the bible has them.
 */
export function completeAliases(listed: readonly Alias[], name: string, isShared: (word: string) => boolean): Alias[] {
  const aliases = [...listed]
  const known = new Set(listed.map((alias) => alias.text.toLowerCase()))
  const { full, parts } = nameForms(name)
  const last = (full[0] ?? '').split(/\s+/).at(-1)?.toLowerCase() ?? ''
  const isDescriptive = [...known].some((alias) => alias.startsWith('the ') && alias.endsWith(` ${last}`))
  for (const text of [...full, ...(isDescriptive ? [] : parts.filter((part) => !isShared(part)))]) {
    if (text === '' || known.has(text.toLowerCase())) continue
    known.add(text.toLowerCase())
    aliases.push({ text, ...UNBOUND })
  }
  return aliases
}
