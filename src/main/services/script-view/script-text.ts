import { plainWords } from '../../../shared/domain/override.ts'
import type { ScriptPanel, ScriptScene } from '../../../shared/domain/script.ts'
import { readEmphasis } from '../../script/breakdown/emphasis.ts'
import { type Piece, readPieces } from '../../script/breakdown/pieces.ts'

/** From one character of a text up to another, which is not part of it. */
export interface Span {
  from: number
  to: number
}

/** Words of a scene that became a line of lettering. */
export interface SpokenSpan extends Span {
  panelId: string
  letteringId: string
  /** Id of whoever speaks, as people have it in panels; null = nobody knows. */
  voice: string | null
}

/** A paragraph of the script, or a prompt or line of a panel that the author cut, with what became of its words. */
export interface TextBlock {
  /** Line of the file. */
  line: number
  /** Without marks of emphasis. */
  text: string
  emphasis: Span[]
  /** Panels that begin here, at this character. */
  starts: { panelId: string; at: number }[]
  spoken: SpokenSpan[]
  /** What stands in no panel. */
  unused: Span[]
  /** The panel as the author numbered it; null in prose and for what follows it. */
  panel: Pick<ScriptPanel, 'strip' | 'number' | 'problem'> | null
  /** Whom the script names beside the words: `NELL`, `CAPTION`; null for prose and prompts. */
  label: string | null
}

/** A panel as far as it takes to find its words in the script. */
export interface PlacedPanel {
  id: string
  source: string
  line: number
  lettering: { id: string; kind: string; text: string; voice: string | null }[]
}

/** The words of a scene in order, with where its panels start, who says what and what nothing was made of. */
export function scriptText(scene: ScriptScene, panels: readonly PlacedPanel[]): TextBlock[] {
  return scene.panels.length > 0 ? authoredText(scene.panels, panels) : proseText(scene, panels)
}

function authoredText(written: readonly ScriptPanel[], panels: readonly PlacedPanel[]): TextBlock[] {
  const byLine = Map.groupBy(panels, ({ line }) => line)
  return written.flatMap(({ line, strip, number, prompt, problem, lettering }): TextBlock[] => {
    const made = byLine.get(line) ?? []
    const whole = (text: string): Span[] => (made.length === 0 && text !== '' ? [{ from: 0, to: text.length }] : [])
    const first = block(line, prompt, {
      starts: made.map(({ id }) => ({ panelId: id, at: 0 })),
      unused: whole(prompt),
      panel: { strip, number, problem },
    })
    return [
      first,
      ...lettering.map(({ kind, text, speakerName }) => {
        const spoken = made.flatMap((panel) =>
          panel.lettering
            .filter((one) => one.kind === kind && plainWords(one.text) === plainWords(text))
            .map(({ id, voice }) => ({ panelId: panel.id, letteringId: id, voice })),
        )
        const plain = readEmphasis(text)
        return block(line, plain.plain, {
          emphasis: spansOf(plain.stressed),
          spoken: spoken.slice(0, 1).map((one) => ({ from: 0, to: plain.plain.length, ...one })),
          unused: whole(plain.plain),
          label: kind === 'dialogue' ? (speakerName ?? '') : kind.toUpperCase(),
        })
      }),
    ]
  })
}

function block(line: number, text: string, rest: Partial<TextBlock>): TextBlock {
  return { line, text, emphasis: [], starts: [], spoken: [], unused: [], panel: null, label: null, ...rest }
}

function proseText({ paragraphs }: ScriptScene, panels: readonly PlacedPanel[]): TextBlock[] {
  const read = paragraphs.map(({ text }) => readEmphasis(text))
  const blocks = paragraphs.map(({ line }, at) =>
    block(line, read[at]!.plain, { emphasis: spansOf(read[at]!.stressed) }),
  )
  const letters = lettersOf(blocks)
  const found = findPanels(letters.text, panels)
  for (const { panel, from } of found) {
    const { paragraph, at } = letters.placeOf(from)
    blocks[paragraph]?.starts.push({ panelId: panel.id, at })
  }
  markUnused(blocks, letters, found)
  markSpoken(blocks, readPieces(paragraphs).pieces, letters, found)
  return blocks
}

/** A text free of white space, which no step on the way to a panel keeps. */
interface Letters {
  text: string
  /** Where a letter stands; past the last one, the end of the last paragraph. */
  placeOf(letter: number): { paragraph: number; at: number }
  /** The first letter at or after a character of a paragraph. */
  letterAt(paragraph: number, at: number): number
}

function lettersOf(blocks: readonly TextBlock[]): Letters {
  const paragraphs: number[] = []
  const places: number[] = []
  const firsts: number[] = []
  let text = ''
  for (const [paragraph, { text: words }] of blocks.entries()) {
    firsts.push(places.length)
    for (let at = 0; at < words.length; at++) {
      if (/\s/.test(words[at]!)) continue
      text += words[at]!
      paragraphs.push(paragraph)
      places.push(at)
    }
  }
  firsts.push(places.length)
  return {
    text,
    placeOf: (letter) =>
      letter < places.length
        ? { paragraph: paragraphs[letter]!, at: places[letter]! }
        : { paragraph: blocks.length - 1, at: blocks.at(-1)?.text.length ?? 0 },
    letterAt(paragraph, at) {
      const [first, last] = [firsts[paragraph]!, firsts[paragraph + 1]!]
      let low = first
      let high = last
      while (low < high) {
        const middle = (low + high) >> 1
        if (places[middle]! < at) low = middle + 1
        else high = middle
      }
      return low
    },
  }
}

