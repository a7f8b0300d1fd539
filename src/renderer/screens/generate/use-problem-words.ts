import type { SheetProblem } from '../../../shared/contract/index.ts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/words.ts'

/** What is wrong with a box or the sheet, in the window's own words. */
export function useProblemWords(): (problem: SheetProblem) => string {
  const words = useWords('generate')
  const format = useFormat()
  return ({ kind, words: found, other, length, most }) =>
    words(`problems.kind.${kind}`, {
      words: format.list(found),
      other: other ?? 0,
      length: format.number(length ?? 0),
      most: format.number(most ?? 0),
    })
}

/** The same as the beginning of a line of its own. */
export function asLine(words: string, language: string): string {
  const [first = '', ...rest] = [...words]
  return first.toLocaleUpperCase(language) + rest.join('')
}
