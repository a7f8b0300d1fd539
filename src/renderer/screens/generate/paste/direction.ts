/** Where a text begins: in the direction of its first letter that has one. Null = none so far, so it goes as the window. */
export function directionOf(text: string): 'ltr' | 'rtl' | null {
  const [letter] = text.slice(0, LOOKED_AT).match(/\p{L}/u) ?? []
  if (letter === undefined) return null
  return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr'
}

/** `dir="auto"` looks through all of it, which takes a second for 5,000 prompts. */
const LOOKED_AT = 2_000
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
