import { distinct, oneLine, textsOf } from './words.ts'
import { entriesOf, itemsOf, valueAt, type YamlNode } from './yaml/node.ts'

const HEX = /^#[0-9a-f]{3,8}$/i

/** Colours of a list, map or text, by the names that authors write as comments behind hex values. */
export function coloursOf(node: YamlNode | null, text: string): string[] {
  if (node === null) return []
  if (node.kind === 'list') return itemsOf(node).flatMap((item) => coloursOf(item, text))
  if (node.kind === 'map') return entriesOf(node).flatMap(({ value }) => coloursOf(value, text))
  const [colour] = textsOf(node)
  if (colour === undefined) return []
  return [HEX.test(colour) ? (commentBehind(text, node.end) ?? colour) : colour]
}

/** `lamp gold, storm slate; accents signal red` */
export function paletteWords(palette: YamlNode | null, mainKey: 'primary' | 'dominant', text: string): string {
  const main = distinct(coloursOf(valueAt(palette, mainKey), text))
  const accents = distinct(coloursOf(valueAt(palette, 'accent'), text))
  return [main.join(', '), accents.length === 0 ? '' : `accents ${accents.join(', ')}`].filter(Boolean).join('; ')
}

function commentBehind(text: string, end: number): string | null {
  const lineEnd = text.indexOf('\n', end)
  const rest = text.slice(end, lineEnd < 0 ? text.length : lineEnd)
  const comment = /^\s+#+\s*(.+?)\s*$/.exec(rest)?.[1]
  return comment === undefined ? null : oneLine(comment)
}
