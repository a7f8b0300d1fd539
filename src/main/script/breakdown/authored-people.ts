import {
  type Bible,
  type Evidence,
  type Lettering,
  type PanelPerson,
  type Pose,
  ROLES,
} from '../../../shared/domain/index.ts'
import { speciesOf } from '../readers/bible/kind-words.ts'
import { bearingInPanel, type ReadPanel, type Seat } from './authored-bearing.ts'
import type { Cast, Mention } from './cast.ts'
import type { Clause } from './clauses.ts'
import { type Figure, figuresIn } from './figures.ts'
import { DEPICTIONS } from './lexicon/figure-nouns.ts'
import { BODY_PARTS, GARMENTS } from './lexicon/function-words.ts'
import { type Reference, type References, resolveReferences } from './references.ts'
import { type FigureScene, genderOfNoun, resolveFigure } from './resolve-figures.ts'
import { type Sentence, type Story, wordsBetween } from './story.ts'

/** What runs through the authored panels of one scene. */
export interface AuthoredScene {
  cast: Cast
  people: FigureScene['people']
  date: string | null
  around: ReadonlySet<string>
  walkOns: Map<string, string>
  /** Poses that last: who sat down stays so until they move. */
  poses: Map<string, Pose>
}

export interface AuthoredPeople {
  people: PanelPerson[]
  /** Hands, a face in a mirror, boots: no whole figure is shown. */
  onlyParts: boolean
}

/** More would only be a crowd. */
const MOST_PEOPLE = 8

/** The cast of a scene's panels before any of them is read. */
export function authoredScene(
  stories: readonly Story[],
  lettering: readonly Lettering[],
  cast: Cast,
  bible: Bible,
  date: string | null,
): AuthoredScene {
  const named = stories.flatMap((story) => story.sentences.flatMap((sentence) => sentence.mentions))
  const around = new Set([
    ...lettering.flatMap((line) => line.speakerId ?? []),
    ...named.flatMap((mention) => (mention.ids.length === 1 ? mention.ids : [])),
  ])
  return {
    cast,
    people: new Map(bible.people.map((person) => [person.id, person])),
    date,
    around,
    walkOns: new Map(),
    poses: new Map(),
  }
}

interface Claim {
  role: PanelPerson['role']
  words: string
  rule: string
  confidence: number
  /** Only a hand, a face, a sleeve of theirs is shown. */
  isPart?: boolean
}

/**
 * Everybody a panel's own text shows: by name, by a common noun, by a pronoun or a part of the body, and whoever speaks
 * in it. A speaker acts, an unseen one is off-panel.
 * @param previous who was seen in the scene so far, the latest first
 * @param fromAfar in so wide a view a voice shows nobody
 */
export function authoredPeople(
  story: Story,
  lettering: readonly Lettering[],
  previous: readonly PanelPerson[],
  scene: AuthoredScene,
  fromAfar: boolean,
): AuthoredPeople {
  const { cast } = scene
  const claims = new Map<string, Claim>()
  const claim = (id: string, wanted: Claim) => {
    const drawable = cast.members.get(id)?.drawable ?? true
    const next: Claim = drawable ? wanted : { ...wanted, role: 'mentioned' }
    const known = claims.get(id)
    if (!known && next.role !== 'mentioned' && claims.size >= MOST_PEOPLE) return
    const isPart = (known?.isPart ?? true) && next.isPart === true
    const kept = known && ROLES.indexOf(known.role) <= ROLES.indexOf(next.role) ? known : next
    claims.set(id, { ...kept, isPart })
  }
  claimNames(story, claim)
  const voices = lettering.flatMap((line) => (line.speakerId && line.balloon !== 'off-panel' ? [line.speakerId] : []))
  // Who is named here is meant before anybody of the panels before.
  const here = [...claims].flatMap(([personId, { role }]) => (role === 'mentioned' ? [] : [personId]))
  const earlier = previous.map(({ personId }) => personId)
  const pronouns: Pronouns = { seen: [...new Set([...here, ...earlier])], earlier, cast, around: scene.around }
  const seats = seatFigures(story, new Set(voices), previous, scene, claims, claim)
  const references = withFigures(
    resolveReferences(story, cast, pronounOwner(story, pronouns), new Map()),
    seats,
    pronouns,
  )
  for (const sentence of story.sentences) {
    // «What she sees: …» is the view and not who has it.
    for (const clause of VIEW.test(sentence.text) ? [] : sentence.clauses) {
      for (const { id, rule, confidence } of references.allOf(sentence, clause)) {
        const words = sentence.text.slice(0, 60)
        claim(id, { role: 'acting', words, rule, confidence, isPart: clause.bodyPart !== null })
      }
    }
    for (const id of ownersOf(sentence, pronouns, claims.size === 0)) {
      const words = sentence.text.slice(0, 40)
      claim(id, { role: 'passive', words, rule: 'part-of-them-shown', confidence: 0.65, isPart: true })
    }
    for (const { id, words } of everybodyMeant(sentence, seats, pronouns, claims))
      claim(id, { role: 'passive', words, rule: 'figure-of-the-panel-before', confidence: 0.6 })
  }
  const shown = [...claims.values()].filter(({ role }) => role !== 'mentioned')
  const onlyParts = shown.length > 0 && shown.every(({ isPart }) => isPart)
  for (const line of lettering) {
    if (!line.speakerId || line.balloon === 'off-panel') continue
    const words = line.text.slice(0, 60)
    if (fromAfar && shown.length === 0)
      claim(line.speakerId, { role: 'mentioned', words, rule: 'heard-from-afar', confidence: 0.7 })
    else claim(line.speakerId, { role: 'acting', words, rule: 'speaks-in-panel', confidence: 0.9 })
  }
  const people = [...claims].map(([personId, found]) =>
    personOf(personId, found, scene, { story, references, seats, isAlone: shown.length === 1 }),
  )
  return { people, onlyParts }
}

