/** Signs of one column each. */
const PLAIN = /^[ -~]*$/
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** Drawn two columns wide by terminals. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}/u
const ZERO_WIDTH = /^[\p{M}\u200b-\u200f\ufeff]+$/u

/**
 * Text that may go to a terminal: whatever a file or a provider wrote, it cannot move the cursor, set the window's
 * title, turn the line around or hide itself. Line breaks stay; everything else that acts shows as `\u{1b}`.
 */
export function harmless(text: string): string {
  return text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`,
  )
}

/** The same for JSON, whose strings may hold signs that a terminal acts on. Money is to a millionth of a dollar. */
export function harmlessJson(value: unknown): string {
  return JSON.stringify(value, withoutDust).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Sums of prices such as 0.042 come out as 0.08465500000000001. */
function withoutDust(key: string, value: unknown): unknown {
  return typeof value === 'number' && key.endsWith('Usd') ? Number(value.toFixed(6)) : value
}

/** Words of others on one line of ours. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Columns a text takes on a terminal. */
export function textWidth(text: string): number {
  // Nearly everything is plain: telling its signs apart one by one is what a long list takes its time for.
  if (PLAIN.test(text)) return text.length
  let columns = 0
  for (const { segment } of GRAPHEMES.segment(text)) columns += segmentWidth(segment)
  return columns
}

/** The text within so many columns, with `…` where it was cut. */
export function cutTo(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text
  let kept = ''
  let used = 1
  for (const { segment } of GRAPHEMES.segment(text)) {
    used += segmentWidth(segment)
    if (used > columns) break
    kept += segment
  }
  return columns < 1 ? '' : `${kept.trimEnd()}…`
}

/** A paragraph in lines of at most so many columns; words longer than a line are left whole. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const width = textWidth(word)
    if (line !== '' && used + 1 + width > columns) {
      lines.push(line)
      line = word
      used = width
    } else {
      used += line === '' ? width : 1 + width
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return line === '' ? lines : [...lines, line]
}

/** Rows set in columns, two spaces apart. `right` names the columns that are set to the right (numbers). */
export function table(rows: string[][], right: number[] = []): string[] {
  const widths: number[] = []
  for (const row of rows)
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, textWidth(cell))
    })
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const space = ' '.repeat(widths[column]! - textWidth(cell))
        return right.includes(column) ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd(),
  )
}

/** Columns that the last cell of a row may be wrapped into; in fewer it is hard to read. */
const LEAST_LAST_CELL = 24

/**
 * The same, indented by two, within so many columns: the last cells are wrapped; where that leaves them too little room,
 * each row stands in lines of its own, its cells told apart by dots.
 */
export function tableWithin(columns: number, rows: string[][], right: number[] = []): string[] {
  const lines = table(rows, right).map((line) => `  ${line}`)
  if (lines.every((line) => textWidth(line) <= columns)) return lines
  const lasts = rows.map((row) => row.at(-1) ?? '')
  const before = table(
    rows.map((row) => [...row.slice(0, -1), '|']),
    right,
  ).map((line) => `  ${line.slice(0, -1)}`)
  const used = Math.max(...before.map(textWidth))
  const room = columns - used
  if (room >= Math.min(LEAST_LAST_CELL, Math.max(...lasts.map(textWidth))))
    return rows.flatMap((_, at) => {
      const [first = '', ...more] = wrap(lasts[at]!, room)
      return [`${before[at]}${first}`.trimEnd(), ...more.map((line) => ' '.repeat(used) + line)]
    })
  return rows.flatMap((row) => {
    const cells = row.map((cell) => cell.trim()).filter((cell) => cell !== '')
    return wrap(cells.join(' · '), columns - 4).map((line, at) => `${at === 0 ? '  ' : '    '}${line}`)
  })
}

/** `14:05`. */
export function clock(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}

/** `20 Nov 14:05`. */
export function dateAndClock(at: number): string {
  return `${new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })} ${clock(at)}`
}

function segmentWidth(segment: string): number {
  if (ZERO_WIDTH.test(segment)) return 0
  return WIDE.test(segment) ? 2 : 1
}
