import { countWords } from './tokens.ts'

/** Words of one sentence that an artist still reads in one go. */
const LONGEST = 36
/** Fewer words before a joint are no sentence. */
const SHORTEST = 5

/** Closes up what is left of a sentence, joints and marks that lead nowhere taken off; '' when nothing is left. */
export function tidySentence(text: string): string {
  const clean = shortened(withoutLooseEnds(text))
  if (!/\p{L}/u.test(clean)) return ''
  const closed = /[.!?…]["'’”]?$/.test(clean) ? clean : `${clean}.`
  return closed.charAt(0).toUpperCase() + closed.slice(1)
}

function withoutLooseEnds(text: string): string {
  let clean = text
    .replace(/\s+/g, ' ')
    .replace(/\s+([,;:.!?])/g, '$1')
    .replace(/[,;:—–\s]+([.!?])/g, '$1')
    .replace(/([,;:])[,;:]+/g, '$1')
    .replace(/,\s+(and|or),\s/g, ', ')
    .replace(/[()]/g, '')
    .replace(/^[\s,;:—–.]+/, '')
    .replace(/^(?:and|but|so|for|then|or|yet)\b[,\s]*/i, '')
    .trim()
  const mark = /[.!?…]["'’”]?$/.exec(clean)?.[0] ?? ''
  clean = clean.slice(0, clean.length - mark.length)
  for (let before = ''; before !== clean; ) {
    before = clean
    for (const end of LOOSE_ENDS) clean = clean.replace(end, '')
  }
  return clean.trim() && `${clean.trim()}${mark}`
}

/** What a sentence cannot end with once its rest is gone. */
const LOOSE_ENDS: readonly RegExp[] = [
  /[\s,;:—–(]+$/,
  /[\s,]+(?:and|but|or|so|while|when|as|which|who|that|until|before|after|than|then|if|where|because|for)$/i,
  /[\s,]+(?:exactly|just|almost|nearly|quite|very|rather|half hoping|a|an|the|his|their|its|my|your)$/i,
  /[\s,]+(?:of|at|to|from|with|into|onto|upon|towards?|between|among|like|by)$/i,
  /[\s,]+(?:for as long|and looks?|looking as \p{L}+|saying|asking|thinking|adding|wondering)$/iu,
  // Only a stray «, in» hangs; «goes in» does not.
  /,\s+(?:in|on|over|under|through|round|about)$/i,
  /[\s,]+to (?:see|find|know|hear|say|tell|ask|make|be|find out|make out)$/i,
]

/** Cut at its last joint that leaves a whole sentence of bearable length; without one, at the last comma. */
function shortened(text: string): string {
  if (countWords(text) <= LONGEST) return text
  const joints = [...text.matchAll(/[;:—]\s|,\s/g)].filter(({ index }) => {
    const words = countWords(text.slice(0, index))
    return words >= SHORTEST && words <= LONGEST
  })
  const strong = joints.findLast(([joint]) => !joint.startsWith(','))
  const chosen = strong ?? joints.at(-1)
  return chosen ? withoutLooseEnds(text.slice(0, chosen.index)) : text.split(/\s+/).slice(0, LONGEST).join(' ')
}
