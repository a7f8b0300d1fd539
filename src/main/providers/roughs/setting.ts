import type { Stage } from '../../../shared/domain/generation.ts'
import type { TimeOfDay, Weather } from '../../../shared/domain/panel.ts'
import type { Colour } from './colour.ts'
import { isNear } from './framing.ts'
import { PROP_NOUNS, type PropName } from './props/props.ts'
import { findTerms, vocabulary, wordsOf } from './reading.ts'
import { INDOOR_KINDS, PLACE_NOUNS, type PlaceKind, WIDE_KINDS } from './vocabulary/places.ts'
import { ANIMAL_NOUNS, speciesOf } from './vocabulary/species.ts'

/** Where and when a panel plays, and what can be seen there, read out of its words. */
export interface Setting {
  kind: PlaceKind
  indoors: boolean
  time: TimeOfDay
  weather: Weather | null
  lamplit: boolean
  /** Colour the place's light is said to have. */
  cast: Colour | null
  /** Things to draw, the most telling first; each once. */
  props: PropName[]
  /** Animals that are spoken of as being there but are nobody of the cast. */
  animals: string[]
  /** Whether any of the words stands in the panel, its place or the place's signature. */
  says: (...words: string[]) => boolean
  /** Whether any of the words stands in the panel's own text. */
  shows: (...words: string[]) => boolean
}

/** Nouns that name a place only when the place itself is called so; in a sentence they are mostly things. */
const WEAK = new Set(
  'boat ship trawler rock wave step room hill river tower house hole ice store stack pass square bank light landing cabinet water road wall stable pool station platform pier roof chimney step wood grass field bar ferry bus wreck crossing pavement snow ice wall deck hull fair'.split(
    ' ',
  ),
)

/** Nouns that are as often verbs or parts of other words; they count only after an article or the like. */
const AMBIGUOUS = new Set(
  'watch ring saw plan sail page fan box form sign pan file stamp link line bar case fire lever stick note message star moon sun smoke cloth log court gold bank tool staff money'.split(
    ' ',
  ),
)
const DETERMINERS = new Set('a an the his her its their my your our one two three this that some'.split(' '))

const TIMES = vocabulary<TimeOfDay>({
  dawn: 'dawn sunrise daybreak',
  morning: 'morning breakfast',
  day: 'noon midday daylight sunny',
  afternoon: 'afternoon',
  dusk: 'dusk sunset twilight',
  evening: 'evening supper',
  night: 'night midnight moonlight moonlit starlight',
})

const WEATHERS = vocabulary<Weather>({
  rain: 'rain raining rainy drizzle wet downpour',
  storm: 'storm stormy gale tempest thunder lightning',
  snow: 'snow snowing snowy blizzard',
  fog: 'fog foggy mist misty haze',
  wind: 'wind windy breeze gust',
  cloud: 'cloud cloudy overcast',
})

/** What lights a whole room; a candle or a lantern only lights who carries it. */
const ROOM_LIGHTS = ['lamp', 'fire', 'lamplight', 'firelight', 'stove', 'lit', 'bulb', 'hearth', 'fireplace']

/** Rooms where a light burns at night without a word about it. */
const LATE_KINDS: ReadonlySet<PlaceKind> = new Set<PlaceKind>(['tavern', 'kitchen', 'hall', 'tram-inside'])

const CASTS = vocabulary({
  '#ffb54a': 'amber gold golden',
  '#e2552f': 'red fire crimson',
  '#9fd0e8': 'silver blue moon',
  '#7fbf8a': 'green',
  '#c58ad8': 'purple violet pink',
})

/** Reads the setting out of a stage. */
export function settingOf(stage: Stage): Setting {
  const { panel, place } = stage
  const zone = panel.placeId?.split('/').slice(1).join(' ') ?? ''
  const all = [
    panel.what,
    panel.placeName ?? '',
    place?.name ?? '',
    zone,
    place?.signature ?? '',
    panel.props.join(' '),
  ].join(' ')
  const spoken = new Set(wordsOf(all))
  const own = new Set(wordsOf(`${panel.what} ${panel.props.join(' ')}`))
  const kind = placeKindOf(stage, zone)
  const indoors = INDOOR_KINDS.has(kind)
  const light = `${panel.what} ${place?.light ?? ''}`
  const time = panel.timeOfDay ?? findTerms(panel.what, TIMES)[0]?.value ?? (indoors ? 'afternoon' : 'day')
  const unlit = own.has('dark') || own.has('unlit') || panel.mood === 'fearful'
  const shining = ROOM_LIGHTS.some((word) => own.has(word))
  return {
    kind,
    indoors,
    time,
    weather: panel.weather ?? findTerms(panel.what, WEATHERS)[0]?.value ?? null,
    lamplit: shining || (indoors && !unlit && (time === 'evening' || (time === 'night' && LATE_KINDS.has(kind)))),
    cast: findTerms(light, CASTS)[0]?.value ?? null,
    props: propsOf(stage),
    animals: animalsOf(stage),
    says: (...words) => words.some((word) => spoken.has(word)),
    shows: (...words) => words.some((word) => own.has(word)),
  }
}

