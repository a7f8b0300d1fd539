import type { Shot } from '../../shared/domain/panel.ts'
import { FLAGGED_FROM, type TakeFinding } from '../../shared/domain/take-check.ts'
import type { VisionAnswer, VisionQuestion } from './vision/vision-model.ts'

/** Somebody who is meant to be in a picture. */
export interface ExpectedPerson {
  personId: string
  name: string
  /** More than one for a group. */
  count: number
  /** How to tell them: kind, age, looks; empty = nobody says. */
  description: string
  /** Empty = nobody says. */
  outfit: string
}

/** What a picture is meant to show. */
export interface ExpectedPicture {
  people: readonly ExpectedPerson[]
  shot: Shot
  /** Things in the panel that bear writing: `letter`, `sign`. */
  writing: readonly string[]
}

/** Numbers that pictures have in a call, from 1. */
export interface PictureNumbers {
  picture: number
  /** A picture of the same style as it is meant to be; null = none. */
  style: number | null
  /** Faces by personId. */
  faces: ReadonlyMap<string, number>
}

/** Questions about one picture, and how their answers are read. */
export interface Asked {
  questions: VisionQuestion[]
  /** @returns a finding for each kind that was answered, also where all is well; none = every answer was declined */
  judge(answers: ReadonlyMap<string, VisionAnswer | null>): TakeFinding[]
}

/** People may be far away, cut off or not in the frame. */
const NOT_COUNTED: ReadonlySet<Shot> = new Set(['detail', 'establishing', 'extreme-long'])
const MAY_LACK_PEOPLE: ReadonlySet<Shot> = new Set([
  'detail',
  'establishing',
  'extreme-long',
  'point-of-view',
  'over-the-shoulder',
  'extreme-close-up',
])
const SHOWS_CLOTHES: ReadonlySet<Shot> = new Set(['medium', 'medium-long', 'full', 'long', 'two-shot'])

const COUNTS = ['0', '1', '2', '3', '4', '5', '6 or more'] as const
const MOST_PEOPLE = 5
const MOST_OUTFITS = 3
const LONGEST_DESCRIPTION = 240

/** @param prefix of the names of its questions, so that those of several pictures go together into one call */
export function questionsFor(
  { people, shot, writing }: ExpectedPicture,
  { picture, style, faces }: PictureNumbers,
  prefix: string,
): Asked {
  const where = `In picture ${picture}`
  const parts = [
    ...(NOT_COUNTED.has(shot) ? [] : [peopleCount(people, where, `${prefix}_count`)]),
    ...(MAY_LACK_PEOPLE.has(shot) ? [] : people)
      .slice(0, MOST_PEOPLE)
      .flatMap((person, n) => (person.description === '' ? [] : [presence(person, where, `${prefix}_who${n}`)])),
    ...people.slice(0, MOST_PEOPLE).flatMap((person, n) => {
      const face = faces.get(person.personId)
      return face === undefined ? [] : [likeness(person, where, face, `${prefix}_face${n}`)]
    }),
    ...(SHOWS_CLOTHES.has(shot) ? people : [])
      .filter(({ outfit }) => outfit !== '')
      .slice(0, MOST_OUTFITS)
      .map((person, n) => clothes(person, where, `${prefix}_outfit${n}`)),
    text(writing, where, `${prefix}_text`),
    ...(style === null ? [] : [manner(where, style, `${prefix}_style`)]),
  ]
  return {
    questions: parts.map(({ question }) => question),
    judge: (answers) => {
      const read = parts.flatMap(({ question, read }) => {
        const answer = answers.get(question.name)
        return answer ? [read(answer)] : []
      })
      return gather(read)
    },
  }
}

interface Part {
  question: VisionQuestion
  /** What the answer says, whether it is a flag or not. */
  read(answer: VisionAnswer): TakeFinding
}

/** One finding a kind: the surest, with what every flag of the kind says. */
function gather(read: readonly TakeFinding[]): TakeFinding[] {
  return [...Map.groupBy(read, ({ kind }) => kind)].map(([kind, found]) => {
    const flags = found.filter(({ probability }) => probability >= FLAGGED_FROM)
    return {
      kind,
      probability: Math.max(...found.map(({ probability }) => probability)),
      message: flags
        .toSorted((a, b) => b.probability - a.probability)
        .map(({ message }) => message)
        .join(' '),
    }
  })
}

