import { counted } from '../../shared/quantities.ts'
import type { Check } from '../services/doctor.ts'
import { oneLine, textWidth, wrap } from './terminal-text.ts'

const MARKS = { ok: '✓', lacking: '–', missing: '✗' } as const

/** One line for what is well; what is not, with what to do about it. */
export function doctorView(checks: readonly Check[], columns: number): string[] {
  const nameWidth = Math.max(...checks.map(({ name }) => textWidth(name)))
  const indent = nameWidth + 4
  const lines = checks.flatMap(({ name, state, found, remedy }) =>
    [found, ...(remedy === null ? [] : [remedy])]
      .flatMap((text) => wrap(oneLine(text), columns - indent))
      .map((text, index) =>
        index === 0 ? `${MARKS[state]} ${name.padEnd(nameWidth)}  ${text}` : `${' '.repeat(indent)}${text}`,
      ),
  )
  const absent = checks.filter(({ state }) => state === 'missing').length
  const verdict =
    absent === 0 ? 'Everything that is needed is there.' : `${counted(absent, 'thing is', 'things are')} missing.`
  return [...lines, '', verdict]
}