function placeKindOf(stage: Stage, zone: string): PlaceKind {
  const { panel, place } = stage
  const scores = new Map<PlaceKind, number>()
  /** What a text names first is what it is about; each kind counts once. */
  const read = (text: string, weight: number, weak: number) => {
    const counted = new Set<PlaceKind>()
    for (const { term, value } of findTerms(text, PLACE_NOUNS)) {
      if (counted.has(value)) continue
      const fading = 0.85 ** counted.size
      counted.add(value)
      scores.set(value, (scores.get(value) ?? 0) + (WEAK.has(term) ? weak : weight) * fading)
    }
  }
  // A named zone says where we are, whatever the place around it is called; only from very far it is seen from outside.
  const afar = panel.shot === 'extreme-long'
  read(zone.replaceAll('-', ' '), afar ? 3 : 30, afar ? 3 : 30)
  const zoned = scores.size > 0
  read(panel.placeName ?? '', afar ? 3 : 6, afar ? 3 : 5)
  read(place?.name ?? '', 4, 3)
  read(panel.what, 2.5, afar ? 2 : 0.4)
  read(place?.signature ?? '', 0.8, 0.3)
  if (panel.shot === 'establishing' || panel.shot === 'extreme-long') {
    for (const kind of WIDE_KINDS) if ((scores.get(kind) ?? 0) >= 1) scores.set(kind, scores.get(kind)! + 3)
  }
  const outside = /\b(?:outside|outdoors|exterior)\b/i.test(panel.what)
  const inside = /\b(?:inside|indoors|interior)\b/i.test(panel.what)
  let best: PlaceKind | null = null
  for (const [kind, score] of scores) {
    const roofed = INDOOR_KINDS.has(kind) && kind !== 'cave'
    if (roofed && (outside || (place?.indoors === false && !zoned))) continue
    if (!INDOOR_KINDS.has(kind) && ((place?.indoors === true && !zoned) || (inside && !outside && kind !== 'tram')))
      continue
    if (best === null || score > scores.get(best)!) best = kind
  }
  const kind = best ?? (place?.indoors === true || inside ? 'room' : 'open')
  const words = new Set(wordsOf(panel.what))
  const has = (list: ReadonlySet<string>) => [...list].some((word) => words.has(word))
  const wide = !isNear(panel.shot)
  if (kind === 'tram' && !outside && (inside || !wide || has(SEATS))) return 'tram-inside'
  // Furniture says that we are inside, where the place has an inside at all.
  if (!zoned && !INDOOR_KINDS.has(kind) && !outside && place?.indoors !== false && has(FURNITURE)) {
    const about = new Set(wordsOf(`${panel.what} ${place?.signature ?? ''}`))
    if (about.has('workbench') || about.has('engine')) return 'workshop'
    if (ROOFS.some((roof) => about.has(roof))) return 'room'
  }
  if (
    wide &&
    HILLSIDE.has(kind) &&
    /\b(?:roofs|rooftops|town|village)\b/i.test(`${panel.what} ${place?.signature ?? ''}`)
  )
    return 'hill-town'
  return kind
}

const SEATS = new Set(['bench', 'seat', 'rail', 'hammock', 'brake'])
const FURNITURE = new Set(
  'table tabletop stove ceiling armchair fireplace carpet bed bunk workbench stool shelf handle clock floor mantelpiece kettle teapot cupboard'.split(
    ' ',
  ),
)
const ROOFS = ['hut', 'cabin', 'inside', 'room', 'indoors', 'cottage', 'interior']
const HILLSIDE: ReadonlySet<PlaceKind> = new Set<PlaceKind>(['street', 'rooftop', 'mountain', 'snow', 'city'])

/** Things that somebody in the picture wears rather than has about them. */
const WORN = new Set<PropName>(['hat', 'coat', 'shoe', 'glove', 'handkerchief', 'crown', 'button'])

function propsOf(stage: Stage): PropName[] {
  const names = new Set(stage.people.flatMap(({ name, personId }) => wordsOf(`${name} ${personId}`)))
  const named = stage.panel.props.flatMap((prop) =>
    findTerms(prop, PROP_NOUNS)
      .filter(({ term }) => !names.has(term))
      .map(({ value }) => value),
  )
  const words = wordsOf(stage.panel.what)
  const spoken = findTerms(stage.panel.what, PROP_NOUNS)
    .filter(
      ({ term, at }) =>
        !names.has(term) &&
        (!AMBIGUOUS.has(term) || DETERMINERS.has(words[at - 1] ?? '') || DETERMINERS.has(words[at - 2] ?? '')),
    )
    .map(({ value }) => value)
  const dressed = stage.panel.people.some(({ role }) => role !== 'mentioned') && stage.panel.shot !== 'detail'
  return [...new Set([...named, ...spoken])].filter((name) => !(dressed && WORN.has(name))).slice(0, 6)
}

/** "A cat", "cats", "two black cats"; but not the horse of "horse brasses". */
const isThere = (text: string, words: readonly string[], term: string, at: number) =>
  words.length < 4 ||
  words.slice(Math.max(0, at - 3), at).some((word) => DETERMINERS.has(word)) ||
  new RegExp(`\\b${term}s\\b`, 'i').test(text)

function animalsOf(stage: Stage): string[] {
  const cast = new Set(stage.people.flatMap((person) => [...wordsOf(person.kind), ...wordsOf(person.name)]))
  const species = stage.people.flatMap((person) => speciesOf(person.kind) ?? [])
  // A collie in the cast is the dog of the sentence.
  const isCast = (noun: string) => {
    const animal = speciesOf(noun)
    return species.some((one) => one.plan === animal?.plan && Math.abs(one.size - animal.size) < 0.35)
  }
  const named = [stage.panel.props.join(' '), stage.panel.what].flatMap((text) => {
    const words = wordsOf(text)
    return findTerms(text, ANIMAL_NOUNS)
      .filter(({ term, at }) => !PLACE_NOUNS.has(`${term} ${words[at + 1] ?? ''}`) && isThere(text, words, term, at))
      .map(({ term }) => term)
  })
  return [...new Set(named)].filter((noun) => !cast.has(noun) && !PROP_NOUNS.has(noun) && !isCast(noun)).slice(0, 2)
}
