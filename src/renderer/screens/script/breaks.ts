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

/** The beginning of a sentence, or of the block, nearest to a place in it. @param at characters @returns characters */
function nearestStart(text: string, at: number): number {
  const starts = [...new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text)]
    .filter(({ segment }) => segment.trim() !== '')
    .map(({ index }) => index)
  return starts.reduce((best, start) => (Math.abs(start - at) < Math.abs(best - at) ? start : best), 0)
}

/** Where a dragged break would go. */
export interface BreakDrop {
  spot: Spot
  /** The panel whose words hold the new break, and how far into them, in characters. */
  to: { panelId: string; at: number }
}

/**
 * Where the break before a panel goes when it is let go at a spot: within a scene to a sentence of the panel or of the one
 * before it; where the panel opens its scene, to any panel of the scene or of the one before.
 *
 * @param over the panel whose words the spot is in
 * @param pages of the panel's own scene and of the one before it, as far as it is here
 * @returns null where it cannot go
 */
export function breakDrop(
  panelId: string,
  spot: Spot,
  over: string,
  pages: { own: ScriptPage; before: ScriptPage | null },
): BreakDrop | null {
  const { own, before } = pages
  const at = own.panels.findIndex(({ id }) => id === panelId)
  const mayHold =
    at > 0 ? [own.panels[at - 1]!.id, panelId] : [...own.panels, ...(before?.panels ?? [])].map(({ id }) => id)
  const page = spot.sceneId === own.id ? own : before
  const block = page?.blocks[spot.block]
  if (at < 0 || !page || !block || page.id !== spot.sceneId || !mayHold.includes(over)) return null
  const snapped = { ...spot, at: nearestStart(block.text, spot.at) }
  const { source, what } = page.panels.find(({ id }) => id === over) ?? { source: '', what: '' }
  // A start before the panel's words is their beginning; one past them is their end.
  const place = placeInPanel(page, over, source, snapped) ?? (isBefore(page, over, snapped) ? 0 : source.length)
  return { spot: snapped, to: { panelId: over, at: source === '' && snapped.at > 0 ? what.length : place } }
}

function isBefore(page: ScriptPage, panelId: string, { block, at }: Spot): boolean {
  const first = page.blocks.findIndex(({ starts }) => starts.some((start) => start.panelId === panelId))
  const start = page.blocks[first]?.starts.find((one) => one.panelId === panelId)
  return first < 0 || block < first || (block === first && at <= start!.at)
}
