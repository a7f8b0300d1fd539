import type { Bible, Gender, PanelContent, Person, ScriptScene } from '../../../shared/domain/index.ts'
import { idFromName } from '../readers/bible/ids.ts'
import { speciesOf } from '../readers/bible/kind-words.ts'
import { type SpeakingName, speakingNames } from '../readers/speaking-names.ts'
import { type Cast, castOf } from './cast.ts'
import { stripEmphasis } from './emphasis.ts'
import { YOUNG } from './lexicon/figure-nouns.ts'
import {
  FEMALE_NAMES,
  FEMALE_NOUNS,
  FEMALE_TITLES,
  MALE_NAMES,
  MALE_NOUNS,
  MALE_TITLES,
  PREPOSITIONS,
} from './lexicon/function-words.ts'
import { genderOfNoun } from './resolve-figures.ts'
import { memberNamed } from './speaker-names.ts'
import { tokenize } from './tokens.ts'

interface Chapter {
  number: string
  scenes: readonly Pick<ScriptScene, 'panels' | 'paragraphs'>[]
}

/**
 * People of the story whom the bible does not know yet: everybody who speaks without an entry. They hold for reading the
 * script only and are never kept: an entry that fits them takes their place as soon as there is one.
 */
export function provisionalPeople(bible: Bible, chapters: readonly Chapter[]): Person[] {
  const known = chapters.map(({ number }) => castOf(bible, number, null))
  const strangers = speakingNames(chapters.flatMap(({ scenes }) => scenes)).filter(
    ({ name }) => !known.some((cast) => memberNamed(name, cast)),
  )
  if (!strangers.length) return []
  const taken = new Set(bible.people.map(({ id }) => id))
  const people = strangers.map((stranger) => personOf(stranger, taken))
  return withGenders(people, chapters)
}

function personOf(stranger: SpeakingName, taken: Set<string>): Person {
  const { name, isNoun, withArticle } = stranger
  const base = idFromName(name)
  let id = base
  for (let n = 2; taken.has(id); n++) id = `${base}-${n}`
  taken.add(id)
  const lower = name.toLowerCase()
  const parts = name.split(' ').length > 1 && !isNoun ? name.split(' ').filter((part) => part.length > 3) : []
  const texts = isNoun ? [lower, `the ${lower}`] : [name, ...parts, ...(withArticle ? [`the ${name}`] : [])]
  return {
    id,
    name,
    aliases: texts.map((text) => ({ text, fromYear: null, untilYear: null, chapter: null })),
    gender: 'unknown',
    kind: 'person',
    born: null,
    died: null,
    age: null,
    // «The Dormouse»: the name says what it is.
    role: isNoun ? lower : (speciesOf(lower.split(' ').at(-1) ?? '') ?? ''),
    always: '',
    looks: [],
    referencedOnly: false,
    count: 1,
  }
}

/** What one paragraph or panel says about the gender of the only stranger it names. */
const PRONOUN_VOTE = 1
/** Words after a name in which a pronoun is likely to be theirs. */
const REACH = 16
/** A title, a role noun, a first name says it outright. */
const NOUN_VOTE = 3
const GROWN_UP = 18
/** Age of somebody called a child. */
const CHILD = 10
/** Words after a name that may still be about it: «Nell, the keeper's daughter». */
const BESIDE = 5

function withGenders(people: readonly Person[], chapters: readonly Chapter[]): Person[] {
  const cast = castOf({ people: [...people], places: [] }, '', null)
  const votes = new Map(people.map((person) => [person.id, nameVote(person)]))
  const ages = new Map<string, number[]>()
  for (const { scenes } of chapters)
    for (const { panels, paragraphs } of scenes)
      for (const text of [...panels.map(({ prompt }) => prompt), ...paragraphs.map((paragraph) => paragraph.text)])
        voteIn(stripEmphasis(text), cast, votes, ages)
  return people.map((person) => {
    const vote = votes.get(person.id) ?? 0
    const gender: Gender = vote > 0 ? 'female' : vote < 0 ? 'male' : 'unknown'
    const stated = ages.get(person.id) ?? []
    const isYoung = stated.length > 0 && stated.every((age) => age < GROWN_UP)
    return { ...person, gender, role: person.role || nounFor(gender, isYoung) }
  })
}

function nameVote({ name, role }: Person): number {
  const words = tokenize(`${name} ${role}`).map((token) => token.lower)
  const has = (list: ReadonlySet<string>) => words.some((word) => list.has(word))
  const noun = words.map(genderOfNoun)
  if (has(FEMALE_TITLES) || has(FEMALE_NAMES) || noun.includes('female')) return NOUN_VOTE
  return has(MALE_TITLES) || has(MALE_NAMES) || noun.includes('male') ? -NOUN_VOTE : 0
}

function voteIn(text: string, cast: Cast, votes: Map<string, number>, ages: Map<string, number[]>): void {
  const tokens = tokenize(text)
  const mentions = cast.mentions(tokens)
  const add = (id: string, vote: number) => votes.set(id, (votes.get(id) ?? 0) + vote)
  const ids = new Set(mentions.flatMap((mention) => mention.ids))
  if (ids.size === 1) {
    const [id] = ids
    const first = mentions[0]!.first
    tokens.slice(first, first + REACH).forEach(({ lower }, i) => {
      // «studies him» is about somebody else; «tips her head» about its owner.
      const owns = tokens[first + i + 1]?.word && !PREPOSITIONS.has(tokens[first + i + 1]!.lower)
      if (lower === 'she' || lower === 'herself' || (lower === 'her' && owns)) add(id!, PRONOUN_VOTE)
      else if (lower === 'he' || lower === 'himself' || lower === 'his') add(id!, -PRONOUN_VOTE)
    })
  }
  for (const { ids: named, last, possessive } of mentions) {
    if (possessive || tokens[last + 1]?.text !== ',') continue
    const id = named[0]!
    const state = (age: number) => ages.set(id, [...(ages.get(id) ?? []), age])
    for (const { lower, possessive: owns } of tokens.slice(last + 2, last + 2 + BESIDE)) {
      if (owns) continue
      if (/^\d{1,2}$/.test(lower)) state(Number(lower))
      else if (YOUNG.has(lower)) state(CHILD)
      if (FEMALE_NOUNS.has(lower)) add(id, NOUN_VOTE)
      else if (MALE_NOUNS.has(lower)) add(id, -NOUN_VOTE)
    }
  }
}

function nounFor(gender: Gender, young: boolean): string {
  if (gender === 'unknown') return young ? 'child' : 'person'
  return { female: young ? 'girl' : 'woman', male: young ? 'boy' : 'man' }[gender]
}

/** Panels in which provisional people are described by what is known of them, since no bible does. */
export function describeProvisional(panels: readonly PanelContent[], people: readonly Person[]): PanelContent[] {
  const roles = new Map(people.map(({ id, role }) => [id, role]))
  return panels.map((panel) => ({
    ...panel,
    people: panel.people.map((person) => {
      const description = roles.get(person.personId)
      return description === undefined ? person : { ...person, description }
    }),
  }))
}
