import type { SheetMode, SheetProblem } from '../../../shared/contract/index.ts'

/** What stands in the way, by box, and of the sheet as a whole. */
export interface ProblemsByBox {
  of: ReadonlyMap<string, readonly SheetProblem[]>
  whole: readonly SheetProblem[]
  /** Boxes that hold the generation up, in order. */
  held: readonly { boxId: string; box: number; problem: SheetProblem }[]
}

export function grouped(problems: readonly SheetProblem[]): ProblemsByBox {
  const of = new Map<string, SheetProblem[]>()
  const whole: SheetProblem[] = []
  const held: { boxId: string; box: number; problem: SheetProblem }[] = []
  for (const problem of problems) {
    const { boxId, box, severity } = problem
    if (boxId === null) {
      whole.push(problem)
      continue
    }
    const own = of.get(boxId)
    const isFirst = severity === 'error' && !own?.some((each) => each.severity === 'error')
    if (own) own.push(problem)
    else of.set(boxId, [problem])
    if (isFirst && box !== null) held.push({ boxId, box, problem })
  }
  return { of, whole, held }
}

/** Those of the mode that is shown: of a moment ago they may still be of the pasted text that became boxes. */
export function heldIn({ held }: ProblemsByBox, mode: SheetMode): ProblemsByBox['held'] {
  return mode === 'book' ? [] : held.filter(({ boxId }) => boxId.startsWith('paste:') === (mode === 'paste'))
}

/** The next box that holds the generation up, behind the one the author is at; round to the first. */
export function nextHeld(held: ProblemsByBox['held'], after: string | null): string | null {
  const at = held.findIndex(({ boxId }) => boxId === after)
  return held[at + 1]?.boxId ?? held[0]?.boxId ?? null
}
