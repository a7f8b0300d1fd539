import type { Gender, Person } from '../../../shared/domain/index.ts'
import { speciesOf } from '../readers/bible/kind-words.ts'
import type { Cast, CastMember } from './cast.ts'
import type { Figure } from './figures.ts'
import { KIN, YOUNG } from './lexicon/figure-nouns.ts'
import { FEMALE_NOUNS, MALE_NOUNS, PREPOSITIONS } from './lexicon/function-words.ts'
import { tokenize } from './tokens.ts'

/** Who a common noun stands for, and why. */
export interface FigureIdentity {
  id: string
  rule:
    | 'words-of-their-description'
    | 'only-one-of-its-kind'
    | 'speaks-in-the-panel'
    | 'figure-of-the-panel-before'
    | 'walk-on'
  confidence: number
  /** How the script describes them; only walk-ons keep it. */
  description: string | null
}

/** What is known around the panel that shows the figure. */
export interface FigureScene {
  cast: Cast
  /** Entries of the bible by id, for the words of their looks. */
  people: ReadonlyMap<string, Person>
  /** `YYYY-MM-DD` or shorter, or null. */
  date: string | null
  /** People of the bible who speak or are named in the scene. */
  around: ReadonlySet<string>
  /** Who speaks in this panel without being named in its text. */
  speakers: readonly string[]
  /** Who was seen in the scene before, the latest first. */
  before: readonly string[]
  /** Walk-ons of the scene so far, with their descriptions. */
  walkOns: Map<string, string>
}

/**
 * The people a figure stands for, as many as it counts: somebody of the scene whose looks have the same words, a voice
 * without a face, whoever was seen last when the script means somebody known, or else walk-ons.
 * @param taken who is in the panel already; nobody is in it twice
 */
export function resolveFigure(figure: Figure, scene: FigureScene, taken: ReadonlySet<string>): FigureIdentity[] {
  const found: FigureIdentity[] = []
  for (let n = 0; n < figure.count; n++) {
    const used = new Set([...taken, ...found.map(({ id }) => id)])
    const free = (id: string) => !used.has(id) && fits(figure, id, scene)
    // «Two old sailors»: with one of them known, the other is as well.
    const known = figure.definite || found.some(({ rule }) => rule !== 'walk-on')
    const identity =
      byDescription(figure, scene, free) ??
      byKind(figure, scene, free) ??
      bySpeech(scene, free) ??
      (known ? byPanelBefore(figure, scene, free) : null)
    if (identity) found.push(identity)
    // An animal that is nobody is a thing of the picture; «both men» are those whom it names already.
    else if (!speciesOf(figure.noun) && !isNamedAlready(figure, scene, taken)) found.push(walkOn(figure, scene, used))
  }
  return found
}

function byDescription(figure: Figure, scene: FigureScene, free: (id: string) => boolean): FigureIdentity | null {
  const wanted = contentWords(figure.description).filter((word) => !ANYBODY.has(word) && !speciesOf(word))
  if (!wanted.length || figure.count > 2) return null
  // Beasts are so few that one may come in from anywhere.
  const all = speciesOf(figure.noun) ? [...scene.people.keys()] : [...scene.around]
  const ranked = all
    .filter(free)
    .map((id) => ({ id, score: overlap(wanted, scene.people.get(id), scene.date) }))
    .sort((a, b) => b.score - a.score)
  const [best, second] = ranked
  if (!best || best.score === 0 || best.score === second?.score) return null
  return {
    id: best.id,
    rule: 'words-of-their-description',
    confidence: Math.min(0.75, 0.5 + 0.1 * best.score),
    description: null,
  }
}

/** «A dog barks»: the only dog there is. */
function byKind(figure: Figure, scene: FigureScene, free: (id: string) => boolean): FigureIdentity | null {
  if (!speciesOf(figure.noun)) return null
  const [only, ...others] = [...scene.people.keys()].filter(free)
  if (!only || others.length) return null
  return { id: only, rule: 'only-one-of-its-kind', confidence: 0.6, description: null }
}

/** «A man under a hat. ED: …»: the only voice whose face is not named. */
function bySpeech(scene: FigureScene, free: (id: string) => boolean): FigureIdentity | null {
  const [only, ...others] = scene.speakers.filter(free)
  if (!only || others.length) return null
  return { id: only, rule: 'speaks-in-the-panel', confidence: 0.6, description: null }
}

