import type { Evidence, SceneSlug, TimeOfDay } from '../../../shared/domain/index.ts'
import type { BreakdownContext } from './context.ts'
import { TIME_SIGNS, TIME_WORDS } from './lexicon/settings.ts'
import type { Story } from './story.ts'
import { tokenize } from './tokens.ts'

export interface TimeReading {
  time: TimeOfDay | null
  evidence: Evidence
}

interface Sign {
  time: TimeOfDay
  weight: number
  words: string
  rule: string
}

/** Time of day: the opening line, what narration says and shows, the scene before, the chapter's title, else day. */
export function readTimeOfDay(
  slug: SceneSlug | null,
  story: Story,
  context: BreakdownContext,
  samePlace: boolean,
): TimeReading {
  const fromSlug = slug ? timeInWords(slug.time) : null
  if (fromSlug) return reading(fromSlug, slug!.time, 'opening-line', 0.97)
  const carried = context.previousScene?.timeOfDay ?? null
  if (slug && /\bsame\b/i.test(slug.time) && carried) return reading(carried, slug.time, 'opening-line-same', 0.9)
  const best = strongest(signsIn(story))
  // A candle by day is more likely a cellar than a night; a story seldom leaps from morning to night in one place.
  const daylight = carried !== null && samePlace && ['dawn', 'morning', 'day', 'afternoon'].includes(carried)
  if (daylight && best?.rule === 'time-sign' && best.weight < 3 && best.time === 'night')
    return reading(carried, best.words, 'carried-from-scene-before', 0.55)
  if (best && best.weight >= 1.4)
    return reading(best.time, best.words, best.rule, Math.min(0.92, 0.55 + best.weight / 10))
  const title = timeInWords(context.chapter.title)
  if (carried && (samePlace || best?.time === carried))
    return reading(carried, best?.words ?? '', 'carried-from-scene-before', 0.6)
  if (best && best.weight >= 0.8) return reading(best.time, best.words, best.rule, 0.55)
  if (title) return reading(title, context.chapter.title, 'chapter-title', 0.5)
  return reading('day', '', 'nothing-says-otherwise', 0.4)
}

const reading = (time: TimeOfDay, words: string, rule: string, confidence: number): TimeReading => ({
  time,
  evidence: { about: 'time-of-day', words, rule, confidence },
})

/** `3 in the afternoon`, `ten o'clock`, `14:30`, `evening`. */
export function timeInWords(text: string): TimeOfDay | null {
  const clock = clockIn(text)
  if (clock !== null) return timeOfHour(clock)
  for (const token of tokenize(text)) {
    const time = TIME_WORDS[token.lower]
    if (time) return time
  }
  return /\bday\b/i.test(text) ? 'day' : null
}

const HOURS = ['twelve', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven']

/** Hour of a clock time, 0–23, or null. A bare «ten o'clock» is taken by daylight. */
function clockIn(text: string): number | null {
  const match =
    /\b(\d{1,2})(?:[:.](\d{2}))?\s*(a\.?m\.?|p\.?m\.?|o[’']clock|in the (?:morning|afternoon|evening)|at night)/i.exec(
      text,
    )
  const worded = match
    ? null
    : new RegExp(
        `\\b(${HOURS.join('|')})\\s+(o[’']clock(?: (?:in the \\w+|at night))?|in the (?:morning|afternoon|evening)|at night)`,
        'i',
      ).exec(text)
  const stated = match?.[3] ?? worded?.[2]
  if (!stated) return /\b([01]\d|2[0-3]):[0-5]\d\b/.test(text) ? Number(/\b([01]\d|2[0-3]):/.exec(text)![1]) : null
  const hour = (match ? Number(match[1]) : HOURS.indexOf(worded![1]!.toLowerCase())) % 12
  if (/^p|afternoon|evening/i.test(stated)) return hour + 12
  if (/night/i.test(stated)) return hour >= 6 ? hour + 12 : hour
  if (/^a|morning/i.test(stated)) return hour
  return hour < 6 ? hour + 12 : hour
}

function timeOfHour(hour: number): TimeOfDay {
  if (hour < 5 || hour >= 22) return 'night'
  if (hour < 7) return 'dawn'
  if (hour < 12) return 'morning'
  if (hour < 14) return 'day'
  if (hour < 18) return 'afternoon'
  return hour < 20 ? 'dusk' : 'evening'
}

function signsIn(story: Story): Sign[] {
  const signs: Sign[] = []
  const narration = story.sentences.filter((sentence) => sentence.kind === 'narration')
  narration.forEach((sentence, n) => {
    const early = n < 7 ? 1 : 0.6
    const perfect = sentence.clauses[0]?.aspect === 'perfect' || sentence.clauses[0]?.aspect === 'modal' ? 0.4 : 1
    const text = sentence.text.toLowerCase().replace(/’/g, "'")
    const hour = clockIn(sentence.text)
    if (hour !== null)
      signs.push({ time: timeOfHour(hour), weight: 2.2 * early * perfect, words: sentence.text, rule: 'clock' })
    sentence.tokens.forEach((token, i) => {
      const time = TIME_WORDS[token.lower]
      if (!time || hour !== null) return
      const weight = wordWeight(
        sentence.tokens.map((word) => word.lower),
        i,
      )
      if (weight > 0)
        signs.push({
          time,
          weight: weight * early * perfect,
          words: phraseAt(sentence.text, token.start, token.end),
          rule: 'time-word',
        })
    })
    for (const { pattern, time, weight } of TIME_SIGNS) {
      const match = pattern.exec(text)
      if (match) signs.push({ time, weight: weight * early * perfect, words: match[0], rule: 'time-sign' })
    }
  })
  return signs
}

/** «Every night», «last night», «that morning she had»: another time, not this one. */
function wordWeight(words: readonly string[], i: number): number {
  const before = words.slice(Math.max(0, i - 3), i)
  if (
    before.some((word) => /^(?:every|last|each|tomorrow|yesterday|next|of|other)$/.test(word)) &&
    !before.includes('hour')
  )
    return 0.3
  if (before.includes('till') || before.includes('until')) return 0.4
  if (words[i] === 'noon' || before.some((word) => /^(?:in|at|the|by|was|this)$/.test(word))) return 2.4
  return 1.4
}

const phraseAt = (text: string, start: number, end: number): string => {
  const from = text.lastIndexOf(' ', Math.max(0, start - 12))
  return text.slice(from + 1, end)
}

function strongest(signs: readonly Sign[]): Sign | null {
  const sums = new Map<TimeOfDay, Sign>()
  for (const sign of signs) {
    const known = sums.get(sign.time)
    if (!known) sums.set(sign.time, { ...sign })
    else {
      if (sign.weight > known.weight) known.words = sign.words
      known.weight += sign.weight
    }
  }
  return [...sums.values()].sort((a, b) => b.weight - a.weight)[0] ?? null
}
