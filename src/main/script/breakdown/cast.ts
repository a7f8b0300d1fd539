import type { Alias, Bible, Gender, Person } from '../../../shared/domain/index.ts'
import {
  DETERMINERS,
  FEMALE_NAMES,
  FEMALE_NOUNS,
  FEMALE_TITLES,
  MALE_NAMES,
  MALE_NOUNS,
  MALE_TITLES,
  MONTHS,
  NEUTRAL_TITLES,
  PEOPLE_NOUNS,
  WORD_NAMES,
} from './lexicon/function-words.ts'
import { foldAccents, type Token, tokenize } from './tokens.ts'

export interface CastMember {
  id: string
  name: string
  /** The name inside a sentence: `Nell`, `the Hatter`, `the clerk`. */
  called: string
  gender: Gender
  /** A dog, a rabbit: speaks only when the script says so. */
  animal: boolean
  /** Several people under one name: never «he» or «she». */
  group: boolean
  /** Goes by a common noun alone (`clerk`, `nurse`): in the scene, but seldom heard. */
  minor: boolean
  /** May stand in a picture at this time of the story. */
  drawable: boolean
  /** The bible calls them the point of view. */
  viewpoint: boolean
}

/** Whole words of the script that name somebody of the bible. */
export interface Mention {
  /** One id; several when the words fit more than one person. */
  ids: string[]
  /** Token indices, last inclusive. */
  first: number
  last: number
  possessive: boolean
}

interface AliasWords {
  id: string
  words: { text: string; capital: boolean }[]
  /** Bound to this chapter (2), to these years (1), or open (0): the closer one wins. */
  closeness: number
}

export interface Cast {
  members: ReadonlyMap<string, CastMember>
  /** All mentions in a row of tokens, longest first, none overlapping. */
  mentions(tokens: readonly Token[]): Mention[]
  /** People a name by itself fits: `Inês`, `the clerk`. */
  mentionsOf(name: string): string[]
  /** People called by a phrase of common words that ends in this noun: `gentleman` for «the old gentleman». */
  calledBy(noun: string): string[]
}

/** Who the script may speak of in this chapter and year, and by what words. */
export function castOf(bible: Bible, chapter: string, year: number | null): Cast {
  const members = new Map(bible.people.map((person) => [person.id, memberOf(person, year)]))
  const index = new Map<string, AliasWords[]>()
  const nouns = new Map<string, Set<string>>()
  for (const person of bible.people) {
    for (const alias of aliasesOf(person, members.get(person.id)!.gender)) {
      const closeness = isOutgrown(alias, person, year) ? null : closenessOf(alias, chapter, year)
      const words = aliasWords(alias.text)
      if (closeness === null || !words[0]) continue
      const key = words[0].text
      const list = index.get(key) ?? []
      list.push({ id: person.id, words, closeness })
      index.set(key, list)
      const noun = words.at(-1)!
      if (words.length > 1 && !words.some((word) => word.capital))
        nouns.set(noun.text, (nouns.get(noun.text) ?? new Set()).add(person.id))
    }
  }
  for (const list of index.values()) list.sort((a, b) => b.words.length - a.words.length || b.closeness - a.closeness)
  return {
    members,
    mentions: (tokens) => findMentions(tokens, index),
    mentionsOf: (name) => {
      const tokens = tokenize(name)
      const whole = findMentions(tokens, index).find(
        (mention) => mention.first === 0 && mention.last === tokens.length - 1,
      )
      return whole?.ids ?? []
    },
    calledBy: (noun) => [...(nouns.get(noun) ?? [])],
  }
}

