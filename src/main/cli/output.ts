import type { Diagnostic } from '../../shared/domain/diagnostic.ts'
import { type Problem, problemLine, problemOfDiagnostic } from './problem-line.ts'
import { harmless, harmlessJson } from './terminal-text.ts'

/** The two streams of a command, as far as commands use them. */
export interface Streams {
  out: { write(text: string): unknown; writableNeedDrain?: boolean; once?(event: 'drain', then: () => void): unknown }
  err: { write(text: string): unknown; isTTY?: boolean; columns?: number }
}

/**
 * Where a command writes. Results go to stdout: text for people, or with `--json` one object a line and nothing else.
 * Everything beside the point (warnings, progress, notes) goes to stderr.
 */
export interface Output {
  readonly json: boolean
  /** Columns of the terminal; 80 where there is none. */
  readonly columns: number
  /** Whether stderr is a terminal, on which a line can be drawn again in place. */
  readonly live: boolean
  /** A result for people. Nothing with `--json`. */
  text(lines: string | readonly string[]): void
  /** A result for programs. Nothing without `--json`. */
  record(object: object): void
  /** Resolves when stdout takes more, for those who have much to say: what a slow reader has not taken waits in memory. */
  drained(): Promise<void>
  /** A remark on stderr, in both modes. */
  note(lines: string | readonly string[]): void
  /** A problem that does not end the command, on stderr. */
  warn(problem: Problem): void
  /** The problem that ends the command: on stderr as a line, with `--json` also as an object. */
  fail(problem: Problem): void
  /** Raw control sequences of our own, to stderr. Everything else is made harmless on its way. */
  control(sequence: string): void
}

const DEFAULT_COLUMNS = 80
/** Longer lines than this are hard to read. */
const MOST_COLUMNS = 120

export function createOutput(streams: Streams, json: boolean): Output {
  const write = (stream: Streams['out'], lines: string | readonly string[]) => {
    if (lines.length === 0) return
    const text = typeof lines === 'string' ? lines : lines.join('\n')
    stream.write(`${harmless(text)}\n`)
  }
  return {
    json,
    get columns() {
      return Math.min(MOST_COLUMNS, streams.err.columns || DEFAULT_COLUMNS)
    },
    live: streams.err.isTTY === true,
    text(lines) {
      if (!json) write(streams.out, lines)
    },
    record(object) {
      if (json) streams.out.write(`${harmlessJson(object)}\n`)
    },
    async drained() {
      const { out } = streams
      if (out.writableNeedDrain && out.once) await new Promise<void>((resolve) => out.once!('drain', resolve))
    },
    note(lines) {
      write(streams.err, lines)
    },
    warn(problem) {
      write(streams.err, problemLine(problem))
    },
    fail(problem) {
      if (json) streams.out.write(`${harmlessJson({ error: problem })}\n`)
      write(streams.err, problemLine(problem))
    },
    control(sequence) {
      streams.err.write(sequence)
    },
  }
}

/** Diagnostics people read at once; of more, the first ones and how many there are besides. */
const SHOWN_DIAGNOSTICS = 20

/** Everything there is to say about the author's material. With `--json` each is an object of its own. */
export function printDiagnostics(output: Output, diagnostics: readonly Diagnostic[]): void {
  const worst = [...diagnostics].sort((a, b) => RANK[a.severity] - RANK[b.severity])
  for (const diagnostic of worst) {
    const { severity, ...rest } = diagnostic
    output.record({ type: severity, ...rest })
  }
  if (output.json) return
  for (const diagnostic of worst.slice(0, SHOWN_DIAGNOSTICS)) output.warn(problemOfDiagnostic(diagnostic))
  const hidden = worst.length - SHOWN_DIAGNOSTICS
  if (hidden > 0) output.note(`… and ${hidden} more; --json lists all of them.`)
}

const RANK = { error: 0, warning: 1, info: 2 } as const
