import type { NightHooks } from '../services/overnight.ts'
import { liveLines } from './live-lines.ts'
import type { Output } from './output.ts'
import { standingLine, standingRecord } from './overnight-view.ts'
import { cutTo, harmlessJson } from './terminal-text.ts'

type Standing = Parameters<NonNullable<NightHooks['onStanding']>>[0]

/** A night is long: a log hears of it when something has changed, and otherwise this often. */
const LOG_MS = 15 * 60_000

/** Shows a night while it goes on, on stderr: in place on a terminal, as lines in a log, as objects with `--json`. */
export function nightPrinter(
  output: Output,
  now: () => number,
): { show: NonNullable<NightHooks['onStanding']>; end(): void } {
  if (output.live && !output.json) {
    const lines = liveLines(output, now)
    return {
      show(standing) {
        if (isWorth(standing)) lines.draw([cutTo(standingLine(standing), output.columns - 1)])
      },
      end: lines.finish,
    }
  }
  let printedAt = Number.NEGATIVE_INFINITY
  let last = ''
  return {
    show(standing) {
      if (!isWorth(standing)) return
      const { batches, waiting, trouble } = standing
      const state = JSON.stringify([
        batches.map(({ state, word, done, failed }) => [state, word, done, failed]),
        waiting,
        trouble,
      ])
      if (state === last && now() - printedAt < LOG_MS) return
      last = state
      printedAt = now()
      output.note(output.json ? harmlessJson(standingRecord(standing)) : standingLine(standing))
    },
    end() {},
  }
}

/** The last words of a command say that nothing is out any more. */
function isWorth({ batches, waiting, trouble }: Standing): boolean {
  return batches.length > 0 || waiting > 0 || trouble !== null
}
