import { said } from '../../../shared/said/said.ts'
import type { ParserError } from './full-reader.ts'

/** What is wrong with the YAML of a file, in plain words. */
export interface Fault {
  /** From 1; columns count UTF-16 units. */
  line: number
  column: number
  /** Without full stop, and without a capital where there is a place: it follows that. */
  message: string
  remedy: string
}

const MOST_FAULTS = 20
/** Of a line without quotes, where the time to look grows with the square of its length. */
const LOOKED_INTO = 2_000

/**
 * Where a file breaks the rules of YAML, and how to mend it. What authors get wrong by hand is known by its looks; for
 * the rest the parser's word is put into plain ones.
 */
export function findFaults(text: string, errors: readonly ParserError[]): Fault[] {
  const slips = handSlips(text)
  const seen = new Set(slips.map(({ line }) => line))
  const places = lineStarts(text)
  const others = errors.flatMap(({ offset, code }) => {
    const { line, column } = placeOf(places, offset)
    // One slip makes the parser stumble over what follows, too.
    if (seen.has(line) || seen.has(line - 1)) return []
    seen.add(line)
    return [{ line, column, ...wordsFor(code) }]
  })
  // Where a slip explains the first error, later ones most often follow from it.
  const all = slips.length > 0 && others.every(({ line }) => line > slips[0]!.line) ? slips : [...slips, ...others]
  return all.sort((a, b) => a.line - b.line).slice(0, MOST_FAULTS)
}

/** Known mistakes, line by line; text inside `|` blocks is passed over. */
function handSlips(text: string): Fault[] {
  const faults: Fault[] = []
  let blockColumn = -1
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    const column = line.search(/\S/)
    if (column < 0) continue
    if (blockColumn >= 0 && column > blockColumn) continue
    blockColumn = /:\s+[|>][-+\d]*\s*(?:#.*)?$/.test(line) ? keyColumn(line) : -1
    const slip = slipOf(line)
    if (slip) faults.push({ line: index + 1, ...slip })
  }
  return faults
}

function keyColumn(line: string): number {
  return /^\s*(?:-\s+)*/.exec(line)?.[0].length ?? 0
}

function slipOf(line: string): Omit<Fault, 'line'> | null {
  const start = line.slice(0, LOOKED_INTO)
  const tab = /^[ ]*\t/.exec(line)
  if (tab)
    return {
      column: tab[0].length,
      message: said`the line is indented with a tab`,
      remedy: said`Indent with spaces only.`,
    }
  const glued = /^(\s*(?:-\s+)*)([A-Za-z_][\w-]*):(["'|>[{])(?!\s*$)/.exec(line)
  if (glued)
    return {
      column: glued[1]!.length + 1,
      message: said`a space is missing after the colon of ${glued[2]}`,
      remedy: said`Write ${glued[2]}: ${glued[3]}… with a space behind the colon.`,
    }
  const behind = /^(\s*(?:-\s+)*(?:[\w-]+:\s+)?)("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=\s*[^\s#:,\]}])/.exec(line)
  if (behind)
    return {
      column: behind[0].length + 1,
      message: said`there is text behind the closing quote`,
      remedy: said`Put it inside the quotes, or write quotes in the text as \\" within double quotes.`,
    }
  const item = /^(\s*(?:-\s+)+)([^\s"'[{&*!|>#][^"'#]*?): \S.*: /.exec(start)
  if (item)
    return {
      column: item[1]!.length + 1,
      message: said`there is a colon with a space behind it in text without quotes`,
      remedy: said`Put the text in quotes.`,
    }
  const value = /^(\s*(?:-\s+)*[\w-]+:\s+)(?!["'[{&*!|>#@`%])(\S.*?): /.exec(start)
  if (value)
    return {
      column: value[1]!.length + 1,
      message: said`there is a colon with a space behind it in text without quotes`,
      remedy: said`Put the text in quotes.`,
    }
  return null
}

const HARD_TO_SAY = {
  message: said`the line breaks the rules of YAML`,
  remedy: said`Look at quotes, colons and indentation around it.`,
}

function wordsFor(code: ParserError['code']): Pick<Fault, 'message' | 'remedy'> {
  return WORDS[code] ?? HARD_TO_SAY
}

const WORDS: Partial<Record<ParserError['code'], Pick<Fault, 'message' | 'remedy'>>> = {
  MISSING_CHAR: {
    message: said`a quote, a bracket or a comma is missing before this place`,
    remedy: said`Close what was opened; write quotes inside a quoted text as \\".`,
  },
  DUPLICATE_KEY: { message: said`the same key stands here twice`, remedy: said`Keep one of the two.` },
  TAB_AS_INDENT: { message: said`the line is indented with a tab`, remedy: said`Indent with spaces only.` },
  MULTIPLE_DOCS: {
    message: said`a second document begins here`,
    remedy: said`Keep one document in a file; take out the line ---.`,
  },
  BAD_INDENT: {
    message: said`the line is not indented as its neighbours are`,
    remedy: said`Bring it into line with what it belongs to.`,
  },
  MULTILINE_IMPLICIT_KEY: {
    message: said`a text goes over several lines where a key was expected`,
    remedy: said`Look for a missing space behind a colon, or a missing quote.`,
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: said`there is a second key, or a colon with a space behind it, in text without quotes`,
    remedy: said`Put the text in quotes.`,
  },
  BAD_ALIAS: {
    message: said`it refers to an anchor that is nowhere in the file`,
    remedy: said`Put text that begins with * in quotes.`,
  },
  UNEXPECTED_TOKEN: {
    message: said`there is something here that does not belong to the value before it`,
    remedy: said`Look at the quotes and brackets before it.`,
  },
  BAD_DQ_ESCAPE: {
    message: said`a backslash in double quotes is followed by a sign it cannot stand before`,
    remedy: said`Write \\\\ for a backslash, or use single quotes.`,
  },
  BAD_SCALAR_START: {
    message: said`text without quotes begins with a sign that has another meaning in YAML`,
    remedy: said`Put the text in quotes.`,
  },
  RESOURCE_EXHAUSTION: {
    message: said`lists and maps are nested deeper than in any imagery file`,
    remedy: said`Write it flatter.`,
  },
  TOO_DEEP: {
    message: said`lists and maps are nested deeper than in any imagery file`,
    remedy: said`Write it flatter.`,
  },
  TOO_MANY: {
    message: said`the aliases in it stand for more than an imagery file can hold`,
    remedy: said`Write values out instead of referring to them.`,
  },
  NO_TREE: { message: said`the file says nothing`, remedy: said`Fill it in, or delete it.` },
}

/** Offsets at which lines begin. */
export function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** Line and column of an offset, from 1. @param starts as lineStarts has them */
export function placeOf(starts: readonly number[], offset: number): { line: number; column: number } {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - starts[low]! + 1 }
}
