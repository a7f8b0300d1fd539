import { bidiLevels, visualOrder } from './bidi-levels.ts'

/**
 * A line of a text that runs from right to left, its characters in the order they stand in from left to right. Marks
 * stay behind the letter they belong to.
 */
export function visualText(line: string): string {
  const levels = bidiLevels({ text: line, direction: 'rtl', writing: 'horizontal' })
  const clusters: { text: string; level: number }[] = []
  let at = 0
  for (const character of line) {
    const before = clusters.at(-1)
    if (before !== undefined && /\p{M}/u.test(character)) before.text += character
    else clusters.push({ text: character, level: levels[at]! })
    at += character.length
  }
  return visualOrder(clusters)
    .map(({ text }) => text)
    .join('')
}
