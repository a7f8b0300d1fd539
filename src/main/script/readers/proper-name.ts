/** A speaker's label as a sentence has it: `TOM RASK` is `Tom Rask`, `McAVOY` is `McAvoy`, and `McRae` stays. */
export function properName(label: string): string {
  return label.replace(/[\p{L}\p{M}]+/gu, (word) => {
    const [, prefix = '', rest = word] = /^(\p{Lu}\p{Ll}{1,2})(\p{Lu}{2,})$/u.exec(word) ?? []
    if (prefix === '' && /^\p{Lu}.*\p{Ll}/u.test(word)) return word
    return prefix + rest.charAt(0).toUpperCase() + rest.slice(1).toLowerCase()
  })
}
