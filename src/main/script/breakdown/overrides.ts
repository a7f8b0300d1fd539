import {
  anchorOf,
  type Bible,
  type Evidence,
  MOODS,
  type Mood,
  type Override,
  type PanelPerson,
  ROLES,
  type SceneContent,
  TIMES_OF_DAY,
  type TimeOfDay,
  WEATHERS,
  type Weather,
} from '../../../shared/domain/index.ts'
import type { Speaker } from './attribution.ts'
import { placeNameOf, type Setting } from './place.ts'
import type { Utterance } from './utterances.ts'

/** Speakers as the author corrected them; a line is known by its words. */
export function overrideSpeakers(
  speakers: readonly Speaker[],
  utterances: readonly Utterance[],
  rows: readonly Override[],
): Speaker[] {
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

/** Roles as the author set them, in every panel of the scene; '' takes the person out. */
export function overrideRoles(content: SceneContent, rows: readonly Override[]): SceneContent {
  const roles = rows.filter((row) => row.about === 'role' && row.personId !== null && row.anchor === '')
  return roles.reduce(overrideRole, content)
}

function overrideRole(content: SceneContent, row: Override): SceneContent {
  const id = row.personId!
  if (!isOneOf(ROLES, row.value)) return content
  const role = row.value
  const there = role === 'acting' || role === 'passive'
  const without = (ids: readonly string[]) => ids.filter((other) => other !== id)
  const evidence: Evidence = { about: role || 'absent', words: '', rule: 'author', confidence: 1 }
  return {
    ...content,
    present: there ? [...without(content.present), id] : without(content.present),
    referenced: role === 'mentioned' ? [...without(content.referenced), id] : without(content.referenced),
    panels: content.panels.map((panel) => ({
      ...panel,
      people: panel.people
        .filter((person) => person.personId !== id || role !== '')
        .map(
          (person): PanelPerson =>
            person.personId === id && role !== '' ? { ...person, role, evidence: [evidence] } : person,
        ),
    })),
  }
}
