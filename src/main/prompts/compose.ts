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
    const written = write(kept, limits)
    const { prompt, negativePrompt } = written
    const length = promptLength(prompt, limits.unit)
    let lightest = -1
    if (length > limits.max) lightest = lightestOf(kept, (at) => written.sentences[at] !== '')
    if (lightest === -1 && promptLength(negativePrompt, limits.unit) > limits.max) {
      lightest = lightestOf(kept, (at) => written.avoided[at]!.length > 0)
    }
    if (lightest === -1) return { prompt, negativePrompt, parts: kept, leftOut, length }
    leftOut.unshift(...kept.splice(lightest, 1))
  }
}

/** Where the next part to leave out stands, among those that would make a difference; -1 when only mandatory ones are left. */
function lightestOf(parts: readonly PromptPart[], helps: (at: number) => boolean): number {
  let found = -1
  for (const [at, part] of parts.entries()) {
    if (!part.mandatory && helps(at) && (found === -1 || part.weight <= parts[found]!.weight)) found = at
  }
  return found
}

interface Written {
  prompt: string
  negativePrompt: string
  /** What each part says, and keeps away, by its position; empty where it does neither. */
  sentences: string[]
  avoided: string[][]
}

function write(parts: readonly PromptPart[], limits: PromptLimits): Written {
  const drawn = parts.map(({ text }) => text).join('\n')
  const sentences = parts.map((part) =>
    sentence(
      part,
      part.avoid.filter((thing) => saidInWords(thing, part, drawn, limits)),
    ),
  )
  const said = sentences.filter((text) => text !== '')
  const prompt = folded(limits.reads === 'tags' ? said.join(', ') : said.map(stopped).join(' '))
  const avoided = parts.map((part) =>
    limits.negativePrompt ? part.avoid.filter((thing) => !wantedElsewhere(thing, part, drawn)) : [],
  )
  // What must never appear comes first: some models read the end of a list less.
  const byWeight = avoided.map((things, at) => ({ things, at, weight: parts[at]!.weight }))
  byWeight.sort((a, b) => b.weight - a.weight || a.at - b.at)
  const negativePrompt = folded(mergeAvoided(byWeight.map(({ things }) => things)).join(', '))
  return { prompt, negativePrompt, sentences, avoided }
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

/** As it stands in a prompt of sentences; nothing stays nothing. */
export const stopped = (text: string) => (text === '' || /[.!?…。！？]["”’»]?$/.test(text) ? text : `${text}.`)

const folded = (text: string) => text.replace(/\s+/g, ' ').trim()