function byPanelBefore(figure: Figure, scene: FigureScene, free: (id: string) => boolean): FigureIdentity | null {
  const close = KIN.has(figure.noun) || speciesOf(figure.noun) !== undefined
  const id = scene.before.find(free) ?? (close ? [...scene.around].find(free) : undefined)
  if (!id) return null
  return { id, rule: 'figure-of-the-panel-before', confidence: 0.55, description: scene.walkOns.get(id) ?? null }
}

function walkOn(figure: Figure, scene: FigureScene, used: ReadonlySet<string>): FigureIdentity {
  let id = figure.noun
  for (let n = 2; used.has(id); n++) id = `${figure.noun}-${n}`
  const known = scene.walkOns.get(id)
  const description =
    figure.definite && known
      ? known
      : figure.description.length > figure.noun.length
        ? figure.description
        : (known ?? figure.description)
  scene.walkOns.set(id, description)
  return { id, rule: 'walk-on', confidence: 0.75, description }
}

const isNamedAlready = (figure: Figure, scene: FigureScene, taken: ReadonlySet<string>): boolean =>
  figure.definite && figure.count > 1 && [...taken].some((id) => fits(figure, id, scene))

/** Gender, age and kind do not speak against it. */
function fits(figure: Figure, id: string, scene: FigureScene): boolean {
  const member = scene.cast.members.get(id)
  if (!member) return scene.walkOns.has(id) && id.replace(/-\d+$/, '') === figure.noun
  if (!member.drawable || member.group) return false
  const species = speciesOf(figure.noun)
  if (member.animal || species) return species !== undefined && speciesOf(scene.people.get(id)?.kind ?? '') === species
  const gender = genderOfNoun(figure.noun)
  if (gender !== 'unknown' && member.gender !== 'unknown' && member.gender !== gender) return false
  const age = ageOf(member, scene)
  if (age === null) return true
  if (YOUNG.has(figure.noun) && age > 21) return false
  if (/^(?:man|woman|lady|gentleman)$/.test(figure.noun) && age < 16) return false
  return !/\bold\b/.test(figure.description) || age >= 50
}

/** What a common noun says: `woman` female, `clerk` unknown. */
export function genderOfNoun(noun: string): Gender {
  if (FEMALE_NOUNS.has(noun) || /(?:woman|girl)$/.test(noun)) return 'female'
  return MALE_NOUNS.has(noun) || /(?:man|boy)$/.test(noun) ? 'male' : 'unknown'
}

function ageOf({ id }: CastMember, { people, date }: FigureScene): number | null {
  const person = people.get(id)
  if (!person) return null
  return person.born !== null && date !== null ? Number(date.slice(0, 4)) - person.born : person.age
}

/** Words that a figure's phrase and a person's entry share: looks of the time, marks, role, what they are called. */
function overlap(wanted: readonly string[], person: Person | undefined, date: string | null): number {
  if (!person) return 0
  const looks = person.looks.filter(
    ({ from, until }) => date === null || ((from ?? '') <= date && date <= `${until ?? '9999'}~`),
  )
  const own = new Set(
    contentWords(
      [
        person.role,
        person.always,
        ...person.aliases.map(({ text }) => text),
        ...looks.flatMap(({ appearance, outfit }) => [appearance, outfit]),
      ].join(' '),
    ),
  )
  return wanted.filter((word) => own.has(word)).length
}

/** Says nothing but that somebody is there. */
const ANYBODY = new Set('man woman boy girl child person figure lady gentleman people'.split(' '))
const EMPTY = new Set('a an the his her their its and or two one very much more old young other own same'.split(' '))

/** Nouns and adjectives by their stems: `bearded` and `beard` are one word. */
function contentWords(text: string): string[] {
  const words = tokenize(text)
    .filter((token) => token.word && !EMPTY.has(token.lower) && !PREPOSITIONS.has(token.lower))
    .flatMap((token) => token.lower.split('-'))
  return [...new Set(words.map(stem))]
}

const stem = (word: string): string => (word.length > 4 ? word.replace(/(?:ed|es|s)$/, '') : word)
