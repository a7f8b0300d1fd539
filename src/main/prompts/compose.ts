import type { ComposedPrompt, PromptLimits, PromptPart } from '../../shared/domain/prompt.ts'
import { mergeAvoided, wants } from './negations.ts'
import { promptLength } from './prompt-length.ts'

/**
 * Writes a prompt from its parts within a model's length. Whole parts are left out, the lightest first, of equal ones
 * the last; mandatory parts never. When these alone are too long, `length` says by how much.
 */
export function compose(parts: readonly PromptPart[], limits: PromptLimits): ComposedPrompt {
  const kept = [...parts]
  const leftOut: PromptPart[] = []
  for (;;) {
    const { prompt, negativePrompt } = write(kept, limits)
    const length = promptLength(prompt, limits.unit)
    const fits = length <= limits.max && promptLength(negativePrompt, limits.unit) <= limits.max
    const lightest = fits ? -1 : lightestOf(kept, length > limits.max)
    if (lightest === -1) return { prompt, negativePrompt, parts: kept, leftOut, length }
    leftOut.unshift(...kept.splice(lightest, 1))
  }
}

/** Where the next part to leave out stands; -1 when only mandatory ones are left. */
function lightestOf(parts: readonly PromptPart[], promptTooLong: boolean): number {
  let found = -1
  for (const [at, part] of parts.entries()) {
    const helps = promptTooLong || part.avoid.length > 0
    if (!part.mandatory && helps && (found === -1 || part.weight <= parts[found]!.weight)) found = at
  }
  return found
}

function write(parts: readonly PromptPart[], limits: PromptLimits): { prompt: string; negativePrompt: string } {
  const drawn = parts.map(({ text }) => text).join('\n')
  const inWords = (part: PromptPart) => part.avoid.filter((thing) => saidInWords(thing, part, drawn, limits))
  const sentences = parts.map((part) => sentence(part, inWords(part))).filter((text) => text !== '')
  const prompt = folded(limits.reads === 'tags' ? sentences.join(', ') : sentences.map(stopped).join(' '))
  if (!limits.negativePrompt) return { prompt, negativePrompt: '' }
  const avoided = parts.map((part) => part.avoid.filter((thing) => !wantedElsewhere(thing, part, drawn)))
  // What must never appear comes first: some models read the end of a list less.
  const byWeight = parts.map((part, at) => ({ part, at })).sort((a, b) => b.part.weight - a.part.weight || a.at - b.at)
  return { prompt, negativePrompt: folded(mergeAvoided(byWeight.map(({ at }) => avoided[at]!)).join(', ')) }
}

/**
 * A thing to avoid goes to the negative prompt where there is one. It is said in words instead where there is none,
 * and where somebody else in the picture has that very thing. That no text be drawn is said both ways to models that
 * understand it.
 */
function saidInWords(thing: string, part: PromptPart, drawn: string, limits: PromptLimits): boolean {
  if (!limits.negativePrompt || wantedElsewhere(thing, part, drawn)) return true
  return part.kind === 'no-text' && limits.reads === 'sentences'
}

/** A style's own list stands as it is: "colour" in it is about the whole picture. */
const wantedElsewhere = (thing: string, part: PromptPart, drawn: string) =>
  part.kind !== 'style' && part.kind !== 'no-text' && wants(drawn, thing)

function sentence(part: PromptPart, inWords: readonly string[]): string {
  if (inWords.length === 0) return part.text
  if (part.kind === 'style') return [part.text, `Avoid ${inWords.join(', ')}`].filter((text) => text !== '').join('. ')
  const without = inWords.map((thing) => `no ${thing}`).join(', ')
  return part.text === '' ? without.replace(/^n/, 'N') : `${part.text}, ${without}`
}

const stopped = (text: string) => (/[.!?…。！？]["”’»]?$/.test(text) ? text : `${text}.`)

const folded = (text: string) => text.replace(/\s+/g, ' ').trim()
