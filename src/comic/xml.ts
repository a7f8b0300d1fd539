/** A length is written to the micrometre. */
const DIGITS = 1000

/** ` name="value"`, the value safe whatever it holds. */
export function attribute(name: string, value: string | number): string {
  return ` ${name}="${typeof value === 'number' ? decimal(value) : escapeXml(value)}"`
}

/** Text for an element or an attribute; characters that XML cannot hold are left out. */
export function escapeXml(text: string): string {
  // Path data is most of a page and holds none of them: one look instead of five.
  if (!/[<>&"'\p{Cc}\p{Cs}\ufffe\uffff]/u.test(text)) return text
  return text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\t\n\r\u007f-\u009f]|[\ufffe\uffff]/gu, '')
    .replaceAll(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** A number without exponent, three digits after the point at most. */
export function decimal(value: number): string {
  const rounded = Math.round(value * DIGITS) / DIGITS
  return String(rounded === 0 ? 0 : rounded)
}
