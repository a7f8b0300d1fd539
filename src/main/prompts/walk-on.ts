import type { Gender } from '../../shared/domain/bible.ts'
import type { PanelPerson } from '../../shared/domain/panel.ts'
import { hasWords, spoken } from './phrases.ts'

/** Somebody without an entry in the bible, as far as the script's own words go. */
export interface WalkOn {
  /** `Nell`, or `clerk` for somebody who goes by a common noun. */
  name: string
  /** Called by a name of their own and not by what they are. */
  isNamed: boolean
  gender: Gender
  age: number | null
  /** `person`, or the noun itself where it does not say man or woman: it may be a pigeon. */
  kind: string
}

const FEMALE =
  /\b(?:woman|girl|lady|lass|daughter|mother|grandmother|sister|aunt|wife|widow|niece|queen|princess|duchess|nun|maid|waitress|nanny|bride|witch|\w+woman|\w+girl)\b/i
const MALE =
  /\b(?:man|boy|gentleman|lad|son|father|grandfather|brother|uncle|husband|nephew|king|prince|duke|monk|priest|waiter|footman|butler|groom|wizard|\w+[^o]man|\w+boy)\b/i
/** Ages that a noun or an adjective stands for. */
const AGES: readonly [RegExp, number][] = [
  [/\b(?:baby|infant)\b/i, 1],
  [/\b(?:boy|girl|child|kid|toddler|schoolboy|schoolgirl|waif)\b/i, 10],
  [/\b(?:teenager|youth|lad|lass|youngster)\b/i, 16],
  [/\b(?:old|aged|elderly|crone|grandmother|grandfather)\b/i, 72],
  [/\byoung\b/i, 22],
]

/** Reads what there is to know out of the id and the script's words. */
export function walkOnOf({ personId, description }: Pick<PanelPerson, 'personId' | 'description'>): WalkOn {
  const name = spoken(personId).replace(/ \d+$/, '')
  const words = description ?? name
  const isNamed = description !== undefined && !hasWords(description, name)
  const isFemale = FEMALE.test(words)
  const gender = isFemale ? 'female' : MALE.test(words) ? 'male' : 'unknown'
  const stated = /\bof (\d{1,2})\b/.exec(words)?.[1]
  return {
    name: isNamed ? name.replace(/(^|\s)\p{Ll}/gu, (letter) => letter.toUpperCase()) : name,
    isNamed,
    gender,
    age: stated ? Number(stated) : (AGES.find(([word]) => word.test(words))?.[1] ?? null),
    kind: gender === 'unknown' && !isNamed ? (name.split(' ').at(-1) ?? name) : 'person',
  }
}
