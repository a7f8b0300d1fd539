/**
 * `*so*`, `**so**`, `_so_`, as lettering reads them: the marks stand close to the words they enclose, underscores only
 * around whole words.
 */
const MARKED =
  /(\*{1,3})(?=[^\s*])[^*\n]*[^\s*]\1|(?<![\p{L}\p{N}_])(_{1,3})(?=[^\s_])[^_\n]*[^\s_]\2(?![\p{L}\p{N}_])/gu
/** What a script that was saved as HTML leaves behind. */
const TAG = /<\/?(?:em|i|b|strong)>/gi
/** Every mark there may be, those without a partner too. */
const MARK = /\*+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu

/** A text without its marks of emphasis, and for each of its characters whether it was between two. */
export interface EmphasisedText {
  plain: string
  /** As long as `plain`; null where nothing is emphasised. */
  stressed: readonly boolean[] | null
}

/** Takes the marks out of a text and tells what they stood around. Marks without a partner say nothing. */
export function readEmphasis(raw: string): EmphasisedText {
  const text = raw.replace(TAG, '*')
  const pairs = [...text.matchAll(MARKED)].map(({ index, 0: { length } }) => ({ from: index, until: index + length }))
  let plain = ''
  const stressed: boolean[] = []
  let at = 0
  let pair = 0
  const take = (end: number) => {
    for (; at < end; at++) {
      while (pairs[pair] && pairs[pair]!.until <= at) pair++
      plain += text[at]!
      stressed.push(pairs[pair] !== undefined && pairs[pair]!.from <= at)
    }
  }
  for (const { index, 0: mark } of text.matchAll(MARK)) {
    take(index)
    at += mark.length
  }
  take(text.length)
  return { plain, stressed: stressed.includes(true) ? stressed : null }
}

/** The marks taken off: `*ours*`, `_I_`, `<em>so</em>`. */
export function stripEmphasis(text: string): string {
  return text.replace(TAG, '').replace(MARK, '')
}

/** `<em>so</em>` as `*so*`, in words an author lettered; a text without tags stays as it is written. */
export function marksOfTags(text: string): string {
  if (text.search(TAG) < 0) return text
  const { plain, stressed } = readEmphasis(text)
  return markEmphasis([plain], lettersOf(plain, stressed))[0]!
}

/** What of a text is stressed, for each character that is no white space. */
export function lettersOf(text: string, stressed: readonly boolean[] | null = null): boolean[] {
  return text.split('').flatMap((char, at) => (/\s/.test(char) ? [] : [stressed?.[at] ?? false]))
}

/**
 * Parts of a text with marks put around what was stressed in it.
 * @param parts all of the text in order; between them and within them nothing but white space may be added or lost
 * @param stressed for each character of the text that is no white space
 */
export function markEmphasis(parts: readonly string[], stressed: readonly boolean[]): string[] {
  let at = 0
  return parts.map((part) => {
    let marked = ''
    let space = ''
    let open = false
    for (const char of part.split('')) {
      if (/\s/.test(char)) {
        space += char
        continue
      }
      const stress = stressed[at++] ?? false
      const ends = open && (!stress || space.includes('\n'))
      marked += `${ends ? '*' : ''}${space}${stress && (!open || ends) ? '*' : ''}${char}`
      open = stress
      space = ''
    }
    return `${marked}${open ? '*' : ''}${space}`
  })
}
