import { codeOf } from '../../shared/code-point.ts'
import type { RemovedCharacter } from './prepare-text.ts'

const NAMES: Record<number, string> = {
  0: 'null',
  7: 'bell',
  8: 'backspace',
  27: 'escape',
  127: 'delete',
  8234: 'left-to-right embedding',
  8235: 'right-to-left embedding',
  8236: 'pop directional formatting',
  8237: 'left-to-right override',
  8238: 'right-to-left override',
  8294: 'left-to-right isolate',
  8295: 'right-to-left isolate',
  8296: 'first strong isolate',
  8297: 'pop directional isolate',
  65279: 'byte order mark',
}

/** Marks that pile up over one letter: no language needs more, and a tower of them reaches into other lines. */
const MOST_MARKS = 6

/**
 * A text without what must not reach a page: control characters, direction overrides (they make words read otherwise
 * than they are written), halves of surrogate pairs, tags, towers of marks. White space becomes single spaces; line
 * feeds stay. Normalised to NFC.
 */
export function cleanText(raw: string): { text: string; removed: RemovedCharacter[] } {
  const counts = new Map<number, number>()
  const drop = (codePoint: number) => counts.set(codePoint, (counts.get(codePoint) ?? 0) + 1)
  let kept = ''
  let marks = 0
  for (const character of raw.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').normalize('NFC')) {
    const codePoint = character.codePointAt(0)!
    marks = isMark(codePoint, character) ? marks + 1 : 0
    if (character === '\n') kept += character
    else if (character === '\t' || character === '\v' || character === '\f') kept += ' '
    else if (isForbidden(codePoint) || marks > MOST_MARKS) drop(codePoint)
    else kept += character
  }
  const text = kept
    .replace(/[ \u2000-\u2006\u2008-\u200a\u205f]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n+/g, '\n')
    .replace(/^[ \n]+|[ \n]+$/g, '')
  const removed = [...counts].map(([codePoint, count]) => ({
    codePoint: codeOf(String.fromCodePoint(codePoint)),
    name: NAMES[codePoint] ?? kindOf(codePoint),
    count,
  }))
  return { text, removed }
}

function isMark(codePoint: number, character: string): boolean {
  return codePoint >= 0x300 && /\p{Mn}/u.test(character)
}

function isForbidden(codePoint: number): boolean {
  return (
    codePoint < 0x20 ||
    (codePoint >= 0x7f && codePoint <= 0x9f) ||
    (codePoint >= 0x202a && codePoint <= 0x202e) ||
    (codePoint >= 0x2061 && codePoint <= 0x206f) ||
    (codePoint >= 0xd800 && codePoint <= 0xdfff) ||
    (codePoint >= 0xfff9 && codePoint <= 0xfffb) ||
    codePoint === 0xfeff ||
    (codePoint & 0xfffe) === 0xfffe ||
    (codePoint >= 0xe0000 && codePoint <= 0xe007f)
  )
}

function kindOf(codePoint: number): string {
  if (codePoint < 0xa0) return 'control character'
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return 'half of a character'
  if (/\p{Mn}/u.test(String.fromCodePoint(codePoint))) return 'one mark too many on a letter'
  return 'invisible control character'
}
