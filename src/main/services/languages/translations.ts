import type { LetteringText, TextState } from '../../../shared/domain/lettering-text.ts'
import type { Project } from '../../open-project.ts'
import { type OwnText, textKey } from './own-texts.ts'

/** `stale`: the book says something else by now than what was translated. */
export type TranslationState = TextState | 'stale'

/** How a text of the book reads in another language. */
export interface Translation {
  text: string
  state: TranslationState
  /** The words it was made from. */
  ownText: string
}

/** Every text that there is in a language, by `textKey`. */
export function translationsOf(
  project: Project,
  language: string,
  texts: readonly OwnText[],
): Map<string, Translation> {
  return standingTranslations(texts, project.letteringTexts.inLanguage(language))
}

/**
 * What stands for each text. A line that has none, or a stale one, takes that of a line which once had the same words
 * and does not have them any more: a scene cut from one place and put in at another keeps its translation.
 * @param stored in the order they were written, the newest last
 */
export function standingTranslations(
  texts: readonly OwnText[],
  stored: readonly LetteringText[],
): Map<string, Translation> {
  const own = new Map(texts.map((text) => [textKey(text), text]))
  const rows = new Map(stored.map((row) => [textKey(row), row]))
  const leftOver = new Map(
    stored
      .filter((row) => own.get(textKey(row))?.text !== row.ownText)
      .map((row) => [`${row.subject}/${row.ownText}`, row]),
  )
  const standing = new Map<string, Translation>()
  for (const [key, { subject, text }] of own) {
    const row = rows.get(key)
    const best = row?.ownText === text ? row : (leftOver.get(`${subject}/${text}`) ?? row)
    if (best === undefined) continue
    const state = best.ownText === text ? best.state : 'stale'
    standing.set(key, { text: best.text, state, ownText: best.ownText })
  }
  return standing
}
