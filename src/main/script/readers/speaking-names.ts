import type { ScriptPanel, ScriptParagraph } from '../../../shared/domain/script.ts'
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

/** `Mock` and `Turtle`, which nearly always stand together, are one name. */
function joined(names: readonly NameSighting[], text: string): NameSighting[] {
  const parts = new Set<string>()
  const whole = names.flatMap((first) =>
    names.flatMap((last): NameSighting[] => {
      const together = text.split(`${first.name} ${last.name}`).length - 1
      if (first === last || together * 2 < Math.min(first.all, last.all) || together === 0) return []
      parts.add(first.name).add(last.name)
      return [{ ...last, name: `${first.name} ${last.name}`, behindThe: first.behindThe, inSentence: first.inSentence }]
    }),
  )
  return [...whole, ...names.filter(({ name }) => !parts.has(name))]
}

/** `INÊS DUARTE` as it is written elsewhere: `Inês Duarte`. */
const properName = (label: string): string =>
  label.toLowerCase().replace(/(^|[\s.'’-])\p{L}/gu, (letter) => letter.toUpperCase())

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
