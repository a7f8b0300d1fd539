import type { Diagnostic } from '../../shared/domain/diagnostic.ts'
import { said } from '../../shared/said/said.ts'
import { lineStarts, placeOf } from './yaml/faults.ts'
import type { YamlNode } from './yaml/node.ts'

/** Something to tell about an imagery file, with its place in the file's own terms. */
export interface ImageryProblem extends Diagnostic {
  /** `images[3].size`; absent where the whole file is meant. */
  path?: string
  /** From 1. */
  column?: number
  expected?: string
  found?: string
}

/** Collects what there is to say about one file. */
export interface Reporter {
  readonly file: string
  lineOf(offset: number): number
  warn(code: string, offset: number, path: string, message: string, remedy?: string): void
  mismatch(offset: number, path: string, expected: string, found: string): void
}

/** @param problems what it has to say is added to these */
export function reporter(file: string, text: string, problems: ImageryProblem[]): Reporter {
  let starts: number[] | null = null
  let [line, lineStart] = [1, 0]
  const lineOf = (offset: number) => {
    // Nearly all are asked for in the order of the file, and need no list of where lines begin.
    if (starts === null && offset >= lineStart) {
      for (let end = text.indexOf('\n', lineStart); end >= 0 && end < offset; end = text.indexOf('\n', lineStart)) {
        lineStart = end + 1
        line++
      }
      return line
    }
    starts ??= lineStarts(text)
    return placeOf(starts, offset).line
  }
  return {
    file,
    lineOf,
    warn(code, offset, path, message, remedy) {
      const line = lineOf(offset)
      problems.push({
        severity: 'warning',
        code,
        file,
        line,
        path,
        message,
        ...(remedy === undefined ? {} : { remedy }),
      })
    },
    mismatch(offset, path, expected, found) {
      problems.push({
        severity: 'warning',
        code: 'imagery-shape',
        file,
        line: lineOf(offset),
        path,
        expected,
        found,
        message: said`${path}: ${expected} was expected, and there is ${found}.`,
      })
    },
  }
}

const LONGEST_QUOTE = 40

/** A value in a few words: `the text "gpt-image-1"`, `a list`. */
export function foundWords(node: YamlNode): string {
  if (node.kind === 'list') return said`a list`
  if (node.kind === 'map') return said`a map`
  if (node.value === null) return said`nothing`
  if (typeof node.value === 'number') return said`the number ${node.value}`
  if (typeof node.value === 'boolean') return node.value ? said`the word true` : said`the word false`
  const text = node.value.replace(/\s+/g, ' ').trim()
  return said`the text "${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}"`
}
