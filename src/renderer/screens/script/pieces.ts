import type { TextBlock } from './rows.ts'

/** A stretch of a block that is drawn in one way, after a chip where a panel begins. */
export interface TextPiece {
  text: string
  /** Panels that begin right before it. */
  starts: readonly string[]
  /** The panel it stands in; null before the first. */
  panelId: string | null
  spoken: TextBlock['spoken'][number] | null
  isStressed: boolean
  isUnused: boolean
  /** Where it begins in the block. */
  from: number
}

/**
 * A block in pieces that differ in panel, speaker, emphasis or use.
 *
 * @param before the panel that the words before it stand in
 * @param caret a place to cut at as well; null = none
 */
export function piecesOf(block: TextBlock, before: string | null, caret: number | null = null): TextPiece[] {
  const { text, starts, spoken, emphasis, unused } = block
  const cuts = new Set([0, text.length])
  for (const { at } of starts) cuts.add(at)
  for (const { from, to } of [...spoken, ...emphasis, ...unused]) cuts.add(from).add(to)
  if (caret !== null) cuts.add(caret)
  const places = [...cuts].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b)
  let panelId = before
  const covers = (span: { from: number; to: number }, at: number) => span.from <= at && at < span.to
  return places.flatMap((from, n): TextPiece[] => {
    const to = places[n + 1]
    const here = starts.filter(({ at }) => at === from).map(({ panelId: id }) => id)
    panelId = here.at(-1) ?? panelId
    if (to === undefined && here.length === 0) return []
    return [
      {
        text: text.slice(from, to ?? from),
        starts: here,
        panelId,
        spoken: spoken.find((span) => covers(span, from)) ?? null,
        isStressed: emphasis.some((span) => covers(span, from)),
        isUnused: unused.some((span) => covers(span, from)),
        from,
      },
    ]
  })
}
