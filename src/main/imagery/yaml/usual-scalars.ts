import { unusual } from './unusual.ts'

/** A text as it was read, with its place. */
export interface ScalarRead {
  value: string
  start: number
  end: number
}

const ESCAPES: Record<string, string> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
}
const [SPACE, QUOTE, APOSTROPHE, BACKSLASH, LF] = [0x20, 0x22, 0x27, 0x5c, 0x0a]
const CODE_LENGTHS: Record<string, number> = { x: 2, u: 4, U: 8 }

/** @param parent column of the parent: further lines stand further in */
export function readDouble(text: string, start: number, parent: number): ScalarRead {
  let value = ''
  let at = start + 1
  for (let from = at; ; ) {
    if (at >= text.length) unusual()
    const sign = text.charCodeAt(at)
    if (sign === QUOTE) return { value: value + text.slice(from, at), start, end: at + 1 }
    if (sign === BACKSLASH) {
      value += text.slice(from, at)
      const escaped = readEscape(text, at + 1, parent)
      value += escaped.value
      at = from = escaped.end
    } else if (sign === LF) {
      // Only what stands there itself is trimmed, not what was written by an escape.
      const fold = foldLines(text, at, parent)
      value += trimmed(text.slice(from, at)) + fold.value
      at = from = fold.end
    } else at++
  }
}

function readEscape(text: string, at: number, parent: number): { value: string; end: number } {
  const sign = text[at]
  if (sign === undefined) unusual()
  const plain = ESCAPES[sign!]
  if (plain !== undefined) return { value: plain, end: at + 1 }
  const length = CODE_LENGTHS[sign!]
  if (length !== undefined) {
    const digits = text.slice(at + 1, at + 1 + length)
    const code = /^[0-9a-fA-F]+$/.test(digits) && digits.length === length ? Number.parseInt(digits, 16) : -1
    if (code < 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) unusual()
    return { value: String.fromCodePoint(code), end: at + 1 + length }
  }
  // A break that is escaped joins the lines.
  const lineEnd = text.startsWith('\r\n', at) ? at + 1 : at
  if (text[lineEnd] !== '\n') unusual()
  const fold = foldLines(text, lineEnd, parent)
  return fold.value === ' ' ? { value: '', end: fold.end } : unusual()
}

export function readSingle(text: string, start: number, parent: number): ScalarRead {
  let value = ''
  let at = start + 1
  for (let from = at; ; ) {
    if (at >= text.length) unusual()
    const sign = text.charCodeAt(at)
    if (sign === APOSTROPHE) {
      value += text.slice(from, at)
      if (text[at + 1] !== "'") return { value, start, end: at + 1 }
      value += "'"
      at = from = at + 2
    } else if (sign === LF) {
      const fold = foldLines(text, at, parent)
      value += trimmed(text.slice(from, at)) + fold.value
      at = from = fold.end
    } else at++
  }
}

/** One break is a space; each empty line behind it is a break. @param at the first break */
function foldLines(text: string, at: number, parent: number): { value: string; end: number } {
  let blank = -1
  let lineStart = at
  let end = at
  while (text[end] === '\n' || text.startsWith('\r\n', end)) {
    blank++
    lineStart = text[end] === '\n' ? end + 1 : end + 2
    end = lineStart
    while (text[end] === ' ') end++
  }
  if (end >= text.length || end - lineStart <= parent) unusual()
  return { value: blank === 0 ? ' ' : '\n'.repeat(blank), end }
}

function trimmed(value: string): string {
  let end = value.length
  while (end > 0 && (value[end - 1] === ' ' || value[end - 1] === '\r')) end--
  return value.slice(0, end)
}

/**
 * Text behind `|` or `|-`; what `|+` keeps is left to the full reader.
 *
 * @returns with the offset of the break before the next content
 */
export function readLiteral(text: string, start: number, parent: number): ScalarRead & { next: number } {
  const strips = text[start + 1] === '-'
  const headerEnd = start + (strips ? 2 : 1)
  let next = endOfLine(text, start)
  if (!/^(?: *| +#.*)\r?$/.test(text.slice(headerEnd, next))) unusual()
  const lines: string[] = []
  let indent = -1
  let widestBlank = 0
  let contentLines = 0
  let end = headerEnd
  for (let lineStart = next + 1; lineStart <= text.length; lineStart = next + 1) {
    const lineEnd = endOfLine(text, lineStart)
    const stop = text[lineEnd - 1] === '\r' && lineEnd > lineStart ? lineEnd - 1 : lineEnd
    let at = lineStart
    while (text.charCodeAt(at) === SPACE) at++
    const column = at - lineStart
    const isBlank = at >= stop
    if (!isBlank && column <= parent) break
    if (!isBlank && indent < 0) {
      indent = column
      if (widestBlank > indent) unusual()
    }
    if (!isBlank && column < indent) unusual()
    if (indent < 0) widestBlank = Math.max(widestBlank, column)
    // Spaces further in than the text would be text.
    if (isBlank && indent >= 0 && column > indent) unusual()
    lines.push(isBlank ? '' : text.slice(lineStart + indent, stop))
    if (!isBlank) {
      contentLines = lines.length
      end = stop
    }
    next = lineEnd
  }
  if (contentLines === 0) unusual()
  if (contentLines === 1) {
    // A piece of the text as it stands copies nothing.
    const [line] = lines as [string]
    const value = strips ? line : text[end] === '\n' ? text.slice(end - line.length, end + 1) : `${line}\n`
    return { value, start, end, next }
  }
  lines.length = contentLines
  if (!strips) lines.push('')
  return { value: lines.join('\n'), start, end, next }
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  return at < 0 ? text.length : at
}
