const FIELD_WORDS: Readonly<Record<string, string>> = {
  born: 'year of birth',
  died: 'year of death',
  always: 'lasting features',
  referencedOnly: 'only spoken of',
  count: 'how many',
  indoors: 'indoors or not',
}

/** Which fields a change gives, in the author's words: `outfit and aliases`, `4 fields`. */
export function changedWords(change: object): string {
  const names = Object.entries(change).flatMap(([name, value]) =>
    value === undefined ? [] : [FIELD_WORDS[name] ?? name],
  )
  return names.length > 2 ? `${names.length} fields` : names.join(' and ')
}