/** Seats everybody whom the text shows under a common noun, and claims them for the panel. */
function seatFigures(
  story: Story,
  voices: ReadonlySet<string>,
  previous: readonly PanelPerson[],
  scene: AuthoredScene,
  claims: ReadonlyMap<string, Claim>,
  claim: (id: string, next: Claim) => void,
): Seat[] {
  const named = new Set([...claims].filter(([, { role }]) => role !== 'mentioned').map(([id]) => id))
  const around: FigureScene = {
    ...scene,
    speakers: [...voices].filter((id) => !named.has(id)),
    before: previous.map(({ personId }) => personId),
  }
  const seats: Seat[] = []
  // «Two men wait: his uncle, the porter»: who is meant by many is known when each is told.
  const found = story.sentences.flatMap((sentence) => figuresIn(sentence).map((figure) => ({ sentence, figure })))
  const rank = ({ figure }: (typeof found)[number]) => Number(figure.definite && figure.count > 1)
  for (const { sentence, figure } of found.sort((a, b) => rank(a) - rank(b))) {
    const words = wordsBetween(sentence, figure.first, figure.last)
    const taken = new Set([...named, ...seats.flatMap(({ ids }) => ids)])
    const identities = resolveFigure(figure, around, taken)
    for (const { id, rule, confidence } of identities)
      claim(id, { role: isActing(sentence, figure) ? 'acting' : 'passive', words, rule, confidence })
    seats.push({ sentence, figure, ids: identities.map(({ id }) => id) })
  }
  return seats
}

const VIEW = /^what \S+ (?:can )?sees?\b/i

/** Names stand in the picture unless only their things do. */
function claimNames(story: Story, claim: (id: string, next: Claim) => void): void {
  let anybody = false
  for (const sentence of story.sentences) {
    for (const mention of sentence.mentions) {
      const words = wordsBetween(sentence, mention.first, mention.last)
      const [id] = mention.ids
      if (!id) continue
      if (mention.possessive && showsThem(sentence, mention, anybody))
        claim(id, { role: 'passive', words, rule: 'part-of-them-shown', confidence: 0.7, isPart: true })
      else if (mention.possessive) claim(id, { role: 'mentioned', words, rule: 'owner-of-a-thing', confidence: 0.7 })
      else if (mention.first === 0)
        claim(id, { role: 'acting', words, rule: 'subject-of-the-picture', confidence: 0.85 })
      else claim(id, { role: 'passive', words, rule: 'named-in-prompt', confidence: 0.85 })
      anybody = true
    }
  }
}

/** «Nell's two small hands», «Ed's blue jacket» show them; «in her father's coat» shows whoever wears it. */
function showsThem(sentence: Sentence, mention: Mention, others: boolean): boolean {
  const owned = sentence.tokens.slice(mention.last + 1, mention.last + 5).map((token) => token.lower)
  if (owned.some((word) => BODY_PARTS.has(word))) return true
  return !others && owned.some((word) => GARMENTS.has(word))
}

const isActing = (sentence: Sentence, figure: Figure): boolean =>
  figure.first === 0 || sentence.clauses.some((clause) => isSubject(clause, figure))

const isSubject = ({ subject }: Clause, { head }: Figure): boolean =>
  subject !== null && subject.first <= head && head <= subject.last

