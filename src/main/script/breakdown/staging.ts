import type { PanelPerson, Pose, TimeOfDay } from '../../../shared/domain/index.ts'
import { SHOUTING, WHISPERING } from './lexicon/verb-classes.ts'
import type { Setting } from './place.ts'
import type { SceneReading } from './read-scene.ts'
import type { Sentence } from './story.ts'

const POSE_WORDS: Readonly<Partial<Record<Pose, string>>> = {
  sit: 'sitting',
  lie: 'lying',
  kneel: 'kneeling',
  crouch: 'crouching',
  lean: 'leaning',
  row: 'rowing',
  swim: 'swimming',
}
const LIGHT: Readonly<Record<TimeOfDay, string>> = {
  dawn: 'at dawn',
  morning: 'in the morning',
  day: 'by day',
  afternoon: 'in the afternoon',
  dusk: 'at dusk',
  evening: 'in the evening',
  night: 'at night',
}

/** What a person of the scene is called inside a sentence: `Nell`, `the clerk`, `the man`. */
export function nameOf(id: string, reading: SceneReading): string {
  const walkOn = reading.references.walkOns.find((candidate) => candidate.id === id)
  return reading.cast.members.get(id)?.called ?? walkOn?.label ?? `the ${id}`
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** Who talks to whom in a panel, as something to see; null when nobody speaks or the speaker is not known. */
export function stageTalk(
  sentences: readonly Sentence[],
  reading: SceneReading,
  shown: string,
  people: readonly PanelPerson[],
): string | null {
  const placed = (id: string) => {
    const name = nameOf(id, reading)
    const pose = POSE_WORDS[people.find(({ personId }) => personId === id)?.pose ?? 'stand']
    return pose && !shown.includes(name) ? `${name}, ${pose},` : name
  }
  const turns = reading.utterances.flatMap((utterance, n) => {
    const id = reading.speakers[n]?.id
    return id && utterance.sentences.some((sentence) => sentences.includes(sentence)) ? [{ utterance, id, n }] : []
  })
  const speakers = [...new Set(turns.map((turn) => turn.id))]
  const first = turns[0]
  if (!first) return null
  if (speakers.length === 2 && /\?["'’”]?$/.test(first.utterance.text)) {
    return `${capitalised(placed(speakers[0]!))} asks, ${placed(speakers[1]!)} answers.`
  }
  if (speakers.length > 1)
    return `${capitalised(listed(speakers.map(placed)).replaceAll(',,', ','))} talk${speakers.length === 2 ? ', face to face' : ' among themselves'}.`
  const name = capitalised(placed(first.id))
  if (first.utterance.thought) return shown.includes(name) ? null : `${name} thinks, looking away.`
  const partner = [-1, 1, -2, 2]
    .map((step) => reading.speakers[first.n + step]?.id)
    .find((id) => id && id !== first.id && reading.presence.present.includes(id))
  const manner = WHISPERING.has(first.utterance.verb)
    ? 'speaks low'
    : SHOUTING.has(first.utterance.verb) && /!/.test(first.utterance.text)
      ? 'shouts'
      : 'speaks'
  const asks = /\?["'’”]?$/.test(first.utterance.text)
  if (!partner) {
    if (manner !== 'speaks') return `${name} ${manner}.`
    return shown.includes(nameOf(first.id, reading)) ? null : `${name} ${asks ? 'wonders aloud' : 'speaks'}, alone.`
  }
  return `${name} ${manner} to ${nameOf(partner, reading)}, who ${asks ? 'looks up' : 'listens'}.`
}

/** A panel of nothing but a letter or a verse: the page in its reader's hands, or the one who recites. */
export function stageDocument(sentences: readonly Sentence[], reading: SceneReading): string {
  const reader = reading.povId ?? reading.presence.present[0]
  const name = reader ? nameOf(reader, reading) : null
  const verse = sentences.some((sentence) => /^\s*>/.test(sentence.text))
  const before = reading.speakers.findLast(
    (speaker, n) => speaker.id && reading.utterances[n]!.sentences[0]!.index < sentences[0]!.index,
  )
  if (verse && before?.id) return `${capitalised(nameOf(before.id, reading))} recites.`
  return name ? `A written page, seen close, as ${name} reads it.` : 'A written page, seen close.'
}

/**
 * People standing in a place in their last pose, or the empty place: the plain picture of a moment that narrates none.
 * @param placeOnly the people are told already
 */
export function stageView(
  people: readonly PanelPerson[],
  setting: Setting,
  reading: SceneReading,
  placeOnly: boolean,
): string | null {
  const light = reading.timeOfDay ? ` ${LIGHT[reading.timeOfDay]}` : ''
  const place = setting.placeName
  if (placeOnly) return place ? `${capitalised(place)}${light}.` : null
  const seen = people.filter((person) => person.role !== 'mentioned')
  if (!seen.length)
    return place ? `${capitalised(place)}${light}, nobody in sight.` : `A quiet view${light}, nobody in sight.`
  const names = seen.map((person) => {
    const pose = POSE_WORDS[person.pose]
    return `${nameOf(person.personId, reading)}${pose ? `, ${pose},` : ''}`
  })
  const verb = seen.length > 1 ? 'are together' : 'is alone'
  return `${capitalised(listed(names))} ${verb}${place ? ` at ${place}` : ''}${light}.`.replace(/,(\s+and)/g, '$1')
}
