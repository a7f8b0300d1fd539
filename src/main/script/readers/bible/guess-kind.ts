import { speciesOf } from './kind-words.ts'

const STOPS = /\s(?:of|in|with|on|at|from|who|that|like|for|as|after|before|behind|to)\s.*$/i

/** The species at the head of a noun phrase: `a large tabby in grey` is a cat, `hair like a used brush` nothing. */
function speciesOfPhrase(phrase: string): string | undefined {
  const head = phrase
    .trim()
    .replace(/^(?:like|as|than|for)\s.*$/i, '')
    .replace(STOPS, '')
  if (/^(?:like|as)\b/i.test(head) || /['’]s?$/.test(head)) return undefined
  const last = /([\p{L}-]+)$/u.exec(head)?.[1] ?? ''
  return speciesOf(last) ?? speciesOf(last.split('-').at(-1) ?? '')
}

const ANIMAL_BODY =
  /\b(?:tail|whiskers?|paws?|muzzle|snout|beak|feathers?|wings?|hoo(?:f|ves)|claws?|mane|fins?|flippers?)\b/i

/**
 * What a person of the bible is drawn as: `person`, or a species when the bible says so. A name counts when the bible
 * calls it `the Rabbit` too or gives it a tail (`Jack Fox` is a person); a description only by its first phrases.
 */
export function guessKind(person: {
  name: string
  aliases: readonly string[]
  kind: string | null
  descriptions: readonly string[]
}): string {
  if (person.kind !== null && person.kind !== '') return person.kind.toLowerCase()
  const byName = speciesOf(person.name.split(/\s+/).at(-1) ?? '')
  if (byName !== undefined) {
    const last = (person.name.split(/\s+/).at(-1) ?? '').toLowerCase()
    const isNoun = person.aliases.some((alias) => alias.toLowerCase() === `the ${last}`)
    const hasAnimalBody = person.descriptions.some((description) => ANIMAL_BODY.test(description))
    if (isNoun || hasAnimalBody) return byName
  }
  for (const description of person.descriptions) {
    const phrases = description.split(/[,;.(]/).slice(0, 1)
    const species = phrases.map(speciesOfPhrase).find((found) => found !== undefined)
    if (species !== undefined) return species
  }
  for (const alias of person.aliases) {
    const species = /^the\s/i.test(alias) ? speciesOf(alias.replace(/^the\s+/i, '')) : undefined
    if (species !== undefined) return species
  }
  return 'person'
}
