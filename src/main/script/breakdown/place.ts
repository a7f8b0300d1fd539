import type { Bible, Evidence, Place } from '../../../shared/domain/index.ts'
import type { BreakdownContext } from './context.ts'
import { PROPS } from './lexicon/props.ts'
import { EMPTY_PLACE_WORDS, ROOM_SYNONYMS, ROOM_THINGS } from './lexicon/settings.ts'
import type { Story } from './story.ts'
import { foldAccents, tokenize } from './tokens.ts'

export interface Setting {
  placeId: string | null
  placeName: string | null
  evidence: Evidence
}

interface Spot {
  id: string
  place: Place
  zone: Place['zones'][number] | null
}

interface Score {
  points: number
  first: number
  words: string
  rule: string
}

const INSIDE = new Set([
  'in',
  'on',
  'at',
  'into',
  'onto',
  'inside',
  'aboard',
  'within',
  'by',
  'through',
  'entered',
  'under',
])
const STANDING = new Set(['in', 'on', 'into', 'onto', 'inside', 'entered', 'aboard'])
const OUTSIDE = new Set([
  'above',
  'below',
  'from',
  'towards',
  'toward',
  'off',
  'past',
  'near',
  'outside',
  'beyond',
  'over',
  'to',
  'of',
  'called',
  'leave',
  'left',
])

/** Where a scene plays: its opening line first, then the places its narration stands people in, then the scene before. */
export function readPlace(slugPlace: string | null, story: Story, context: BreakdownContext): Setting {
  const { bible, previousScene } = context
  if (slugPlace) {
    const scores = scoreText(slugPlace, bible, 0, (before) => 2 * prepositionWeight(before, true, ''))
    const best = choose(scores, bible)
    return best
      ? setting(best.spot, { about: 'place', words: slugPlace, rule: 'opening-line', confidence: 0.97 })
      : {
          placeId: null,
          placeName: slugPlace,
          evidence: { about: 'place', words: slugPlace, rule: 'opening-line-unknown', confidence: 0.7 },
        }
  }
  const scores = new Map<string, Score>()
  story.sentences.forEach((sentence, n) => {
    const share = sentence.kind === 'narration' ? 1 : sentence.kind === 'speech' ? 0.15 : 0.1
    merge(
      scores,
      scoreText(sentence.text, bible, n, (before, opens, after) => share * prepositionWeight(before, opens, after)),
    )
  })
  addWeakSigns(scores, story, context)
  const best = choose(scores, bible)
  if (best && rankOf(best.score) >= 0.4) {
    const { words, rule, points } = best.score
    return setting(best.spot, { about: 'place', words, rule, confidence: Math.min(0.95, 0.5 + points / 6) })
  }
  if (previousScene?.placeName) {
    return {
      placeId: previousScene.placeId,
      placeName: previousScene.placeName,
      evidence: { about: 'place', words: '', rule: 'carried-from-scene-before', confidence: 0.5 },
    }
  }
  return {
    placeId: null,
    placeName: null,
    evidence: { about: 'place', words: '', rule: 'no-place-named', confidence: 0.3 },
  }
}

/** The words a place goes by in a caption. */
export function placeNameOf(bible: Bible, placeId: string | null): string | null {
  const place = bible.places.find(
    (candidate) => candidate.id === placeId || candidate.zones.some((zone) => zone.id === placeId),
  )
  if (!place) return null
  const zone = place.zones.find((candidate) => candidate.id === placeId)
  return zone ? `${place.name}, ${zone.name}` : place.name
}

/**
 * Another zone of the same place that a stretch of narration puts somebody in, or null.
 * @param narration clauses about people who are there
 */
export function zoneStoodIn(narration: string, current: Setting, bible: Bible): Setting | null {
  const placeId = current.placeId?.split('/')[0]
  const place = bible.places.find((candidate) => candidate.id === placeId)
  if (!place?.zones.length || current.evidence.rule === 'author') return null
  const weigh = (before: string, _: boolean, after: string) => (STANDING.has(before) && !EDGES.has(after) ? 2 : 0)
  const scores = scoreText(narration, { people: [], places: [place] }, 0, weigh)
  const best = place.zones
    .flatMap((zone) => (scores.has(zone.id) ? [{ zone, score: scores.get(zone.id)! }] : []))
    .sort((a, b) => b.score.points - a.score.points)[0]
  if (!best || best.score.points < 2 || best.zone.id === current.placeId) return null
  return setting(
    { id: best.zone.id, place, zone: best.zone },
    { about: 'place', words: best.score.words, rule: 'zone-entered', confidence: 0.75 },
  )
}

