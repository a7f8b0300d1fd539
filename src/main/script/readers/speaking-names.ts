import type { ScriptPanel, ScriptParagraph } from '../../../shared/domain/script.ts'
import { NOT_A_NAME } from './name-words.ts'
import { properName } from './proper-name.ts'
import { type NameSighting, sightNames } from './sight-names.ts'
import { foldName } from './similar-names.ts'

/** Somebody who speaks in a script, by the name it gives them. */
export interface SpeakingName {
  /** As it stands inside a sentence: `Nell`, `Inês Duarte`, `Fitter`. */
  name: string
  /** A common noun with a capital only because speakers have one: the text calls them «the fitter». */
  isNoun: boolean
  /** The text says «the Hatter». */
  withArticle: boolean
  /** How often they are named as speaking. */
  times: number
}

interface Scene {
  panels: readonly Pick<ScriptPanel, 'prompt' | 'lettering'>[]
  paragraphs: readonly ScriptParagraph[]
}

/** Labels of balloons that nobody stands behind. */
const NOBODY = new Set(
  `voice voices radio tv television phone telephone loudspeaker speaker tannoy crowd chorus all both everyone everybody
  others someone somebody narrator sign text title note letter clock computer recording echo announcement`.split(/\s+/),
)

/** Everybody who speaks: speakers of strips, and names beside a verb of speech in prose; most talkative first. */
export function speakingNames(scenes: readonly Scene[]): SpeakingName[] {
  const prompts = scenes.flatMap(({ panels }) => panels.map(({ prompt }) => prompt)).join('\n')
  const labels = scenes.flatMap(({ panels }) =>
    panels.flatMap(({ lettering }) =>
      lettering.flatMap(({ kind, speakerName }) => (kind === 'dialogue' && speakerName) || []),
    ),
  )
  const spoken = [...Map.groupBy(labels.filter(isSomebody), foldName).values()].map(
    (same): SpeakingName => ({
      name: properName(same[0]!),
      isNoun: isCommonNoun(same[0]!, prompts),
      withArticle: false,
      times: same.length,
    }),
  )
  const paragraphs = scenes.flatMap((scene) => scene.paragraphs.map((paragraph) => ({ ...paragraph, file: '' })))
  const told = joined(sightNames(paragraphs), paragraphs.map(({ text }) => text).join('\n'))
    .filter(({ speaks, behindThe, inSentence }) => speaks > (behindThe * 2 > inSentence ? 1 : 0))
    .map(
      ({ name, speaks, behindThe, inSentence }): SpeakingName => ({
        name,
        isNoun: false,
        withArticle: behindThe * 2 > inSentence,
        times: speaks,
      }),
    )
  const labelled = new Set(spoken.map(({ name }) => foldName(name)))
  return [...spoken, ...told.filter(({ name }) => !labelled.has(foldName(name)))].sort((a, b) => b.times - a.times)
}

/** `NELL`, not `RADIO VOICE`, and not `NELL AND ED`, who are each somebody else's entry. */
function isSomebody(label: string): boolean {
  const words = foldName(label).split(/[\s.]+/)
  return !NOBODY.has(words.at(-1) ?? '') && !/\s(?:and|&|\+)\s|[,/]/i.test(label)
}

/** `Mock` that nearly always stands before `Turtle` is half a name. */
function joined(names: readonly NameSighting[], text: string): NameSighting[] {
  const whole = names.map((sighting) => {
    const { name } = sighting
    const before = neighbour(sighting, text, new RegExp(`(\\p{Lu}\\p{Ll}+) ${name}\\b`, 'gu'))
    const after = neighbour(sighting, text, new RegExp(`\\b${name} (\\p{Lu}\\p{Ll}+)`, 'gu'))
    return { ...sighting, name: [before, name, after].filter((part) => part !== null).join(' ') }
  })
  return [...Map.groupBy(whole, ({ name }) => name).values()].map((same) => same[0]!)
}

/** The capital word beside a name, where it is the same in half of all places and no ordinary word. */
function neighbour({ all }: NameSighting, text: string, beside: RegExp): string | null {
  const found = Map.groupBy([...text.matchAll(beside)], ([, word]) => word!)
  const [word, places] = [...found].sort((a, b) => b[1].length - a[1].length)[0] ?? [null, []]
  if (word === null || places.length * 2 < all || NOT_A_NAME.has(word.toLowerCase())) return null
  return new RegExp(`\\b${word.toLowerCase()}\\b`, 'u').test(text) ? null : word
}

/** «A fitter drops a spanner»: the text has the word in small letters, and never as a name. */
function isCommonNoun(label: string, prompts: string): boolean {
  const word = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const small = new RegExp(
    `\\b(?:the|an?|her|his|their|two|three|young|old)\\s+(?:\\p{Ll}+\\s+)?${word.toLowerCase()}s?\\b`,
    'u',
  )
  const large = new RegExp(`(?<=\\p{Ll},?\\s)${properName(word)}\\b`, 'u')
  return small.test(prompts) && !large.test(prompts)
}