function memberOf(person: Person, year: number | null): CastMember {
  const animal = person.kind !== 'person'
  const minor = isMinor(person)
  const dead = year !== null && person.died !== null && person.died < year
  const unborn = year !== null && person.born !== null && person.born > year
  return {
    id: person.id,
    name: shortName(person),
    called: calledOf(person, minor),
    gender: genderOf(person),
    animal,
    group: person.count > 1,
    minor,
    drawable: !person.referencedOnly && !dead && !unborn,
    viewpoint: /point of view|viewpoint|narrat/i.test(`${person.role} ${person.always}`),
  }
}

/** Known by what they do and not by a name. */
const isMinor = (person: Person): boolean =>
  person.aliases.every((alias) => alias.text === alias.text.toLowerCase()) &&
  person.kind === 'person' &&
  PEOPLE_NOUNS.has(singular(person.id))

function calledOf(person: Person, minor: boolean): string {
  const name = shortName(person)
  if (minor) return `the ${name.toLowerCase()}`
  return person.aliases.some((alias) => alias.text === `the ${name}`) ? `the ${name}` : name
}

const singular = (id: string): string => id.replace(/s$/, '')

/** What a caption or a panel calls them: the nickname in quotes, else the name without it. */
function shortName(person: Person): string {
  const nickname = /["“«](.+?)["”»]/.exec(person.name)?.[1]
  if (nickname) return nickname
  const bare = person.name.replace(/\s+/g, ' ').trim()
  return bare === bare.toLowerCase() ? bare.charAt(0).toUpperCase() + bare.slice(1) : bare
}

/** Given by the bible, or read from titles, nouns and first names in what it says. */
function genderOf(person: Person): Gender {
  if (person.gender !== 'unknown') return person.gender
  const looks = person.always.split(/\s+/).slice(0, 8).join(' ')
  const said = [person.name, person.role, ...person.aliases.map((alias) => alias.text), looks].join(' ')
  const words = tokenize(said).map((token) => token.lower)
  const first = tokenize(person.name)[0]?.lower ?? ''
  const male =
    words.filter((word) => MALE_NOUNS.has(word) || MALE_TITLES.has(word)).length + (MALE_NAMES.has(first) ? 2 : 0)
  const female =
    words.filter((word) => FEMALE_NOUNS.has(word) || FEMALE_TITLES.has(word)).length + (FEMALE_NAMES.has(first) ? 2 : 0)
  return male === female ? 'unknown' : male > female ? 'male' : 'female'
}