/** Clauses whose subject is a figure are about its people; «he», «she», «they» about those of the panel before. */
function withFigures(references: References, seats: readonly Seat[], pronouns: Pronouns): References {
  const allOf = (sentence: Sentence, clause: Clause): Reference[] => {
    const seat = seats.find((candidate) => candidate.sentence === sentence && isSubject(clause, candidate.figure))
    if (seat) return seat.ids.map((id) => ({ id, rule: 'figure', confidence: 0.7 }))
    const known = references.allOf(sentence, clause)
    const renamed = known.flatMap((reference) => {
      const walkOn = references.walkOns.find(({ id }) => id === reference.id)
      if (!walkOn) return [reference]
      const own = seats.find(({ figure }) => figure.noun === walkOn.noun)
      return own?.ids[0] ? [{ ...reference, id: own.ids[0] }] : []
    })
    if (renamed.length || clause.subject?.kind !== 'pronoun') return renamed
    return ownersOfPronoun(clause.subject.word, pronouns).map((id) => ({
      id,
      rule: 'pronoun-panel-before',
      confidence: 0.65,
    }))
  }
  return { of: (sentence, clause) => allOf(sentence, clause)[0] ?? null, allOf, walkOns: references.walkOns }
}

/** Whom pronouns of a panel may mean. */
interface Pronouns {
  /** Named in this panel, then seen before it, the latest first. */
  seen: readonly string[]
  earlier: readonly string[]
  cast: Cast
  around: ReadonlySet<string>
}

/** Whoever of that gender was seen last, or is the only one of it in the scene; «they» are the last two. */
function ownersOfPronoun(word: string, { seen, earlier, cast, around }: Pronouns): string[] {
  if (word === 'they' || word === 'their') return earlier.slice(0, 2)
  const gender = word === 'he' || word === 'his' ? 'male' : word === 'she' || word === 'her' ? 'female' : null
  const fits = (id: string) =>
    gender !== null && (cast.members.get(id)?.gender ?? genderOfNoun(id.replace(/-\d+$/, ''))) === gender
  const last = seen.find(fits)
  if (last) return [last]
  const candidates = [...around].filter((id) => fits(id) && cast.members.get(id)?.drawable)
  return candidates.length === 1 ? candidates : []
}

/** «Her thumb rubs rust», «His palm»: a part of somebody seen; inside a sentence only when it shows nobody else. */
function ownersOf({ tokens }: Sentence, pronouns: Pronouns, anywhere: boolean): string[] {
  if (tokens.some((token) => DEPICTIONS.has(token.lower) || speciesOf(token.lower))) return []
  const at = tokens.findIndex(
    (token, i) =>
      (i === 0 || anywhere) &&
      /^(?:his|her|their)$/.test(token.lower) &&
      !tokens.slice(0, i).some(({ lower }) => lower === 'like') &&
      tokens.slice(i + 1, i + 5).some((word) => BODY_PARTS.has(word.lower)),
  )
  return at < 0 ? [] : ownersOfPronoun(tokens[at]!.lower, pronouns)
}

const ALL_OF_THEM =
  /\b(?:(both|two|three|all|neither) (?:of them|faces|pairs|figures)|the others)\b|^both\b|^they\b|\bof both\b/i

/** «Both of them look up», «Profile of both», «The others wait»: those seen last. */
function everybodyMeant(
  sentence: Sentence,
  seats: readonly Seat[],
  { earlier }: Pronouns,
  claims: ReadonlyMap<string, Claim>,
): { id: string; words: string }[] {
  const match = ALL_OF_THEM.exec(sentence.text)
  if (!match) return []
  const words = match[0]
  const others = /others/i.test(words)
  const told = sentence.mentions.length > 0 || seats.some((seat) => seat.sentence === sentence && seat.ids.length > 0)
  if (told && !others) return []
  const free = others ? earlier.filter((id) => !claims.has(id)) : earlier
  return free.slice(0, /three|all|others/i.test(words) ? 3 : 2).map((id) => ({ id, words }))
}

/** «She runs.» after a panel of one woman is about her. */
function pronounOwner(story: Story, pronouns: Pronouns): string | null {
  const words = story.sentences.flatMap((sentence) => sentence.tokens.map((token) => token.lower))
  const pronoun = words.some((word) => word === 'she' || word === 'her') ? 'she' : 'he'
  return ownersOfPronoun(pronoun, pronouns)[0] ?? null
}

function personOf(personId: string, found: Claim, { walkOns, poses }: AuthoredScene, panel: ReadPanel): PanelPerson {
  const { role, words, rule, confidence } = found
  const description = walkOns.get(personId)
  const evidence: Evidence = { about: role, words, rule, confidence }
  const who = { personId, ...(description !== undefined && { description }), role }
  if (role === 'mentioned') return { ...who, expression: 'neutral', pose: 'stand', evidence: [evidence] }
  const bearing = bearingInPanel(personId, panel, poses)
  return { ...who, ...bearing, evidence: [evidence, ...bearing.evidence] }
}
