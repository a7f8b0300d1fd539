import type { Evidence, Weather } from '../../../shared/domain/index.ts'
import { PROPS } from './lexicon/props.ts'
import { WEATHER_WORDS } from './lexicon/settings.ts'
import { tokenize } from './tokens.ts'

/** The weather a text shows, or null. Stronger weather wins over wind and cloud. */
export function weatherIn(text: string): { weather: Weather; words: string } | null {
  const rank: Weather[] = ['storm', 'snow', 'rain', 'fog', 'wind', 'cloud', 'clear']
  const tokens = tokenize(text)
  const found = tokens.flatMap((token, i) => {
    const weather = WEATHER_WORDS[token.lower]
    // A snow globe and a fog bell are things.
    return weather && !PROPS.has(tokens[i + 1]?.lower ?? '') ? [{ weather, words: token.text }] : []
  })
  return found.sort((a, b) => rank.indexOf(a.weather) - rank.indexOf(b.weather))[0] ?? null
}

export const weatherEvidence = (words: string): Evidence => ({
  about: 'weather',
  words,
  rule: 'weather-word',
  confidence: 0.8,
})
