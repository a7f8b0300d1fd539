import type { ProgressSnapshot } from '../../shared/domain/progress.ts'
import { liveLines } from './live-lines.ts'
import type { Output } from './output.ts'
import { bar, progressLine, progressView } from './progress-view.ts'
import { cutTo, harmlessJson } from './terminal-text.ts'

/** Shows a run while it goes on, on stderr. */
export interface ProgressPrinter {
  show(snapshot: ProgressSnapshot): void
  /** The last state, whatever was held back. */
  end(): void
}

/** A log gets a line after so long, or after so much was done. */
const LOG_MS = 5_000
const LOG_SHARE = 0.1
const LOG_LEAST_MS = 1_000

/** In place on a terminal; as a line every few seconds in a log; as objects with `--json`. */
export function progressPrinter(output: Output, now: () => number): ProgressPrinter {
  if (output.json) return linePrinter(output, now, (snapshot) => harmlessJson({ type: 'progress', ...snapshot }))
  if (!output.live) return linePrinter(output, now, progressLine)
  const lines = liveLines(output, now)
  // One column is left free: a full last column makes some terminals wrap.
  return { show: (snapshot) => lines.draw(progressView(snapshot, output.columns - 1)), end: lines.finish }
}

function linePrinter(
  output: Output,
  now: () => number,
  format: (snapshot: ProgressSnapshot) => string,
): ProgressPrinter {
  let printedAt = now()
  let printedShare = 0
  let phase: ProgressSnapshot['phase'] = 'running'
  let held: ProgressSnapshot | null = null
  let last = ''

  const print = (snapshot: ProgressSnapshot) => {
    const line = format(snapshot)
    // A log need not hear twice that nothing has changed.
    if (line !== last) output.note(line)
    last = line
    printedAt = now()
    printedShare = shareOver(snapshot)
    phase = snapshot.phase
    held = null
  }
  return {
    show(snapshot) {
      const since = now() - printedAt
      const due =
        snapshot.phase !== phase ||
        since >= LOG_MS ||
        (since >= LOG_LEAST_MS && shareOver(snapshot) - printedShare >= LOG_SHARE)
      if (due) print(snapshot)
      else held = snapshot
    },
    end() {
      if (held) print(held)
    },
  }
}

function shareOver({ counts }: ProgressSnapshot): number {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return total === 0 ? 1 : 1 - (counts.queued + counts.running) / total
}

/** Shows the steps of shorter work: a bar for each on a terminal, a line at the end of each in a log. */
export interface StepPrinter {
  show(step: { name: string; done: number; total: number }): void
  /** Takes the bar away. */
  end(): void
}

const STEP_BAR_COLUMNS = 24

export function stepPrinter(output: Output, now: () => number): StepPrinter {
  if (!output.live || output.json) {
    let last = ''
    return {
      show({ name, done, total }) {
        if (done < total || output.json || name === last) return
        last = name
        output.note(`${name}: ${done} of ${total}`)
      },
      end() {},
    }
  }
  const lines = liveLines(output, now)
  return {
    show({ name, done, total }) {
      const share = total === 0 ? 1 : done / total
      lines.draw([cutTo(`${bar(share, STEP_BAR_COLUMNS)}  ${name} ${done} of ${total}`, output.columns - 1)])
    },
    end: lines.clear,
  }
}
