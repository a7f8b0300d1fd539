import { primaryLanguage } from './scripts.ts'

/**
 * English lettering draws the capital I with crossbars only where it stands for the speaker (I, I'm, I'll) and in
 * abbreviations; within words it is a plain bar.
 * @param written the text before it was put in capitals: tells abbreviations (FBI) from words
 * @param capitals the same text in capitals
 * @returns offsets into `capitals` of each plain I
 */
export function findPlainI(written: string, capitals: string, language: string): Set<number> {
  const plain = new Set<number>()
  if (primaryLanguage(language) !== 'en') return plain
  const comparable = written.length === capitals.length && /\p{Ll}/u.test(written)
  for (const { 0: word, index } of capitals.matchAll(/\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*/gu)) {
    const writtenWord = comparable ? written.slice(index, index + word.length) : ''
    if (/^I(?:['’]|$)/u.test(word)) continue
    if (/^\p{Lu}{2,}$/u.test(writtenWord)) continue
    for (let at = word.indexOf('I'); at >= 0; at = word.indexOf('I', at + 1)) plain.add(index + at)
  }
  return plain
}