function peopleCount(people: readonly ExpectedPerson[], where: string, name: string): Part {
  const expected = people.reduce((sum, { count }) => sum + count, 0)
  const wanted = COUNTS[Math.min(expected, COUNTS.length - 1)]!
  return {
    question: {
      name,
      kind: 'choice',
      asks: `${where}, how many people, or animals that are characters, can be seen clearly? Distant passers-by do not count.`,
      choices: COUNTS,
    },
    read(answer) {
      const probabilities = answer.kind === 'choice' ? [...answer.probabilities] : []
      const others = probabilities.filter(([choice]) => choice !== wanted)
      const [seen] = others.toSorted(([, a], [, b]) => b - a)
      const probability = Math.min(
        1,
        others.reduce((sum, [, share]) => sum + share, 0),
      )
      const names = people.map((person) => person.name).join(', ')
      const meant = expected === 0 ? 'Nobody is meant to be there' : `${expected} meant to be there (${names})`
      return { kind: 'people', probability, message: `${meant}, ${seen?.[0] ?? 'others'} to be seen.` }
    },
  }
}

function presence({ name: who, description, count }: ExpectedPerson, where: string, name: string): Part {
  const says = `${where}, ${count > 1 ? `${count} of these` : 'somebody like this'} can be seen: ${cut(description)}.`
  return statement(name, says, 'people', (yes) => 1 - yes, `${who} ${count > 1 ? 'do' : 'does'} not seem to be there.`)
}

function likeness({ name: who }: ExpectedPerson, where: string, face: number, name: string): Part {
  const says = `${where}, there is somebody who has the face and hair of the person in picture ${face}, whatever they wear.`
  return statement(name, says, 'people', (yes) => 1 - yes, `Nobody looks like the reference of ${who}.`)
}

function clothes({ name: who, description, outfit }: ExpectedPerson, where: string, name: string): Part {
  const whom = description === '' ? 'the person shown' : `the person who is ${cut(description)}`
  const says = `${where}, ${whom}, if to be seen, wears: ${cut(outfit)}.`
  return statement(name, says, 'outfit', (yes) => 1 - yes, `${who} may wear something else than: ${cut(outfit)}.`)
}

function text(writing: readonly string[], where: string, name: string): Part {
  const but =
    writing.length === 0 ? '' : ` Writing that belongs to a thing in it (${writing.join(', ')}) does not count.`
  const says = `${where}, there are letters, words, numbers, captions, speech balloons, a signature or a watermark.${but}`
  return statement(name, says, 'text', (yes) => yes, 'There is writing in the picture.')
}

function manner(where: string, style: number, name: string): Part {
  const says = `${where}, line, colouring and technique are clearly of another style than in picture ${style}.`
  return statement(name, says, 'style', (yes) => yes, 'It is drawn in another manner than the style’s reference.')
}

function statement(
  name: string,
  says: string,
  kind: TakeFinding['kind'],
  wrong: (yes: number) => number,
  message: string,
): Part {
  return {
    question: { name, kind: 'statement', says },
    read: (answer) => ({ kind, probability: answer.kind === 'statement' ? wrong(answer.probability) : 0, message }),
  }
}

function cut(words: string): string {
  const text = words.replace(/\s+/g, ' ').replace(/[.\s]+$/, '')
  return text.length <= LONGEST_DESCRIPTION ? text : `${text.slice(0, LONGEST_DESCRIPTION).replace(/\s\S*$/, '')} …`
}

/** Things that bear writing when they are drawn. */
const BEARS_WRITING =
  /\b(?:letters?|signs?|signboards?|newspapers?|posters?|books?|notes?|maps?|labels?|headstones?|gravestones?|screens?|banners?|plaques?|postcards?|telegrams?|envelopes?|blackboards?|chalkboards?|tickets?|logbooks?|ledgers?|diary|diaries|clocks?|calendars?|graffiti|inscriptions?)\b/giu

/** Things in a panel's words that may have writing on them by right. */
export function bearersOfWriting(words: string): string[] {
  return [...new Set([...words.matchAll(BEARS_WRITING)].map(([word]) => word.toLowerCase()))]
}
