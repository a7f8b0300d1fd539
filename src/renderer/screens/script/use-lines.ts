import { useState } from 'react'
import type { Problem } from '../../../shared/contract/index.ts'
import { useWords } from '../../i18n/words.ts'
import { type LineEdit, linesOf } from './lines.ts'
import type { PanelOfPage } from './rows.ts'
import { useEditing } from './use-editing.ts'

/** Writes the lines of a panel, one change after the other. */
export function useLines({ id, lettering }: Pick<PanelOfPage, 'id' | 'lettering'>): {
  lines: LineEdit[]
  /** @returns whether it went well */
  write(lines: readonly LineEdit[]): Promise<boolean>
  /** Until what was written stands here, nothing else is: it would be about older lines. */
  isBusy: boolean
  problem: Problem | null
} {
  const words = useWords('script')
  const { edit, pending, problem } = useEditing()
  const [written, setWritten] = useState<PanelOfPage['lettering'] | null>(null)
  const isBusy = pending || written === lettering
  return {
    lines: linesOf(lettering),
    write: async (lines) => {
      if (isBusy) return false
      const isDone = await edit(id, { lettering: [...lines] }, words('lettering'))
      if (isDone) setWritten(lettering)
      return isDone
    },
    isBusy,
    problem,
  }
}
