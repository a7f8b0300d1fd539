import type { Place } from '../../shared/domain/bible.ts'
import type { PanelContent, Shot, TimeOfDay } from '../../shared/domain/panel.ts'
import type { PromptPart } from '../../shared/domain/prompt.ts'
import { segmentsAt } from './dated-phrases.ts'
import { positiveOf } from './negations.ts'
import type { PanelMoment } from './panel-moment.ts'
import { capitalised, hasWords, spoken } from './phrases.ts'
import { INDOOR_NOUNS, MOOD_WORDS, TIME_WORDS, WEATHER_WORDS } from './picture-words.ts'
import { lightAt } from './place-light.ts'

/** A place as it is at one moment. */
export interface ResolvedPlace {
  id: string
  /** Zone first: `lamp room, Gannet Stack`. */
  name: string
  /** Segments that can be seen from where the panel plays, the most telling first. */
  signature: string[][]
  light: string[]
  indoors: boolean | null
}

/** @param placeId `gannet-stack/lamp-room` or `gannet-stack` */
export function resolvePlace(
  placeId: string,
  place: Place,
  time: TimeOfDay | null,
  moment: PanelMoment,
): ResolvedPlace {
  const zones = place.zones.map(({ id, name }) => ({ id, name: spoken(name) }))
  const inBible = zones.find(({ id }) => id === placeId)
  const zone = inBible?.name ?? (placeId.includes('/') ? spoken(placeId.slice(place.id.length + 1)) : null)
  const indoors = zone !== null && isIndoors(zone) ? true : place.indoors
  const others = zones.filter(({ name }) => name !== zone && (zone !== null || isIndoors(name))).map(({ name }) => name)
  const elsewhere = (phrase: string) => others.some((name) => name.includes(' ') && hasWords(spoken(phrase), name))
  const seen = (text: string) =>
    segmentsAt(text, moment)
      .filter((segment) => !others.some((name) => isAbout(segment[0]!, name)))
      .map((segment) => segment.filter((phrase) => !elsewhere(phrase)))
      .filter((segment) => segment.length > 0)
  return {
    id: placeId,
    name: zone === null ? place.name : `${zone}, ${place.name}`,
    signature: inView(seen(place.signature), zone, indoors === true, place.indoors),
    light: lightAt(
      seen(place.light).map((segment) => withoutSubject(segment, zone)),
      time,
    ),
    indoors,
  }
}

const lastWord = (name: string) => name.split(' ').at(-1)!
const isIndoors = (zone: string) => INDOOR_NOUNS.has(lastWord(zone).toLowerCase())

/** "the office has an oxblood carpet" is about the office. */
function isAbout(phrase: string, zone: string): boolean {
  const start = phrase.replace(/^(?:(?:in|on|at)\s+)?(?:the|an?)\s+/i, '').toLowerCase()
  return [zone, lastWord(zone)].some(
    (name) => start === name.toLowerCase() || start.startsWith(`${name.toLowerCase()} `),
  )
}

/** "office, cool light" within the office is "cool light". */
const withoutSubject = ([first = '', ...rest]: string[], zone: string | null) =>
  zone !== null && rest.length > 0 && (first === zone || first === lastWord(zone)) ? rest : [first, ...rest]

/**
 * Which segments of a signature belong in the picture. Those that name the zone come first. Within the walls of a
 * place that is described from outside, the outside is left out: all of it when the place lies under the sky, its
 * first words when it is both. What stands after "inside" is for indoors alone.
 */
function inView(segments: string[][], zone: string | null, indoors: boolean, place: boolean | null): string[][] {
  const starts = (segment: string[]) => /^inside\b/i.test(segment[0]!)
  const within = segments
    .filter(starts)
    .map(([first = '', ...rest]) => [first.replace(/^inside[,:]?\s*/i, ''), ...rest].filter(Boolean))
  const general = segments.filter((segment) => !starts(segment))
  const own = general.filter((segment) => zone !== null && segment.some((phrase) => hasWords(spoken(phrase), zone)))
  const rest = general.filter((segment) => !own.includes(segment))
  if (!indoors || place === true) return [...own, ...(indoors ? within : []), ...rest]
  if (within.length > 0 || place === false) return [...own, ...within]
  return [...own, ...rest.filter((segment) => segment !== general[0])]
}

const CLOSE: ReadonlySet<Shot> = new Set(['extreme-close-up', 'close-up', 'medium-close-up', 'detail'])
const WIDE: ReadonlySet<Shot> = new Set(['long', 'extreme-long', 'establishing'])
const MOST_PHRASES = 5

/** Where and when; what makes the place recognisable, more of it the wider the shot; its light; the mood. */
export function placeParts(panel: PanelContent, place: ResolvedPlace | null): PromptPart[] {
  const parts: PromptPart[] = []
  const setting = [place?.name ?? panel.placeName ?? '', timeWords(panel), weatherWords(panel, place)]
    .filter((words) => words !== '')
    .join(', ')
  if (setting !== '') {
    parts.push({ id: 'place', kind: 'place', text: capitalised(setting), avoid: [], weight: 100, mandatory: true })
  }
  const segments = CLOSE.has(panel.shot) ? 0 : WIDE.has(panel.shot) ? 3 : 2
  const signature = (place?.signature ?? []).slice(0, segments).flat().slice(0, MOST_PHRASES)
  parts.push(...essential('signature', '', signature, 65))
  parts.push(...essential('light', 'light: ', place?.light ?? [], 60))
  if (panel.mood !== null) parts.push(...essential('mood', '', [MOOD_WORDS[panel.mood]], 40))
  return parts
}

/** When it is, unless the sentence says so itself. */
function timeWords({ timeOfDay, what }: PanelContent): string {
  if (timeOfDay === null) return ''
  const { word, said } = TIME_WORDS[timeOfDay]
  return said.test(what) ? '' : word
}

function weatherWords({ weather, what }: PanelContent, place: ResolvedPlace | null): string {
  if (weather === null) return ''
  const { outdoors, indoors, said } = WEATHER_WORDS[weather]
  return said.test(what) ? '' : place?.indoors ? indoors : outdoors
}

function essential(id: string, label: string, described: readonly string[], weight: number): PromptPart[] {
  const { phrases, avoid } = positiveOf(described)
  if (phrases.length === 0) return []
  const text = capitalised(`${label}${phrases.join(', ')}`)
  return [{ id, kind: 'essentials', text, avoid, weight, mandatory: false }]
}
