import type { Beat } from './beats.ts'
import { countWords } from './tokens.ts'

export interface CutOptions {
  /** Words for one panel. */
  density: number
  /** Fewest panels, as far as there are beats. */
  minPanels: number
}

/** Lines of speech and words of speech that one picture carries without strain. */
const EASY_TURNS = 4
const EASY_SPEECH_WORDS = 48

/** Puts beats together into panels: near the wished length, cut where the story has its joints. */
export function cutPanels(beats: readonly Beat[], { density, minPanels }: CutOptions): Beat[][] {
  if (!beats.length) return []
  const free = bestCuts(beats, density, null)
  const wanted = Math.min(minPanels, beats.length)
  return free.length >= wanted ? free : bestCuts(beats, density, wanted)
}

/**
 * Cheapest way to cut, by dynamic programming over the joints.
 * @param exactly so many panels; null leaves the number open
 */
function bestCuts(beats: readonly Beat[], density: number, exactly: number | null): Beat[][] {
  const rounds = exactly ?? 1
  // cost[k][j]: beats before j in k panels; with an open number one row serves all.
  const cost = Array.from({ length: rounds + 1 }, () => new Float64Array(beats.length + 1).fill(Infinity))
  const from = Array.from({ length: rounds + 1 }, () => new Int32Array(beats.length + 1))
  cost[0]![0] = 0
  if (exactly === null) cost[1]![0] = 0
  for (let k = 1; k <= rounds; k++) {
    const base = exactly === null ? cost[1]! : cost[k - 1]!
    for (let j = 1; j <= beats.length; j++) {
      let words = 0
      for (let i = j - 1; i >= 0; i--) {
        words += beats[i]!.words
        if (exactly === null && words > 2.5 * density && i < j - 1) break
        const total = base[i]! + panelCost(beats.slice(i, j), words, density)
        if (total < cost[k]![j]!) {
          cost[k]![j] = total
          from[k]![j] = i
        }
      }
    }
  }
  const panels: Beat[][] = []
  for (let j = beats.length, k = rounds; j > 0; k = exactly === null ? 1 : k - 1) {
    const i = from[k]![j]!
    panels.unshift(beats.slice(i, j))
    j = i
  }
  return panels
}

/** Asked of every sentence once for each panel that it could be in. */
const counted = new WeakMap<object, number>()

function wordsIn(sentence: { text: string }): number {
  const known = counted.get(sentence)
  if (known !== undefined) return known
  const words = countWords(sentence.text)
  counted.set(sentence, words)
  return words
}

function panelCost(beats: readonly Beat[], words: number, density: number): number {
  const length = 2.4 * ((words - density) / density) ** 2
  const speech = beats.flatMap((beat) => beat.sentences.filter((sentence) => sentence.kind === 'speech'))
  const turns = new Set(speech.map((sentence) => sentence.paragraph)).size
  const spoken = speech.reduce((sum, sentence) => sum + wordsIn(sentence), 0)
  const crowded = 0.5 * Math.max(0, turns - EASY_TURNS) + 0.04 * Math.max(0, spoken - EASY_SPEECH_WORDS)
  // Two moments of action in one picture are one too many.
  const busy = 0.5 * Math.max(0, beats.filter((beat) => beat.climax).length - 1)
  return length + crowded + busy - 0.45 * beats[0]!.cutBefore + 0.45
}
