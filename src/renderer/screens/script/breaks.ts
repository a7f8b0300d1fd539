import type { ScriptPage } from './rows.ts'

/** A place in the words of a scene. */
export interface Spot {
  sceneId: string
  block: number
  at: number
}

/** Letters of a text, white space left out: what the script and a panel's words have in common. */
const letters = (text: string) => text.replace(/\s+/g, '').length

/**
 * How far a spot is from the beginning of a panel, in characters of the panel's own words.
 *
 * @param source the panel's words, paragraphs apart
 * @returns null where the spot stands before the panel, or past its words
 */
export function placeInPanel(page: ScriptPage, panelId: string, source: string, { block, at }: Spot): number | null {
  const first = page.blocks.findIndex(({ starts }) => starts.some((start) => start.panelId === panelId))
  if (first < 0 || block < first) return null
  const from = page.blocks[first]!.starts.find((start) => start.panelId === panelId)!.at
  const between = page.blocks
    .slice(first, block + 1)
    .map(({ text }, n) => text.slice(n === 0 ? from : 0, first + n === block ? at : undefined))
  if (first === block && at < from) return null
  let left = between.reduce((sum, text) => sum + letters(text), 0)
  for (let place = 0; place < source.length; place++) {
    if (/\s/.test(source[place]!)) continue
    if (left === 0) return place
    left--
  }
  return null
}
