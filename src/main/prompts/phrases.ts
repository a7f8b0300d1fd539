/** A description in its own divisions: segments end at `;` or a full stop, phrases at a comma. Brackets hold together. */
export function segmentsOf(description: string): string[][] {
  const segments: string[][] = [[]]
  let phrase = ''
  let depth = 0
  const endPhrase = () => {
    const text = tidy(phrase)
    if (text !== '') segments.at(-1)!.push(text)
    phrase = ''
  }
  for (let at = 0; at < description.length; at++) {
    const letter = description[at]!
    if (letter === '(') depth++
    if (letter === ')') depth--
    const fullStop = letter === '.' && /^\s+[\p{Lu}\d]/u.test(description.slice(at + 1, at + 4))
    if (depth <= 0 && (letter === ';' || fullStop)) {
      endPhrase()
      segments.push([])
    } else if (depth <= 0 && letter === ',' && /^\s/.test(description.slice(at + 1, at + 2))) endPhrase()
    else phrase += letter
  }
  endPhrase()
  return segments.filter((segment) => segment.length > 0)
}

/** White space folded, a full stop or comma at the end taken off. */
export const tidy = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.,;:]+$/, '')

export const capitalised = (text: string) => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())

/** For the first word of a sentence that goes on from something else; initials and `I` stay. */
export const uncapitalised = (text: string) => text.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())

/** `a girl`, `an old man`. */
export const withArticle = (noun: string) => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`

/** `lamp-room` and `lamp_room` as words. */
export const spoken = (id: string) => id.replace(/[-_]+/g, ' ').trim()

/** Whether a word or several stand in a text as such: `art` is not in `start`. Case does not matter. */
export function hasWords(text: string, words: string): boolean {
  if (words === '') return false
  const found = text.toLowerCase()
  const wanted = words.toLowerCase()
  for (let at = found.indexOf(wanted); at !== -1; at = found.indexOf(wanted, at + 1)) {
    const before = found[at - 1] ?? ' '
    const after = found[at + wanted.length] ?? ' '
    if (!/[\p{L}\d]/u.test(before) && !/[\p{L}\d]/u.test(after)) return true
  }
  return false
}
