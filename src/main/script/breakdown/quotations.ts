/** How a script marks speech. */
export type QuoteFamily = 'double' | 'single' | 'guillemet' | 'dash'

/** A quotation in a paragraph: offsets of what stands inside the marks, and of the marks themselves. */
export interface Quotation {
  start: number
  end: number
  outerStart: number
  outerEnd: number
  /** False when the paragraph ends before the quotation does: it runs on into the next one. */
  closed: boolean
}

const OPENING: Record<Exclude<QuoteFamily, 'dash'>, RegExp> = {
  double: /["“„”]/,
  single: /['‘]/,
  guillemet: /[«»‹]/,
}
const CLOSING: Record<Exclude<QuoteFamily, 'dash'>, RegExp> = {
  double: /["”“]/,
  single: /['’]/,
  guillemet: /[»«›]/,
}
const DASH_START = /^\s*[—–]\s*(?=[\p{L}¿¡])/u
/** Words that begin with a dropped letter, not with a quotation mark. */
const ELISION =
  /^['‘’](?:tis|twas|twere|twill|em|bout|cause|til|n|re|eighties|nineties|twenties|thirt|fort|fift|sixt|\d)/i

const isLetter = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char)
const isOpenPosition = (previous: string | undefined): boolean =>
  previous === undefined || /[\s([{—–\-"“‘'«]/.test(previous)

/** The family that most paragraphs with speech open with; ties go to double. */
export function quoteFamily(paragraphs: readonly string[]): QuoteFamily {
  const votes: Record<QuoteFamily, number> = { double: 0, single: 0, guillemet: 0, dash: 0 }
  for (const text of paragraphs) {
    const first = [...text.matchAll(/["“„«»‘']/g)].find(
      (match) =>
        isOpenPosition(text[match.index - 1]) &&
        /[\p{L}\p{N}"“‘'«—…¿¡*_]/u.test(text[match.index + 1] ?? '') &&
        !ELISION.test(text.slice(match.index)),
    )
    if (first) votes[/["“„]/.test(first[0]) ? 'double' : /[«»]/.test(first[0]) ? 'guillemet' : 'single']++
    else if (DASH_START.test(text)) votes.dash++
  }
  const families: QuoteFamily[] = ['double', 'single', 'guillemet', 'dash']
  return families.reduce((best, family) => (votes[family] > votes[best] ? family : best))
}

/**
 * Quotations of one paragraph.
 * @param open the paragraph before ended inside a quotation
 */
export function quotationsIn(text: string, family: QuoteFamily, open: boolean): Quotation[] {
  if (family === 'dash') return dashQuotations(text)
  const found: Quotation[] = []
  let from = open && runsOn(text, family) ? 0 : -1
  let outer = from
  for (let i = 0; i < text.length; i++) {
    if (from < 0) {
      if (opens(text, i, family)) {
        outer = i
        from = i + 1
      }
    } else if (closes(text, i, family)) {
      found.push({ start: from, end: i, outerStart: outer, outerEnd: i + 1, closed: true })
      from = -1
    } else if (i === 0 && opens(text, i, family)) from = 1 // a mark repeated where speech runs on
  }
  if (from >= 0) found.push({ start: from, end: text.length, outerStart: outer, outerEnd: text.length, closed: false })
  return found.filter((quotation) => text.slice(quotation.start, quotation.end).trim() && !isCitation(text, quotation))
}

function opens(text: string, i: number, family: Exclude<QuoteFamily, 'dash'>): boolean {
  const char = text[i]!
  if (!OPENING[family].test(char) || !isOpenPosition(text[i - 1])) return false
  if (/\s/.test(text[i + 1] ?? ' ')) return family === 'guillemet'
  return family !== 'single' || char === '‘' || !ELISION.test(text.slice(i))
}

function closes(text: string, i: number, family: Exclude<QuoteFamily, 'dash'>): boolean {
  const char = text[i]!
  if (!CLOSING[family].test(char)) return false
  if (family === 'guillemet') return char !== '«' || !isLetter(text[i + 1])
  if (isLetter(text[i + 1])) return family === 'double' && !isOpenPosition(text[i - 1])
  if (family === 'double') return !/\s/.test(text[i - 1] ?? ' ') || /[\s.,]/.test(text[i + 1] ?? ' ')
  if (/\s/.test(text[i - 1] ?? ' ')) return false
  return !isLetter(text[i - 1]) || !isApostrophe(text, i)
}

/** `the jurors’ slates are here,’`: after a letter the mark is an apostrophe when the true end still follows. */
function isApostrophe(text: string, i: number): boolean {
  if (/[,.;:!?)—]/.test(text[i + 1] ?? '')) return false
  for (let j = i + 1; j < text.length; j++) {
    if (/[‘"“]/.test(text[j]!) || (text[j] === "'" && isOpenPosition(text[j - 1]))) return false
    if (/['’]/.test(text[j]!) && !isLetter(text[j + 1])) return !isLetter(text[j - 1])
  }
  return false
}

/** An unfinished quotation runs on when its mark is repeated, or when it is closed before another opens. */
function runsOn(text: string, family: Exclude<QuoteFamily, 'dash'>): boolean {
  if (opens(text, 0, family)) return true
  for (let i = 0; i < text.length; i++) {
    if (closes(text, i, family) && !opens(text, i, family)) return true
    if (opens(text, i, family)) return false
  }
  return false
}

/** A word or phrase quoted inside a sentence of narration is no speech: `went ‘at a gallop’`. */
function isCitation(text: string, { start, end, outerStart, closed }: Quotation): boolean {
  const inside = text.slice(start, end)
  // A sign or a label: «with the words ‘DRINK ME’».
  if (
    /\b(?:names?|words?|labelled|labeled|marked|called|inscription|inscribed|title|letters|reading|sign|as)\s*$/i.test(
      text.slice(0, outerStart),
    )
  )
    return true
  const before = text.slice(0, outerStart).trimEnd()
  if (!closed || !before || /[,.:;!?—–…)'’"”]$/.test(before)) return false
  return /^\p{Ll}/u.test(inside) && inside.split(/\s+/).length <= 5 && !/(?:said|say|says|cried|asked)$/i.test(before)
}

function dashQuotations(text: string): Quotation[] {
  const lead = DASH_START.exec(text)
  if (!lead) return []
  const found: Quotation[] = []
  let start = lead[0].length
  let speaking = true
  for (const match of text.slice(start).matchAll(/\s+[—–]\s*/g)) {
    const at = lead[0].length + match.index
    if (speaking) found.push({ start, end: at, outerStart: start, outerEnd: at, closed: true })
    speaking = !speaking
    start = at + match[0].length
  }
  if (speaking && start < text.length)
    found.push({ start, end: text.length, outerStart: start, outerEnd: text.length, closed: true })
  return found
}
