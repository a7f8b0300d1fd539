import {
  anchorOf,
  type Bible,
  type Evidence,
  MOODS,
  type Mood,
  type Override,
  TIMES_OF_DAY,
  type TimeOfDay,
  WEATHERS,
  type Weather,
} from '../../../shared/domain/index.ts'
import type { Speaker } from './attribution.ts'
import { placeNameOf, type Setting } from './place.ts'
import type { Utterance } from './utterances.ts'

/** Speakers as the author corrected them; a line is known by its words. */
export function overrideSpeakers(speakers: readonly Speaker[], utterances: readonly Utterance[], rows: readonly Override[]): Speaker[] {
  const own = new Map(rows.filter((row) => row.about === 'speaker').map((row) => [row.anchor, row.value]))
  return speakers.map((speaker, n) => {
    const anchors = [utterances[n]!.text, ...utterances[n]!.sentences.map((sentence) => sentence.text)].map(anchorOf)
    const anchor = anchors.find((candidate) => own.has(candidate))
    if (anchor === undefined) return speaker
    return { id: own.get(anchor)! || null, rule: 'author', words: utterances[n]!.text, confidence: 1 }
  })
}

interface SettingValues {
  setting: Setting
  timeOfDay: TimeOfDay | null
  weather: Weather | null
  mood: Mood | null
}

/** Place, time, weather and mood as the author set them for the scene. A word that is on no list is left out. */
export function overrideSetting(
  values: SettingValues,
  rows: readonly Override[],
  bible: Bible,
): { values: SettingValues; evidence: Evidence[] } {
  const settled = { ...values }
  const evidence: Evidence[] = []
  for (const row of rows) {
    if (row.anchor !== '') continue
    if (row.about === 'place') {
      const name = placeNameOf(bible, row.value)
      const own: Evidence = { about: 'place', words: row.value, rule: 'author', confidence: 1 }
      settled.setting = { placeId: name ? row.value : null, placeName: name ?? (row.value || null), evidence: own }
    } else if (row.about === 'time-of-day' && isOneOf(TIMES_OF_DAY, row.value)) settled.timeOfDay = row.value || null
    else if (row.about === 'weather' && isOneOf(WEATHERS, row.value)) settled.weather = row.value || null
    else if (row.about === 'mood' && isOneOf(MOODS, row.value)) settled.mood = row.value || null
    else continue
    evidence.push({ about: row.about, words: row.value, rule: 'author', confidence: 1 })
  }
  return { values: settled, evidence }
}

const isOneOf = <T extends string>(list: readonly T[], value: string): value is T | '' =>
  value === '' || (list as readonly string[]).includes(value)
