const NAME = String.raw`(?:\p{Lu}[\p{L}.'’-]*\s?(?:(?:van|von|der|den|de|da|di|del|la|le)\s){0,2}){1,4}`
const MANNER = new RegExp(
  String.raw`\b(?:(?:in the )?(?:style|manner|spirit) of|inspired by|influenced by|(?:art|artwork|drawn|painted|illustrated|inked|concept art) by|à la|a la)\s+(?:the\s+)?(${NAME})`,
  'gu',
)
const STYLED = /(?<!\p{L})((?:\p{Lu}[\p{L}.'’]*\s)?\p{Lu}[\p{L}.'’]+)(?:-style|-inspired|esque)\b/gu

/**
 * Names a prompt asks the manner of: "in the style of Jane Doe", "Doe-style". Found by the form of the words, so
 * that no list of artists has to be kept; a name without such words is taken for one of the story.
 */
export function namedArtists(text: string): string[] {
  const found = [...text.matchAll(MANNER), ...text.matchAll(STYLED)].map(([, name = '']) => name.trim())
  return [...new Set(found)]
}
