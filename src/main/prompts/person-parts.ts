import type { Alias, Person } from '../../shared/domain/bible.ts'
import type { PanelPerson } from '../../shared/domain/panel.ts'
import type { PromptPart } from '../../shared/domain/prompt.ts'
import { phrasesAt } from './dated-phrases.ts'
import { ageAt, lookAt, statedAge } from './look-at.ts'
import { positiveOf } from './negations.ts'
import type { PanelMoment } from './panel-moment.ts'
import { capitalised, hasWords, uncapitalised, withArticle } from './phrases.ts'
import { EXPRESSION_WORDS, POSE_WORDS } from './picture-words.ts'
import { yearOf } from './story-date.ts'
import { walkOnOf } from './walk-on.ts'

/** A person as they look at one moment, in the bible's words. */
export interface ResolvedPerson {
  personId: string
  name: string
  age: number | null
  /** What holds at every age, then the look. */
  appearance: string[]
  outfit: string[]
  /** False when the bible has no words for how they look. */
  described: boolean
}

/** Resolves the look to the moment. @param person null for a walk-on, whom only the panel's own words describe */
export function resolvePerson(inPanel: PanelPerson, person: Person | null, moment: PanelMoment): ResolvedPerson {
  const { personId, description } = inPanel
  if (person === null) {
    const { name, age, isNamed } = walkOnOf(inPanel)
    return {
      personId,
      name,
      age: statedAge([name], moment.ages) ?? age,
      appearance: description ? [isNamed ? withArticle(description) : description] : [],
      outfit: [],
      described: false,
    }
  }
  const look = lookAt(person, moment)
  const appearance = [...phrasesAt(person.always, moment), ...phrasesAt(look?.appearance ?? '', moment)]
  const outfit = phrasesAt(look?.outfit ?? '', moment)
  return {
    personId,
    name: person.name,
    age: ageAt(person, moment),
    appearance: [...new Set(appearance)],
    outfit: [...new Set(outfit)],
    described: appearance.length > 0 || outfit.length > 0,
  }
}

/** The canonical look and the state of one person, and their clothes: two parts, so that each can be seen and checked. */
export function personParts(
  inPanel: PanelPerson,
  person: Person | null,
  resolved: ResolvedPerson,
  what: string,
  moment: PanelMoment,
): PromptPart[] {
  const handle = person === null ? walkOnHandle(inPanel) : handleOf(person, resolved.name, what, moment)
  // «A bearded man» says all there is of him; a name does not.
  const isSaid = person === null && !walkOnOf(inPanel).isNamed
  const appearance = positiveOf(isSaid ? [] : resolved.appearance)
  const outfit = positiveOf(resolved.outfit)
  const states = statesOf(inPanel, what)
  // … and where the sentence says all of it, it need not be said before it.
  if (isSaid && states.length === 0 && hasWords(what, inPanel.description ?? resolved.name)) return []
  const subject = [handle.full, ...states].join(', ')
  const [first = '', ...more] = appearance.phrases
  const described = [describedAs(person, resolved), uncapitalised(first), ...more].filter((word) => word !== '')
  const parts: PromptPart[] = [
    {
      id: `person:${inPanel.personId}`,
      kind: 'person',
      text: capitalised(described.length > 0 ? `${subject}: ${described.join(', ')}` : subject),
      avoid: appearance.avoid,
      weight: 100,
      mandatory: true,
    },
  ]
  if (outfit.phrases.length > 0 || outfit.avoid.length > 0) {
    const wear = person !== null && person.count > 1 ? 'wear' : 'wears'
    parts.push({
      id: `outfit:${inPanel.personId}`,
      kind: 'outfit',
      text: outfit.phrases.length > 0 ? capitalised(`${handle.short} ${wear} ${outfit.phrases.join(', ')}`) : '',
      avoid: outfit.avoid,
      weight: 100,
      mandatory: true,
    })
  }
  return parts
}

/** What the prompt calls somebody of the bible: `Ada`, `the ferrywoman`. */
export function callName(person: Person, resolved: ResolvedPerson, what: string, moment: PanelMoment): string {
  return handleOf(person, resolved.name, what, moment).short
}

/** What the prompt calls anybody: by name, or `the ferrywoman`. */
export function calledInPrompt(
  inPanel: PanelPerson,
  person: Person | null,
  resolved: ResolvedPerson,
  what: string,
  moment: PanelMoment,
): string {
  return person === null ? walkOnHandle(inPanel).short : callName(person, resolved, what, moment)
}

function walkOnHandle(inPanel: PanelPerson): { short: string; full: string } {
  const { name, isNamed } = walkOnOf(inPanel)
  return isNamed
    ? { short: name, full: name }
    : { short: `the ${name}`, full: withArticle(inPanel.description ?? name) }
}

/** The name the panel's own words use, so that the description and the action are read as one person's. */
function handleOf(person: Person, name: string, what: string, moment: PanelMoment): { short: string; full: string } {
  const used = person.aliases
    .filter((alias) => holds(alias, moment) && isUsed(alias.text, what))
    .map(({ text }) => text)
    .sort((a, b) => b.length - a.length)
  const nameWords: string[] = name.toLowerCase().match(/[\p{L}\d.'’-]+/gu) ?? []
  const partOfName = used.find((text) =>
    text
      .replace(/^the /i, '')
      .toLowerCase()
      .split(' ')
      .every((word) => nameWords.includes(word)),
  )
  if (partOfName !== undefined) return { short: partOfName, full: partOfName }
  const articled = person.aliases.find(({ text }) => text.toLowerCase() === `the ${name.toLowerCase()}`)
  const short = /["“«](.+?)["”»]/.exec(name)?.[1] ?? articled?.text ?? name
  return { short, full: used[0] === undefined || isUsed(short, what) ? short : `${short} (${used[0]})` }
}

/** A name is looked for as it is written, `May` not being `may`; other words also at the start of a sentence. */
const isUsed = (alias: string, what: string) =>
  hasWords(what, alias) && (!/\p{Lu}/u.test(alias) || what.includes(alias.replace(/^the /, '')))

function holds(alias: Alias, { date, chapter }: PanelMoment): boolean {
  if (alias.chapter !== null && alias.chapter !== chapter) return false
  if (date === null) return true
  const year = yearOf(date)
  return (alias.fromYear ?? year) <= year && year <= (alias.untilYear ?? year)
}

/** `a girl of 14`, `a man`, `a dog`, `two fitters`; empty where the bible says nothing. */
function describedAs(person: Person | null, { age }: ResolvedPerson): string {
  if (person === null) return ''
  if (person.count > 1) return `${person.count} people`
  if (person.kind !== 'person') return withArticle(person.kind)
  if (person.gender === 'unknown' && age === null) return ''
  const noun = humanNoun(person.gender, age)
  return age === null ? withArticle(noun) : `${withArticle(noun)} of ${age}`
}

function humanNoun(gender: Person['gender'], age: number | null): string {
  const young = age !== null && age < 18
  switch (gender) {
    case 'female':
      return young ? 'girl' : 'woman'
    case 'male':
      return young ? 'boy' : 'man'
    case 'unknown':
      return age !== null && age < 13 ? 'child' : young ? 'teenager' : 'person'
  }
}

/** Expression and pose, where they say more than the sentence does. */
function statesOf(inPanel: PanelPerson, what: string): string[] {
  return [EXPRESSION_WORDS[inPanel.expression], POSE_WORDS[inPanel.pose]]
    .filter(({ word, said }) => word !== '' && !said.test(what))
    .map(({ word }) => word)
}