const setting = (spot: Spot, evidence: Evidence): Setting => ({
  placeId: spot.id,
  placeName: spot.zone ? `${spot.place.name}, ${spot.zone.name}` : spot.place.name,
  evidence,
})

/** «The cellar door» stands in another room; «the kitchen table» in the kitchen. */
const EDGES = new Set(['door', 'steps', 'stairs', 'gate', 'key', 'roof', 'wall', 'bell'])

function prepositionWeight(before: string, opens: boolean, after: string): number {
  if (EDGES.has(after)) return 0.4
  if (INSIDE.has(before)) return 2
  if (OUTSIDE.has(before)) return 0.5
  return opens ? 1.2 : 0.8
}

/** Names and aliases of places and zones found in a text, whole words only, the longest first. */
function scoreText(
  text: string,
  bible: Bible,
  at: number,
  weigh: (before: string, opens: boolean, after: string) => number,
): Map<string, Score> {
  const tokens = tokenize(text.replace(/(?<=\p{L})-(?=\p{L})/gu, ' '))
    .filter((token) => token.word)
    .map((token) => ({ ...token, folded: foldAccents(token.lower) }))
  const found = new Map<string, Score>()
  const taken = new Set<number>()
  const names = spotsOf(bible)
  for (const { spot, words, proper } of names) {
    for (let i = 0; i + words.length <= tokens.length; i++) {
      if (taken.has(i) || !words.every((word, n) => wordFits(tokens[i + n]!, word, proper))) continue
      words.forEach((_, n) => {
        if (spot.zone || !proper) taken.add(i + n)
      })
      let b = i - 1
      while (b >= 0 && /^(?:the|a|an|his|her|their|its|this|that|great|big|little|old)$/.test(tokens[b]!.lower)) b--
      const points =
        weigh(tokens[b]?.lower ?? '', b < 0, tokens[i + words.length]?.lower ?? '') * (words.length > 1 ? 1.3 : 1)
      const known = found.get(spot.id)
      const raw = text.slice(tokens[Math.max(0, b)]!.start, tokens[i + words.length - 1]!.end)
      found.set(spot.id, {
        points: (known?.points ?? 0) + points,
        first: known?.first ?? at,
        words: known?.words ?? raw,
        rule: spot.zone ? 'zone-named' : 'place-named',
      })
    }
  }
  return found
}

/** A proper name must be capitalised as the bible has it: «the kettle boiled» is not the Kettle. */
const wordFits = (token: { folded: string; text: string }, word: SpotWord, proper: boolean): boolean =>
  token.folded === word.folded && (!proper || !word.capital || /^\p{Lu}/u.test(token.text))

interface SpotWord {
  /** Small, free of accents. */
  folded: string
  capital: boolean
}

interface SpotName {
  spot: Spot
  words: SpotWord[]
  proper: boolean
}

const spots = new WeakMap<Bible, SpotName[]>()

/** Names of all places, the longest first; found once for a bible, which no scene changes. */
function spotsOf(bible: Bible): SpotName[] {
  const known = spots.get(bible)
  if (known) return known
  const names = spotNames(bible)
    .map(({ words, ...name }) => ({
      ...name,
      words: words.map((word) => ({ folded: foldAccents(word.toLowerCase()), capital: /^\p{Lu}/u.test(word) })),
    }))
    .sort((a, b) => b.words.length - a.words.length)
  spots.set(bible, names)
  return names
}

function spotNames(bible: Bible): { spot: Spot; words: string[]; proper: boolean }[] {
  return bible.places.flatMap((place) => {
    const own: Spot = { id: place.id, place, zone: null }
    const bare = (name: string) => name.toLowerCase().replace(/^(?:the|a|an) /, '')
    const wordsOf = (name: string) =>
      name
        .replace(/-/g, ' ')
        .split(/\s+/)
        .filter((word) => !/^(?:the|a|an)$/i.test(word))
    return [
      ...[place.name, place.id.replace(/-/g, ' '), ...place.aliases]
        .filter((name, i, all) => all.findIndex((other) => bare(other) === bare(name)) === i)
        .map((name) => ({ spot: own, words: wordsOf(name), proper: /\p{Lu}/u.test(name.replace(/^The\b/, '')) })),
      ...place.zones.flatMap((zone) =>
        [zone.name, zone.id.split('/').at(-1)!.replace(/-/g, ' '), ...zone.aliases]
          .filter((name, i, all) => all.indexOf(name) === i)
          .map((name) => ({ spot: { id: zone.id, place, zone }, words: wordsOf(name), proper: false })),
      ),
    ].filter(({ words }) => words.length > 0)
  })
}

