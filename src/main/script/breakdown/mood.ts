import type { Evidence, Mood } from '../../../shared/domain/index.ts'
import { MOOD_WORDS } from './lexicon/feelings.ts'
import { tokenize } from './tokens.ts'

/** The mood of a single moment: one word is enough where the scene leans the same way. */
export function momentMood(text: string, scene: Mood | null): Mood | null {
  const own = moodIn(text)?.mood
  if (own) return own
  const leans = tokenize(text).some((token) => MOOD_WORDS.get(token.lower) === scene)
  return leans ? scene : null
}

/** The mood most words of a text lean to, or null when fewer than two lean any way. */
export function moodIn(text: string): { mood: Mood; evidence: Evidence } | null {
  const words = new Map<Mood, string[]>()
  for (const token of tokenize(text)) {
    const mood = MOOD_WORDS.get(token.lower)
    if (mood) words.set(mood, [...(words.get(mood) ?? []), token.text])
  }
  const best = [...words].sort((a, b) => b[1].length - a[1].length)[0]
  if (!best || best[1].length < 2) return null
  const total = [...words.values()].reduce((sum, list) => sum + list.length, 0)
  const confidence = Math.min(0.85, 0.4 + (0.4 * best[1].length) / total + 0.02 * best[1].length)
  return {
    mood: best[0],
    evidence: { about: 'mood', words: best[1].slice(0, 4).join(', '), rule: 'mood-words', confidence },
  }
}
