/**
 * How templates of messages are written in catalogues:
 *
 * - `{0}` the first value
 * - `{0|# panel|# panels}` words chosen by the first value, a whole number; `#` is the number. The forms are those of
 *   `FORMS`: one and other in most languages, other alone in Japanese, one, two, few and other in Arabic.
 *
 * Braces, bars and number signs have no other use in messages but inside of values.
 */
export type Part = string | { value: number; forms: readonly string[] | null }

/** Forms of a count, in the order in which catalogues have them. The last one stands for every other number. */
const FORMS: Record<string, readonly Intl.LDMLPluralRule[]> = { ja: ['other'], ar: ['one', 'two', 'few', 'other'] }
const MOST: readonly Intl.LDMLPluralRule[] = ['one', 'other']

export function formsOf(language: string): readonly Intl.LDMLPluralRule[] {
  return FORMS[language] ?? MOST
}

export function parseTemplate(template: string): Part[] {
  return template.split(/(\{\d+(?:\|[^{}]*)?\})/).flatMap((piece): Part[] => {
    const slot = /^\{(\d+)(\|[^{}]*)?\}$/.exec(piece)
    if (!slot) return piece === '' ? [] : [piece]
    return [{ value: Number(slot[1]), forms: slot[2] === undefined ? null : slot[2].slice(1).split('|') }]
  })
}

/**
 * @param values as text; those that choose a form are whole numbers, `2,400`
 * @param show how a value or a number is written in the sentence
 */
export function fill(
  template: string,
  values: readonly string[],
  language: string,
  show: (value: string) => string = (value) => value,
): string {
  return parseTemplate(template)
    .map((part) => {
      if (typeof part === 'string') return part
      const value = values[part.value] ?? ''
      return part.forms === null ? show(value) : form(part.forms, value, language).replaceAll('#', () => show(value))
    })
    .join('')
}

function form(forms: readonly string[], value: string, language: string): string {
  const rule = new Intl.PluralRules(language).select(Number(value.replaceAll(',', '')))
  const index = formsOf(language).indexOf(rule)
  return forms[index === -1 ? forms.length - 1 : index] ?? forms.at(-1) ?? ''
}
