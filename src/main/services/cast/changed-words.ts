import { said } from '../../../shared/said/said.ts'

const FIELD_WORDS: Readonly<Record<string, string>> = {
  born: said`year of birth`,
  died: said`year of death`,
  always: said`lasting features`,
  referencedOnly: said`only spoken of`,
  count: said`how many`,
  name: said`name`,
  aliases: said`other names`,
  looks: said`looks`,
  role: said`role`,
  gender: said`gender`,
  kind: said`kind`,
  zones: said`zones`,
  signature: said`what it is known by`,
  light: said`light`,
  chapters: said`chapters`,
  indoors: said`indoors or not`,
}

/** Which fields a change gives, in the author's words: `outfit and aliases`, `4 fields`. */
export function changedWords(change: object): string {
  const names = Object.entries(change).flatMap(([name, value]) =>
    value === undefined ? [] : [FIELD_WORDS[name] ?? name],
  )
  const [first = '', second] = names
  if (names.length > 2) return said`${names.length} fields`
  return second === undefined ? first : said`${first} and ${second}`
}
