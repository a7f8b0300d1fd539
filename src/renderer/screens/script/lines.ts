import type { RouteInput } from '../../../shared/contract/index.ts'
import { BALLOON_KINDS } from '../../../shared/domain/lettering.ts'
import type { PanelOfPage } from './rows.ts'

/** A line over a panel as `panel.edit` takes it. */
export type LineEdit = NonNullable<RouteInput<'panel.edit'>['change']['lettering']>[number]

/** What a line can be: said in one of the balloons, told in a caption, or heard. */
export const LINE_KINDS = [...BALLOON_KINDS, 'caption', 'sfx'] as const
export type LineKind = (typeof LINE_KINDS)[number]

type Line = PanelOfPage['lettering'][number]

export function kindOf({ kind, balloon }: Pick<Line, 'kind' | 'balloon'>): LineKind {
  return kind === 'dialogue' ? balloon : kind
}

/** The lines of a panel as they stand. */
export function linesOf(lettering: readonly Line[]): LineEdit[] {
  return lettering.map(({ id, kind, balloon, voice, text }) => ({
    ...{ id, kind, balloon, text },
    speaker: kind === 'dialogue' ? voice : null,
  }))
}

function ofKind(kind: LineKind): Pick<LineEdit, 'kind' | 'balloon'> {
  return kind === 'caption' || kind === 'sfx' ? { kind, balloon: 'speech' } : { kind: 'dialogue', balloon: kind }
}

/** The same lines with one written otherwise. */
export function withText(lines: readonly LineEdit[], at: number, text: string): LineEdit[] {
  return lines.map((line, n) => (n === at ? { ...line, text } : line))
}

/** The same lines with one of another kind; what is not spoken has no speaker. */
export function withKind(lines: readonly LineEdit[], at: number, kind: LineKind): LineEdit[] {
  return lines.map((line, n) => {
    if (n !== at) return line
    const next = ofKind(kind)
    return { ...line, ...next, speaker: next.kind === 'dialogue' ? line.speaker : null }
  })
}

export function withSpeaker(lines: readonly LineEdit[], at: number, speaker: string | null): LineEdit[] {
  return lines.map((line, n) => (n === at ? { ...line, speaker } : line))
}

/** The same lines, one of them a place up or down; null at the edge. */
export function moved(lines: readonly LineEdit[], at: number, by: 1 | -1): LineEdit[] | null {
  const [line, other] = [lines[at], lines[at + by]]
  if (!line || !other) return null
  return lines.map((each, n) => (n === at ? other : n === at + by ? line : each))
}

export function without(lines: readonly LineEdit[], at: number): LineEdit[] {
  return lines.filter((_, n) => n !== at)
}

/** The same lines and a new one behind them, said by whoever spoke last. */
export function withNew(lines: readonly LineEdit[], kind: LineKind, text: string): LineEdit[] {
  const next = ofKind(kind)
  const speaker =
    next.kind === 'dialogue' ? (lines.findLast((line) => line.kind === 'dialogue')?.speaker ?? null) : null
  return [...lines, { ...next, speaker, text }]
}
