import type { PreparedText, TextSpan } from './prepare-text.ts'

export interface MarkedText {
  text: string
  emphasis: TextSpan[]
  rubies: PreparedText['rubies']
}

/** `*so*`, `**so**`, `_so_`: the marks stand close to the words they enclose, underscores only around whole words. */
const EMPHASIS =
  /(\*{1,3})(?=[^\s*])([^*\n]*[^\s*])\1|(?<![\p{L}\p{N}_])(_{1,3})(?=[^\s_])([^_\n]*[^\s_])\3(?![\p{L}\p{N}_])/gu
/** `漢字《かんじ》`, or `｜` before the base where it is not a run of Chinese characters. */
const RUBY = /[｜|]([^｜|《》\n]+)《([^《》\n]+)》|([\p{Script=Han}々〆ヶ]+)《([^《》\n]+)》/gu

/** Takes the marks of emphasis and ruby out of a text and tells where they stood. */
export function readMarkup(marked: string): MarkedText {
  const rubies: PreparedText['rubies'] = []
  const emphasis: TextSpan[] = []
  let text = ''
  const read = (part: string) => {
    let at = 0
    for (const match of part.matchAll(RUBY)) {
      text += part.slice(at, match.index)
      const base = match[1] ?? match[3]!
      rubies.push({ start: text.length, end: text.length + base.length, ruby: match[2] ?? match[4]! })
      text += base
      at = match.index + match[0].length
    }
    text += part.slice(at)
  }
  let at = 0
  for (const match of marked.matchAll(EMPHASIS)) {
    read(marked.slice(at, match.index))
    const start = text.length
    read(match[2] ?? match[4]!)
    emphasis.push({ start, end: text.length })
    at = match.index + match[0].length
  }
  read(marked.slice(at))
  return { text, emphasis, rubies }
}

/** Whether anything in a text is marked for emphasis. */
export function hasEmphasis(marked: string): boolean {
  return marked.search(EMPHASIS) >= 0
}
