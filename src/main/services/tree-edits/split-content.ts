import { plainWords } from '../../../shared/domain/override.ts'
import type { PanelContent } from '../../../shared/domain/panel.ts'
import { flagsInside } from './own-panel.ts'

/** The text a panel is split in: the script's words, or the author's where there are none. */
export function textToSplit({ source, what }: PanelContent): string {
  return source === '' ? what : source
}

/**
 * The beginning of a sentence nearest to a place in a text, so that both sides have one.
 *
 * @param at characters
 * @param language BCP 47
 * @returns characters; null where the text is one sentence
 */
export function nearestSentence(text: string, at: number, language: string): number | null {
  const starts = [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)]
    .filter(({ segment, index }) => index > 0 && segment.trim() !== '')
    .map(({ index }) => index)
    .filter((index) => text.slice(0, index).trim() !== '')
  return starts.reduce<number | null>(
    (best, start) => (best === null || Math.abs(start - at) < Math.abs(best - at) ? start : best),
    null,
  )
}

/**
 * A panel cut in two. What is seen goes sentence by sentence to the half whose words it shares, lines over it to the half
 * that has them; people stay in both, for the author to say who leaves.
 *
 * @param at where the second half of `textToSplit` begins
 */
export function splitContent(content: PanelContent, at: number, language: string): [PanelContent, PanelContent] {
  const text = textToSplit(content)
  const [first, second] = cutContent(content, at, language)
  return [
    { ...content, ...first, what: first.what || text.slice(0, at).trim() },
    {
      ...content,
      ...second,
      what: second.what || text.slice(at).trim(),
      line: content.line + (text.slice(0, at).match(/\n/g)?.length ?? 0),
      flags: flagsInside(content.flags),
    },
  ]
}

/** What goes with words when a panel is cut. */
type CutParts = Pick<PanelContent, 'what' | 'source' | 'lettering' | 'props'>

/**
 * What of a panel goes with each part of its words. A part of which nothing can be seen has an empty `what`.
 *
 * @param at where the second part of `textToSplit` begins
 */
export function cutContent(content: PanelContent, at: number, language: string): [CutParts, CutParts] {
  const text = textToSplit(content)
  const halves = [text.slice(0, at).trim(), text.slice(at).trim()] as const
  const isScript = content.source !== ''
  const seen = isScript ? shareOut(sentencesOf(content.what, language), halves) : [[halves[0]], [halves[1]]]
  const whats = seen.map((sentences) => sentences.join(' ')) as [string, string]
  const lines = content.lettering.map((line) => ({ line, half: halfOf(line.text, halves) }))
  const props = content.props.map((prop) => ({
    prop,
    half: halfOf(prop, [whats[0] || halves[0], whats[1] || halves[1]]),
  }))
  return [0, 1].map((n): CutParts => {
    return {
      what: whats[n]!,
      source: isScript ? halves[n]! : '',
      lettering: lines.filter(({ half }) => half === n).map(({ line }) => line),
      props: props.filter(({ half }) => half === n).map(({ prop }) => prop),
    }
  }) as [CutParts, CutParts]
}

/** Two panels that are one from here on. */
export function joinContents(first: PanelContent, second: PanelContent): PanelContent {
  const there = new Set(first.people.map(({ personId }) => personId))
  return {
    ...first,
    what: [first.what, second.what].join(' ').trim(),
    source: [first.source, second.source].filter(Boolean).join('\n'),
    importance: Math.max(first.importance, second.importance),
    people: [...first.people, ...second.people.filter(({ personId }) => !there.has(personId))],
    props: [...new Set([...first.props, ...second.props])],
    lettering: [...first.lettering, ...second.lettering],
  }
}

function sentencesOf(text: string, language: string): string[] {
  return [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)]
    .map(({ segment }) => segment.trim())
    .filter(Boolean)
}

function shareOut(sentences: readonly string[], halves: readonly [string, string]): [string[], string[]] {
  const shared: [string[], string[]] = [[], []]
  for (const sentence of sentences) shared[halfOf(sentence, halves)].push(sentence)
  return shared
}

/** Which half a text belongs to: the one that has it whole, or shares more of its words. */
function halfOf(text: string, halves: readonly [string, string]): 0 | 1 {
  const wanted = plainWords(text)
  const [first, second] = halves.map(plainWords) as [string, string]
  if (first.includes(wanted) !== second.includes(wanted)) return first.includes(wanted) ? 0 : 1
  const words = wanted.split(' ')
  const share = (half: string) => {
    const there = new Set(half.split(' '))
    return words.filter((word) => there.has(word)).length
  }
  return share(second) > share(first) ? 1 : 0
}
