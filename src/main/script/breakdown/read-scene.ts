import type { Evidence, Mood, ScriptScene, TimeOfDay, Weather } from '../../../shared/domain/index.ts'
import { attribute, type Speaker } from './attribution.ts'
import { type Cast, castOf } from './cast.ts'
import { type BreakdownContext, everybody, overridesOf } from './context.ts'
import { readDate, yearOf } from './date.ts'
import { learnGenders } from './learn-genders.ts'
import { moodIn } from './mood.ts'
import { overrideSetting, overrideSpeakers } from './overrides.ts'
import { readPieces } from './pieces.ts'
import { readPlace, type Setting } from './place.ts'
import { pointOfView } from './point-of-view.ts'
import { type Presence, readPresence } from './presence.ts'
import { type References, resolveReferences } from './references.ts'
import { readStory, type Story } from './story.ts'
import { readTimeOfDay } from './time-of-day.ts'
import { readUtterances, type Utterance } from './utterances.ts'
import { weatherEvidence, weatherIn } from './weather.ts'

/** A prose scene understood: what the panels are then cut from. */
export interface SceneReading {
  story: Story
  cast: Cast
  references: References
  utterances: Utterance[]
  speakers: Speaker[]
  presence: Presence
  povId: string | null
  setting: Setting
  timeOfDay: TimeOfDay | null
  weather: Weather | null
  mood: Mood | null
  date: string | null
  evidence: Evidence[]
}

/** Reads people, speakers, place, time, weather and mood out of a prose scene. */
export function readScene(scene: ScriptScene, context: BreakdownContext): SceneReading {
  const rows = overridesOf(context)
  const text = readPieces(scene.paragraphs)
  const narration = text.pieces
    .filter((piece) => piece.kind === 'narration')
    .map((piece) => piece.text)
    .join(' ')
  const date = rows.find((row) => row.about === 'date')?.value ?? readDate(scene.slug, narration, context)
  const known = castOf(everybody(context), context.chapter.number, yearOf(date))
  const story = readStory(text, known)
  const cast = learnGenders(story, known)
  const guessed = pointOfView(story, cast, resolveReferences(story, cast, null, new Map()), context)
  const chosen = rows.find((row) => row.about === 'pov')
  const povId = chosen ? chosen.value || null : guessed.id
  const utterances = readUtterances(story)
  // Lines are given out by what narration alone says; only then do lines help to tell who «he» is.
  const told = resolveReferences(story, cast, povId, new Map())
  const speakers = overrideSpeakers(attribute(story, utterances, cast, told, povId), utterances, rows)
  const references = resolveReferences(story, cast, povId, speakersBySentence(utterances, speakers))
  const presence = readPresence(story, utterances, speakers, cast, references)
  const place = readPlace(scene.slug?.place ?? scene.title, story, context)
  const time = readTimeOfDay(scene.slug, story, context, samePlace(place, context))
  const weather = weatherIn(narration)
  const mood = moodIn(story.paragraphs.join(' '))
  const settled = overrideSetting(
    { setting: place, timeOfDay: time.time, weather: weather?.weather ?? null, mood: mood?.mood ?? null },
    rows,
    context.bible,
  )
  return {
    story,
    cast,
    references,
    utterances,
    speakers,
    presence,
    povId,
    ...settled.values,
    date,
    evidence: [
      chosen ? { about: 'pov', words: '', rule: 'author', confidence: 1 } : guessed.evidence,
      ...presence.evidence,
      place.evidence,
      time.evidence,
      ...(weather ? [weatherEvidence(weather.words)] : []),
      ...(mood ? [mood.evidence] : []),
    ]
      .filter((evidence) => !settled.evidence.some((own) => own.about === evidence.about))
      .concat(settled.evidence),
  }
}

const samePlace = (setting: Setting, { previousScene }: BreakdownContext): boolean =>
  setting.placeId !== null && setting.placeId.split('/')[0] === previousScene?.placeId?.split('/')[0]

function speakersBySentence(utterances: readonly Utterance[], speakers: readonly Speaker[]): Map<number, string> {
  const found = new Map<number, string>()
  utterances.forEach((utterance, n) => {
    const id = speakers[n]?.id
    if (id) for (const sentence of utterance.sentences) found.set(sentence.index, id)
  })
  return found
}