function merge(into: Map<string, Score>, from: ReadonlyMap<string, Score>): void {
  for (const [id, score] of from) {
    const known = into.get(id)
    if (known) known.points += score.points
    else into.set(id, { ...score })
  }
}

/** A zone's own words apart from each other, the things that stand in such rooms, the place's signature. */
function addWeakSigns(scores: Map<string, Score>, story: Story, { bible, previousScene }: BreakdownContext): void {
  const narration = story.sentences.filter((sentence) => sentence.kind === 'narration')
  const add = (id: string, points: number, at: number, words: string, rule: string) =>
    merge(scores, new Map([[id, { points, first: at, words, rule }]]))
  const here = previousScene?.placeId?.split('/')[0] ?? null
  for (const place of bible.places) {
    const named = zoneWords(place.name)
    const drawn = new Set(zoneWords(place.signature).filter((word) => PROPS.has(word) && !named.includes(word)))
    narration.forEach((sentence, n) => {
      const has = (word: string) => sentence.tokens.some((token) => token.lower === word)
      if (named.length > 1 && named.every(has)) add(place.id, 1.2, n, named.join(' … '), 'place-words-together')
      const seen = [...drawn].filter(has)
      if (seen.length > 1 && n < 12) add(place.id, 0.3 * seen.length, n, seen.join(', '), 'signature')
    })
    for (const zone of place.zones) {
      const words = zoneWords(zone.name)
      narration.forEach((sentence, n) => {
        const hits = words.filter((word) => sentence.tokens.some((token) => token.lower === word))
        if (words.length > 1 && hits.length === words.length)
          add(zone.id, 1.2, n, hits.join(' … '), 'zone-words-together')
        else if (hits.length && hits.length < zone.name.split(/[ -]/).length)
          add(zone.id, n === 0 ? 0.9 : 0.25, n, hits.join(' '), 'zone-word')
      })
      if (place.id !== here && here !== null) continue
      const kind = words.map((word) => ROOM_SYNONYMS[word] ?? word).find((word) => ROOM_THINGS[word])
      const things = narration
        .flatMap((sentence) => sentence.tokens.map((token) => token.lower))
        .filter((word) => kind && ROOM_THINGS[kind]!.includes(word))
      if (new Set(things).size >= 2)
        add(zone.id, 0.5 * new Set(things).size, 0, [...new Set(things)].join(', '), 'things-of-the-room')
    }
  }
}

const zoneWords = (name: string): string[] =>
  tokenize(name.replace(/-/g, ' '))
    .filter((token) => token.word && !EMPTY_PLACE_WORDS.has(token.lower))
    .map((token) => token.lower)

/** Late mentions count less: a scene plays where it opens. */
const rankOf = (score: Score): number => score.points - Math.min(1.5, score.first * 0.02)

/** First the place that all signs together speak for, then the zone of it that has most; ties go to what is named first. */
function choose(scores: ReadonlyMap<string, Score>, bible: Bible): { spot: Spot; score: Score } | null {
  const places = bible.places
    .map((place) => {
      const zones = place.zones
        .flatMap((zone) => (scores.has(zone.id) ? [{ zone, score: scores.get(zone.id)! }] : []))
        .sort((a, b) => rankOf(b.score) - rankOf(a.score))
      const own = scores.get(place.id)
      const strongest = zones[0]?.score
      const total = (strongest ? rankOf(strongest) : 0) + (own ? rankOf(own) * (strongest ? 0.5 : 1) : 0)
      return { place, zones, own, total }
    })
    .filter((candidate) => candidate.own || candidate.zones.length)
    .sort((a, b) => b.total - a.total)
  const best = places[0]
  if (!best) return null
  const { place, zones, own } = best
  // A place with a single zone that is named by itself: where else could it be?
  const only = place.zones.length === 1 ? place.zones[0] : undefined
  const zone = zones[0]?.zone ?? only ?? null
  const score = zones[0]?.score ?? own!
  return { spot: { id: zone?.id ?? place.id, place, zone }, score }
}
