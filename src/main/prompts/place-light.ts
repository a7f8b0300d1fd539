import type { TimeOfDay } from '../../shared/domain/panel.ts'

/** Words for times in descriptions of light, and the times of day they light. */
const TIMED: readonly { words: string; times: readonly TimeOfDay[] }[] = [
  { words: 'dawn|sunrise|daybreak', times: ['dawn', 'morning'] },
  { words: 'mornings?', times: ['morning', 'dawn'] },
  { words: 'days?|noon|midday|daylight', times: ['day', 'morning', 'afternoon'] },
  { words: 'afternoons?', times: ['afternoon'] },
  { words: 'dusk|sunset|twilight', times: ['dusk', 'evening'] },
  { words: 'evenings?', times: ['evening', 'dusk'] },
  { words: 'nights?|midnight|moonlight', times: ['night', 'evening'] },
]
const WORDS = TIMED.map(({ words }) => words).join('|')
const TIME_WORD = new RegExp(`\\b(?:${WORDS})\\b`, 'i')
/** Words that only say when: the picture's time of day is said elsewhere. */
const ADVERB = new RegExp(`(?:^|\\s+)(?:by|at|in the|during the)\\s+(?:${WORDS})\\b[,:]?\\s*`, 'i')
const MOST_PHRASES = 2

/**
 * The light that goes with a time of day: "by night two white bars" is used at night only. Light without a time stands
 * in where none goes with it. A time at the start of a segment holds to the segment's end.
 */
export function lightAt(segments: readonly (readonly string[])[], time: TimeOfDay | null): string[] {
  const timed: string[] = []
  const untimed: string[] = []
  for (const segment of segments) {
    let opening: string | undefined
    for (const phrase of segment) {
      const own = TIME_WORD.exec(phrase)?.[0]
      const onlyTime = own === phrase
      if (onlyTime || ADVERB.exec(phrase)?.index === 0) opening = own
      if (onlyTime) continue
      const said = own ?? opening
      const words = phrase.replace(ADVERB, ' ').trim()
      if (said === undefined) untimed.push(words)
      else if (time !== null && timesOf(said).includes(time) && words !== '') timed.push(words)
    }
  }
  return (timed.length > 0 ? timed : untimed).slice(0, MOST_PHRASES)
}

function timesOf(word: string): readonly TimeOfDay[] {
  return TIMED.find(({ words }) => new RegExp(`^(?:${words})$`, 'i').test(word))?.times ?? []
}
