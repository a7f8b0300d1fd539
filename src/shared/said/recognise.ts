import { type Part, parseTemplate } from './template.ts'

/** A text known again: its template, and what was filled in. */
export interface Recognised {
  template: string
  values: string[]
  /** Letters of its own words and marks of quotation, whatever is filled in. */
  weight: number
}

interface Known {
  template: string
  pattern: RegExp
  /** What each group of the pattern holds: the number of a value, and the number that is meant where none is written. */
  groups: { value: number; number: string | null }[]
  /** Length of its own words: of two templates that fit, the one that says more is meant. */
  weight: number
}

/**
 * Knows English texts again by their templates.
 *
 * @param templates as in the catalogues
 */
export function recogniser(templates: Iterable<string>): (text: string) => Recognised | null {
  const byStart = new Map<string, Known[]>()
  for (const template of templates) {
    const known = compile(template)
    const start = startOf(template)
    byStart.set(start, [...(byStart.get(start) ?? []), known])
  }
  for (const list of byStart.values()) list.sort((a, b) => b.weight - a.weight)
  const anyStart = byStart.get('') ?? []
  return (text) => {
    const fitting = [...(byStart.get(firstWord(text)) ?? []), ...anyStart]
    let best: { known: Known; match: RegExpExecArray } | null = null
    for (const known of fitting) {
      if (best && best.known.weight >= known.weight) continue
      const match = known.pattern.exec(text)
      if (match) best = { known, match }
    }
    return (
      best && {
        template: best.known.template,
        values: valuesOf(best.known, best.match),
        weight: best.known.weight,
      }
    )
  }
}

/** First word with the space after it: what templates are found by. Empty where a value stands in it. */
function startOf(template: string): string {
  const [first] = parseTemplate(template)
  if (typeof first !== 'string') return ''
  return first === template || /\s/.test(first) ? firstWord(first) : ''
}

function firstWord(text: string): string {
  return /^\S*/.exec(text)?.[0] ?? ''
}

function compile(template: string): Known {
  const groups: Known['groups'] = []
  const parts = parseTemplate(template)
  const source = parts.map((part) => sourceOf(part, groups)).join('')
  const own = parts.map((part) => (typeof part === 'string' ? part : (part.forms?.[0] ?? ''))).join('')
  return { template, pattern: new RegExp(`^${source}$`, 's'), groups, weight: own.replace(/[^\w"“”]/g, '').length }
}

function sourceOf(part: Part, groups: Known['groups']): string {
  if (typeof part === 'string') return literal(part)
  if (part.forms === null) {
    groups.push({ value: part.value, number: null })
    return '(.+?)'
  }
  const forms = part.forms.map((words, index) => {
    if (!words.includes('#')) {
      // `one picture`: the number is in the form itself.
      groups.push({ value: part.value, number: index === 0 ? '1' : null })
      return `(${literal(words)})`
    }
    groups.push({ value: part.value, number: null })
    return words
      .split('#')
      .map(literal)
      .join('\u0000')
      .replace('\u0000', () => '([\\d,.]+)')
      .replaceAll('\u0000', '[\\d,.]+')
  })
  return `(?:${forms.join('|')})`
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

function valuesOf({ groups }: Known, match: RegExpExecArray): string[] {
  const values: string[] = []
  const implied: [value: number, number: string][] = []
  for (const [index, { value, number }] of groups.entries()) {
    const found = match[index + 1]
    if (found === undefined) continue
    if (number !== null) implied.push([value, number])
    else if (/^[\d,.]+$/.test(found) || values[value] === undefined) values[value] = found
  }
  for (const [value, number] of implied) if (!/^[\d,.]+$/.test(values[value] ?? '')) values[value] = number
  return Array.from(values, (value) => value ?? '')
}