/** The bible's aliases, the name itself, and the ordinary combinations of first name, title and family name. */
function aliasesOf(person: Person, gender: Gender): Alias[] {
  const open = (text: string): Alias => ({ text, fromYear: null, untilYear: null, chapter: null })
  const bare = person.name
    .replace(/["“«].+?["”»]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const names = bare.split(' ')
  const family = names.length > 1 && /^\p{Lu}/u.test(names.at(-1)!) ? names.at(-1)! : null
  const firsts = person.aliases.filter((alias) => /^\p{Lu}[\p{L}'-]+$/u.test(alias.text) && alias.text !== family)
  const titles = [
    ...NEUTRAL_TITLES,
    ...(gender === 'female' ? [] : ['mr', 'mister', 'sir', 'lord']),
    ...(gender === 'male' ? [] : ['mrs', 'miss', 'ms', 'madam', 'lady']),
  ]
  const made = family
    ? [
        ...firsts.map((alias) => ({ ...alias, text: `${alias.text} ${family}` })),
        ...(person.kind === 'person'
          ? titles.map((title) => open(`${title.charAt(0).toUpperCase()}${title.slice(1)} ${family}`))
          : []),
      ]
    : []
  const own = [...person.aliases, open(bare), open(shortName(person))]
  return [...own, ...made.filter((alias) => !own.some((other) => other.text === alias.text))]
}

function aliasWords(text: string): AliasWords['words'] {
  return tokenize(text)
    .filter((token) => token.word)
    .map((token, i) => ({
      text: foldAccents(token.text.toLowerCase().replace(/’/g, "'")),
      capital: token.capital && !(i === 0 && DETERMINERS.has(token.lower)),
    }))
}

/** Nobody is «the boy» at thirty. */
function isOutgrown(alias: Alias, person: Person, year: number | null): boolean {
  const bound = alias.chapter !== null || alias.fromYear !== null || alias.untilYear !== null
  if (bound || year === null || person.born === null || year - person.born <= 21) return false
  return /\b(?:boy|girl|child|lad|lass|youth|youngster)\b/.test(alias.text)
}

function closenessOf(alias: Alias, chapter: string, year: number | null): number | null {
  if (alias.chapter !== null) return alias.chapter === chapter ? 2 : null
  if (alias.fromYear === null && alias.untilYear === null) return 0
  if (year === null) return 0
  return year >= (alias.fromYear ?? -Infinity) && year <= (alias.untilYear ?? Infinity) ? 1 : null
}

function findMentions(tokens: readonly Token[], index: ReadonlyMap<string, AliasWords[]>): Mention[] {
  const mentions: Mention[] = []
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!
    if (!token.word) continue
    const keys = new Set([foldAccents(token.lower), foldAccents(token.text.toLowerCase().replace(/’/g, "'"))])
    const fitting = [...keys].flatMap((key) => index.get(key) ?? []).filter((alias) => matchesAt(tokens, i, alias))
    const longest = Math.max(0, ...fitting.map((alias) => alias.words.length))
    const best = fitting.filter((alias) => alias.words.length === longest)
    if (!best.length || (longest === 1 && isOrdinaryWord(tokens, i))) continue
    const closest = Math.max(...best.map((alias) => alias.closeness))
    const ids = [...new Set(best.filter((alias) => alias.closeness === closest).map((alias) => alias.id))]
    const last = lastTokenOf(tokens, i, longest)
    mentions.push({ ids, first: i, last, possessive: tokens[last]!.possessive })
    i = last
  }
  return mentions
}

/** Marks inside a name (`Miss E. Marrick`) do not part it. */
function lastTokenOf(tokens: readonly Token[], first: number, words: number): number {
  let at = first
  for (let seen = 1; seen < words; seen++) {
    do at++
    while (tokens[at] && !tokens[at]!.word)
  }
  return at
}

function matchesAt(tokens: readonly Token[], first: number, alias: AliasWords): boolean {
  let at = first
  for (const [n, word] of alias.words.entries()) {
    if (n > 0) {
      at++
      if (tokens[at]?.text === '.' && tokens[at]!.start === tokens[at - 1]!.end) at++
    }
    const token = tokens[at]
    if (!token?.word || (word.capital && !token.capital)) return false
    const whole = foldAccents(token.text.toLowerCase().replace(/’/g, "'"))
    const last = n === alias.words.length - 1
    if (whole !== word.text && !(last && foldAccents(token.lower) === word.text)) return false
  }
  return true
}

/** `May I ask`, `before May`, `3 May`, `Will you`: a name that is a word as well, used as the word. */
function isOrdinaryWord(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i]!
  if (!WORD_NAMES.has(token.lower) || token.possessive) return false
  const before = tokens[i - 1]
  const after = tokens[i + 1]
  if (!token.capital) return true
  if (/^(?:i|he|she|it|we|you|they|god)$/.test(after?.lower ?? '') && !before?.word) return true
  if (!MONTHS.has(token.lower)) return false
  if (/^(?:in|since|until|till|last|next|early|late|mid|during)$/.test(before?.lower ?? '')) return true
  if (before?.lower === 'of' && /^(?:end|beginning|middle|month|first|\d.*)$/.test(tokens[i - 2]?.lower ?? ''))
    return true
  if (/^\d/.test(before?.lower ?? '') || /^\d/.test(after?.lower ?? '')) return true
  return (
    /^(?:be|is|was)$/.test(before?.lower ?? '') &&
    /^(?:before|when|by|until|already|again|now)$/.test(after?.lower ?? '')
  )
}