interface FoundPanel {
  panel: PlacedPanel
  /** Letters of the scene; as long as the words that were found. */
  from: number
  to: number
}

/** So many letters are enough to know where a panel begins whose end was rewritten. */
const KNOWN_BY = 24

/** Where the words of each panel stand, in the order of panels; one without words stands where the next one begins. */
function findPanels(text: string, panels: readonly PlacedPanel[]): FoundPanel[] {
  let cursor = 0
  const found = panels.map((panel): FoundPanel | null => {
    const wanted = panel.source.replace(/\s+/g, '')
    if (wanted === '') return null
    for (const words of [wanted, wanted.slice(0, KNOWN_BY)]) {
      const from = text.indexOf(words, cursor)
      if (from < 0) continue
      cursor = from + words.length
      return { panel, from, to: cursor }
    }
    return null
  })
  let next = text.length
  return found
    .map((one, at) => ({ one, panel: panels[at]! }))
    .reverse()
    .map(({ one, panel }): FoundPanel => {
      const place = one ?? { panel, from: next, to: next }
      next = place.from
      return place
    })
    .reverse()
}

function markUnused(blocks: readonly TextBlock[], letters: Letters, found: readonly FoundPanel[]): void {
  if (found.length === 0) return
  let until = 0
  for (const { from, to } of [...found, { from: letters.text.length, to: letters.text.length }]) {
    if (from > until) addUnused(blocks, letters, until, from)
    until = Math.max(until, to)
  }
}

function addUnused(blocks: readonly TextBlock[], letters: Letters, from: number, to: number): void {
  for (let letter = from; letter < to; ) {
    const { paragraph, at } = letters.placeOf(letter)
    const end = Math.min(to, letters.letterAt(paragraph, blocks[paragraph]!.text.length))
    const last = letters.placeOf(end - 1)
    if (/[\p{L}\p{N}]/u.test(letters.text.slice(letter, end)))
      blocks[paragraph]!.unused.push({ from: at, to: last.at + 1 })
    letter = end
  }
}

function markSpoken(
  blocks: readonly TextBlock[],
  pieces: readonly Piece[],
  letters: Letters,
  found: readonly FoundPanel[],
): void {
  const lines = new Map(found.map(({ panel }) => [panel.id, new LinesInOrder(panel)]))
  for (const { kind, text, paragraph, start, end } of pieces) {
    const words = plainWords(text)
    if (kind !== 'speech' || words === '') continue
    const block = blocks[paragraph]!
    const letter = letters.letterAt(paragraph, start)
    const here = found.find(({ from, to }) => letter >= from && letter < to)
    if (!here) continue
    const span = { from: start, to: trimmedEnd(block.text, end) }
    const line = lines.get(here.panel.id)!.take(words)
    if (!line) {
      block.unused.push(span)
      continue
    }
    const before = block.spoken.at(-1)
    const goesOn = before?.letteringId === line.id && /^\s*$/.test(block.text.slice(before.to, span.from))
    if (goesOn) before.to = span.to
    else block.spoken.push({ ...span, panelId: here.panel.id, letteringId: line.id, voice: line.voice })
  }
  for (const block of blocks) block.unused.sort((a, b) => a.from - b.from)
}

/** The lines of a panel, given out sentence by sentence: speech and balloons stand in the same order. */
class LinesInOrder {
  private readonly lines: { line: PlacedPanel['lettering'][number]; left: string }[]
  private at = 0

  constructor({ lettering }: PlacedPanel) {
    this.lines = lettering
      .filter(({ kind }) => kind === 'dialogue')
      .map((line) => ({ line, left: plainWords(line.text) }))
  }

  /** The line a sentence is part of; undefined where none has its words. */
  take(sentence: string): PlacedPanel['lettering'][number] | undefined {
    for (const [at, one] of this.lines.entries()) {
      if (at < this.at || one.left === '' || !(one.left.startsWith(sentence) || sentence.startsWith(one.left))) continue
      one.left = one.left.startsWith(sentence) ? one.left.slice(sentence.length).trim() : ''
      this.at = at
      return one.line
    }
    // What the author rewrote or moved keeps neither its beginning nor its place.
    return this.lines.find(({ line }) => shares(plainWords(line.text), sentence))?.line
  }
}

/** A balloon is one sentence or more; a long sentence is several balloons. */
function shares(line: string, sentence: string): boolean {
  return line !== '' && (line.includes(sentence) || sentence.includes(line))
}

function trimmedEnd(text: string, end: number): number {
  return text.slice(0, end).trimEnd().length
}

function spansOf(stressed: readonly boolean[] | null): Span[] {
  const spans: Span[] = []
  for (const [at, isStressed] of (stressed ?? []).entries()) {
    const last = spans.at(-1)
    if (!isStressed) continue
    if (last?.to === at) last.to = at + 1
    else spans.push({ from: at, to: at + 1 })
  }
  return spans
}
