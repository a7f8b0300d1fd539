import type { Gender } from '../../../../shared/domain/bible.ts'

const FEMALE_WORDS = `woman girl lady daughter mother sister aunt wife widow niece grandmother granny gran queen princess
duchess countess baroness empress goddess witch nun abbess nurse-maid maid housemaid barmaid waitress actress hostess
postmistress mistress headmistress schoolmistress stewardess seamstress bride heiress sorceress governess ma'am madam
miss mrs ms mme mama mum mom señora señorita frau hen mare ewe cow`
const MALE_WORDS = `man boy gentleman lord sir son father brother uncle husband widower nephew grandfather grandpa king
prince duke count baron emperor god wizard monk abbot priest waiter actor host postmaster master headmaster schoolmaster
steward groom heir sorcerer policeman fisherman boatman bandsman postman fireman workman foreman salesman nobleman
seaman mr papa dad da herr señor monsieur bull stallion cock rooster ram`

const FEMALE = new Set(FEMALE_WORDS.split(/\s+/))
const MALE = new Set(MALE_WORDS.split(/\s+/))
const FEMALE_PRONOUNS = new Set(['she', 'her', 'hers', 'herself'])
const MALE_PRONOUNS = new Set(['he', 'him', 'his', 'himself'])

/** Head nouns and titles outweigh pronouns, which may mean somebody else. */
const NOUN_WEIGHT = 3

function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/’/g, "'")
      .match(/[\p{L}'-]+/gu) ?? []
  )
}

/** +1 for a female, −1 for a male noun or title; possessives (`her father's coat`) belong to somebody else. */
function nounVote(word: string): number {
  if (/'s$|s'$/.test(word)) return 0
  const parts = [word, word.split('-').at(-1) ?? word]
  if (parts.some((part) => FEMALE.has(part))) return 1
  return parts.some((part) => MALE.has(part)) ? -1 : 0
}

/** The noun a phrase is about: the last word before `of`, `in`, `with` … or the first comma. */
function headVote(phrase: string): number {
  const head = phrase.split(/[,;(.]|\s(?:of|in|with|at|on|from|who|that|to)\s/i)[0] ?? ''
  const words = wordsOf(head)
  return nounVote(words.at(-1) ?? '') || nounVote(words[0] ?? '')
}

/**
 * Gender by what the bible calls a person (`the keeper's daughter`, `Mr Voss`, `Rosa's mother`) and by the pronouns of
 * their description; `unknown` when neither tells or both disagree.
 */
export function guessGender(person: {
  stated: string | null
  names: readonly string[]
  roles: readonly string[]
  descriptions: readonly string[]
}): Gender {
  const stated = (person.stated ?? '').toLowerCase()
  if (/\b(?:f|female|woman|girl|she)\b/.test(stated)) return 'female'
  if (/\b(?:m|male|man|boy|he)\b/.test(stated)) return 'male'
  let vote = 0
  for (const phrase of [...person.names, ...person.roles.flatMap((role) => role.split(/[,;]/))]) {
    vote += headVote(phrase) * NOUN_WEIGHT
  }
  for (const description of [...person.descriptions, ...person.roles]) {
    for (const word of wordsOf(description)) {
      if (FEMALE_PRONOUNS.has(word)) vote += 1
      else if (MALE_PRONOUNS.has(word)) vote -= 1
    }
  }
  if (vote === 0) return 'unknown'
  return vote > 0 ? 'female' : 'male'
}
