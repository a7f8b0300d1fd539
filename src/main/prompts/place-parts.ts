import type { Place } from '../../shared/domain/bible.ts'
import type { PanelContent, Shot, TimeOfDay } from '../../shared/domain/panel.ts'
import type { PromptPart } from '../../shared/domain/prompt.ts'
import { phrasesAt } from './dated-phrases.ts'
import { positiveOf } from './negations.ts'
import type { PanelMoment } from './panel-moment.ts'
import { capitalised, hasWords, spoken } from './phrases.ts'
import { INDOOR_NOUNS, MOOD_WORDS, TIME_WORDS, WEATHER_WORDS } from './picture-words.ts'

/** A place as it is at one moment. */
export interface ResolvedPlace {
  id: string
  /** Zone first: `lamp room, Gannet Stack`. */
  name: string
  /** All phrases that hold; a picture shows the first of `shown`. */
  signature: string[]
  /** Those that belong to the zone the panel plays in. */
  shown: string[]
  light: string[]
  indoors: boolean | null
}

const ESSENTIALS = 2

/** @param placeId `gannet-stack/lamp-room` or `gannet-stack` */
export function resolvePlace(placeId: string, place: Place, time: TimeOfDay | null, moment: PanelMoment): ResolvedPlace {
  const zoneId = placeId.includes('/') ? placeId : null
  const zone = zoneId === null ? null : (place.zones.find(({ id }) => id === zoneId)?.name ?? zoneId.slice(place.id.length + 1))
  const zoneName = zone === null ? null : spoken(zone)
  const inside = zoneName !== null && INDOOR_NOUNS.has(zoneName.toLowerCase().split(' ').at(-1)!)
  const signature = phrasesAt(place.signature, moment)
  const ofZone = zoneName === null ? [] : signature.filter((phrase) => hasWords(spoken(phrase), zoneName))
  const rest = inside && place.indoors !== true ? [] : signature.filter((phrase) => !ofZone.includes(phrase))
  return {
    id: placeId,
    name: zoneName === null ? place.name : `${zoneName}, ${place.name}`,
    signature,
    shown: [...ofZone, ...rest],
    light: lightAt(place.light, time, moment),
    indoors: inside ? true : place.indoors,
  }
}

const CLOSE: ReadonlySet<Shot> = new Set(['extreme-close-up', 'close-up', 'medium-close-up', 'detail'])

/** Where and when; what makes the place recognisable; its light; the mood. */
export function placeParts(panel: PanelContent, place: ResolvedPlace | null): PromptPart[] {
  const parts: PromptPart[] = []
  const weather = panel.weather === null ? '' : WEATHER_WORDS[panel.weather][place?.indoors ? 'indoors' : 'outdoors']
  const time = panel.timeOfDay === null ? '' : TIME_WORDS[panel.timeOfDay]
  const name = place?.name ?? panel.placeName ?? ''
  const setting = [name, time, weather].filter((words) => words !== '').join(', ')
  if (setting !== '') {
    parts.push({ id: 'place', kind: 'place', text: capitalised(setting), avoid: [], weight: 100, mandatory: true })
  }
  const shown = CLOSE.has(panel.shot) ? { phrases: [], avoid: [] } : positiveOf((place?.shown ?? []).slice(0, ESSENTIALS))
  if (shown.phrases.length > 0) {
    parts.push(essential('signature', shown.phrases.join(', '), 65, shown.avoid))
  }
  const light = positiveOf((place?.light ?? []).slice(0, ESSENTIALS))
  if (light.phrases.length > 0) parts.push(essential('light', `light: ${light.phrases.join(', ')}`, 60, light.avoid))
  if (panel.mood !== null) parts.push(essential('mood', MOOD_WORDS[panel.mood], 40, []))
  return parts
}

function essential(id: string, text: string, weight: number, avoid: string[]): PromptPart {
  return { id, kind: 'essentials', text: capitalised(text), avoid, weight, mandatory: false }
}

const TIMED: readonly { times: readonly TimeOfDay[]; words: string }[] = [
  { times: ['dawn', 'morning'], words: 'dawn|sunrise|daybreak' },
  { times: ['morning', 'dawn'], words: 'mornings?' },
  { times: ['day', 'morning', 'afternoon'], words: 'day|days|noon|midday|daylight' },
  { times: ['afternoon'], words: 'afternoons?' },
  { times: ['dusk', 'evening'], words: 'dusk|sunset|twilight' },
  { times: ['evening', 'dusk'], words: 'evenings?' },
  { times: ['night', 'evening'], words: 'nights?|midnight|moonlight' },
]
const TIME_WORD = new RegExp(`\\b(?:${TIMED.map(({ words }) => words).join('|')})\\b`, 'i')
/** The words that only say when: the picture's time of day says so already. */
const ADVERBIAL = new RegExp(`(?:^|\\s+)(?:by|at|in the|on|during the)\\s+(?:${TIMED.map(({ words }) => words).join('|')})\\b[,:]?\\s*`, 'i')

/**
 * The light that goes with a time of day: "by night two bars of white" is used at night only. Light without a time
 * stands in where none goes with it. A time at the start of a segment holds to the segment's end.
 */
function lightAt(light: string, time: TimeOfDay | null, moment: PanelMoment): string[] {
  const timed: string[] = []
  const untimed: string[] = []
  for (const segment of light.split(';')) {
    let open: RegExpExecArray | null = null
    for (const phrase of phrasesAt(segment, moment)) {
      const own = TIME_WORD.exec(phrase)
      const adverb = ADVERBIAL.exec(phrase)
      if (adverb?.index === 0) open = own
      const said = own ?? open
      const words = phrase.replace(ADVERBIAL, ' ').trim()
      if (said === null) untimed.push(words)
      else if (time !== null && timesOf(said[0]).includes(time)) timed.push(words)
    }
  }
  return timed.length > 0 ? timed : untimed
}

function timesOf(word: string): readonly TimeOfDay[] {
  return TIMED.find(({ words }) => new RegExp(`^(?:${words})$`, 'i').test(word))?.times ?? []
}
