import { anchorOf, plainWords } from '../../../shared/domain/override.ts'
import type { ScriptScene } from '../../../shared/domain/script.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import { readPieces } from '../../script/breakdown/pieces.ts'
import type { StoredPanel } from '../../store/script.ts'

/** Lines shown when several could be meant. */
const MOST_SHOWN = 6

/**
 * The anchor of a spoken line: the sentence of the script that it is known by.
 *
 * @param panels where to look: one panel, or all of the scene
 * @param words some words of the line; null where there is only one line
 * @throws AppError WRONG_USE when no line has these words, or several different ones have
 */
export function findLine(script: ScriptScene, panels: readonly StoredPanel[], words: string | null): string {
  const spoken = panels.flatMap(({ content }) => content.lettering.filter(({ kind }) => kind === 'dialogue'))
  // Lines of the same words are one to a correction, which hangs on words.
  const texts = [...new Map(spoken.map(({ text }) => [plainWords(text), text])).values()]
  const wanted = words === null ? '' : plainWords(words)
  const found = texts.filter((text) => plainWords(text).includes(wanted))
  const exact = found.filter((text) => plainWords(text) === wanted)
  const [line, ...others] = exact.length > 0 ? exact : found
  if (texts.length === 0)
    throw new AppError('WRONG_USE', said`Nobody speaks there.`, { remedy: said`Name another panel or scene.` })
  if (line === undefined) {
    throw new AppError('WRONG_USE', said`Nobody says “${words}” there.`, { remedy: said`There are: ${quoted(texts)}.` })
  }
  if (others.length > 0) {
    throw new AppError('WRONG_USE', said`${found.length} lines could be meant: ${quoted(found)}.`, {
      remedy: said`Give more words of it with --line, or its panel with --panel.`,
    })
  }
  return sentenceOf(script, plainWords(line), wanted) ?? anchorOf(line)
}

/** The sentence of the script that holds most of the wanted words of a balloon. */
function sentenceOf(script: ScriptScene, line: string, wanted: string): string | null {
  const sentences = readPieces(script.paragraphs)
    .pieces.filter(({ kind }) => kind === 'speech')
    .map(({ text }) => plainWords(text))
    .filter((sentence) => sentence !== '' && (line.includes(sentence) || sentence.includes(line)))
  const rank = (sentence: string) =>
    (sentence.includes(wanted) || wanted.includes(sentence) ? 1_000 : 0) + sentence.length
  const [best] = sentences.sort((a, b) => rank(b) - rank(a))
  return best === undefined ? null : anchorOf(best)
}

function quoted(texts: readonly string[]): string {
  const shown = texts.slice(0, MOST_SHOWN).map((text) => `“${text}”`)
  const more = texts.length - shown.length
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
