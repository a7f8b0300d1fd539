import { resolvePlain } from './core-schema.ts'
import type { YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar } from './node.ts'
import { UNUSUAL, unusual } from './unusual.ts'
import { readDouble, readLiteral, readSingle, type ScalarRead } from './usual-scalars.ts'

/** Tabs, control signs, byte order marks, carriage returns and the rarer breaks. One class of signs, looked through fast. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control signs are what is looked for.
const RARE_SIGNS = /[\0-\t\v-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/
/** The same, but for the carriage return of a CRLF. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control signs are what is looked for.
const UNUSUAL_SIGNS = /[\0-\t\v\f\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)/
const MOST_DEPTH = 48
const NO_KEYS: readonly (string | null)[] = []
const LONGEST_KEY = 1_000

const [SPACE, HASH, COLON, DASH, QUOTE, APOSTROPHE, LF, CR] = [0x20, 0x23, 0x3a, 0x2d, 0x22, 0x27, 0x0a, 0x0d]
const [COMMA, OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP, PIPE] = [0x2c, 0x5b, 0x5d, 0x7b, 0x7d, 0x7c]

/** Signs that no unquoted word begins with, or only in some places. */
const INDICATORS = new Set([...'-?:,[]{}#&*!|>\'"%@`'].map((sign) => sign.charCodeAt(0)))

/**
 * Reads YAML written as authors write it, some thirty times as fast as the full reader: block maps and lists, lists and
 * maps in brackets, plain, quoted and `|` text, comments. It takes nothing that the full reader would not take, and
 * reads it the same; for all else (anchors, tags, `>`, tabs, several documents, and every mistake) it gives null, and
 * the full reader decides.
 */
export function readUsualYaml(text: string): YamlNode | null {
  if (RARE_SIGNS.test(text) && UNUSUAL_SIGNS.test(text)) return null
  try {
    return new UsualReader(text).document()
  } catch (error) {
    if (error === UNUSUAL) return null
    throw error
  }
}

class UsualReader {
  private readonly text: string
  private pos = 0
  /** Where the line of `pos` begins. */
  private lineStart = 0
  /** Column of the next content; -1 at the end. */
  private column = -1
  /** Between the last content and the next. */
  private blankLines = 0
  private sawComment = false
  /** Keys of the last map below a key, null for those in quotes: the maps of a list mostly have the same, in order. */
  private readonly lastKeys = new Map<string, readonly (string | null)[]>()

  constructor(text: string) {
    this.text = text
  }

  document(): YamlNode | null {
    this.nextContent()
    if (this.column === 0 && this.text.startsWith('---', this.pos) && this.isBreakOrSpace(this.pos + 3)) {
      this.pos += 3
      this.endLine()
      this.nextContent()
    }
    if (this.column < 0) return null
    const node = this.isDash()
      ? this.list(this.column, 0, '')
      : this.isKeyLine()
        ? this.map(this.column, 0, '')
        : unusual()
    return this.column < 0 ? node : null
  }

  /**
   * A map whose keys stand in a column. Leaves `pos` at the next content behind it, as all block readers do.
   *
   * @param name the key it stands below
   */
  private map(column: number, depth: number, name: string): YamlMap {
    if (depth > MOST_DEPTH) unusual()
    const start = this.pos
    const entries: YamlEntry[] = []
    const expected = this.lastKeys.get(name) ?? NO_KEYS
    // Null as long as the keys are those of the last map, which differ from each other.
    let seen: Set<string> | null = null
    do {
      const keyStart = this.pos
      const known = this.expectedKey(expected[entries.length])
      const key = known ?? this.key()
      if (known === null) seen ??= new Set(entries.map((entry) => entry.key))
      if (seen?.has(key)) unusual()
      seen?.add(key)
      const afterColon = this.pos
      entries.push({ key, keyStart, afterColon, value: this.valueOfKey(column, afterColon, depth, key) })
      if (this.column > column) unusual()
    } while (this.column === column)
    if (seen !== null)
      this.lastKeys.set(
        name,
        entries.map(({ key, keyStart }) => (this.isQuote(keyStart) ? null : key)),
      )
    return { kind: 'map', flow: false, entries, start, end: entries.at(-1)!.value.end }
  }

  private valueOfKey(column: number, afterColon: number, depth: number, name: string): YamlNode {
    this.skipSpaces()
    if (!this.isLineOver()) return this.inline(column, depth)
    this.endLine()
    this.nextContent()
    if (this.column > column) return this.block(column, depth + 1, name)
    // A list may stand in the column of its key.
    if (this.column === column && this.isDash()) return this.list(column, depth + 1, name)
    return { kind: 'scalar', value: null, style: 'empty', start: afterColon, end: afterColon }
  }

  private list(column: number, depth: number, name: string): YamlList {
    if (depth > MOST_DEPTH) unusual()
    const start = this.pos
    const items: YamlNode[] = []
    do {
      const afterDash = ++this.pos
      this.skipSpaces()
      items.push(this.item(column, afterDash, depth, name))
      if (this.column > column) unusual()
    } while (this.column === column && this.isDash())
    return { kind: 'list', flow: false, items, start, end: items.at(-1)!.end }
  }

  private item(column: number, afterDash: number, depth: number, name: string): YamlNode {
    if (this.isLineOver()) {
      this.endLine()
      this.nextContent()
      if (this.column > column) return this.block(column, depth + 1, name)
      return { kind: 'scalar', value: null, style: 'empty', start: afterDash, end: afterDash }
    }
    const inner = this.pos - this.lineStart
    if (this.isDash()) return this.list(inner, depth + 1, name)
    if (this.isKeyLine()) return this.map(inner, depth + 1, name)
    return this.inline(column, depth)
  }

  /** What stands on its own line, further in than its parent. */
  private block(parent: number, depth: number, name: string): YamlNode {
    if (this.isDash()) return this.list(this.column, depth, name)
    if (this.isKeyLine()) return this.map(this.column, depth, name)
    return this.inline(parent, depth)
  }

  private inline(parent: number, depth: number): YamlNode {
    const first = this.text.charCodeAt(this.pos)
    if (!INDICATORS.has(first)) return this.plain(parent)
    switch (first) {
      case QUOTE:
        return this.closed(this.scalar(readDouble(this.text, this.pos, parent), 'quoted'))
      case APOSTROPHE:
        return this.closed(this.scalar(readSingle(this.text, this.pos, parent), 'quoted'))
      case OPEN_LIST:
      case OPEN_MAP:
        return this.closed(this.flow(parent, depth + 1))
      case PIPE: {
        const read = readLiteral(this.text, this.pos, parent)
        const node = this.scalar(read, 'block')
        this.pos = read.next
        this.nextContent()
        return node
      }
      case DASH:
        return this.isBreakOrSpace(this.pos + 1) ? unusual() : this.plain(parent)
      default:
        return unusual()
    }
  }

  private closed<Node extends YamlNode>(node: Node): Node {
    this.endLine()
    this.nextContent()
    return node
  }

  private scalar({ value, start, end }: ScalarRead, style: YamlScalar['style']): YamlScalar {
    this.pos = end
    return { kind: 'scalar', value, style, start, end }
  }

  private plain(parent: number): YamlScalar {
    const start = this.pos
    let end = this.plainLineEnd()
    let value = this.text.slice(start, end)
    let commented = this.endLine()
    this.nextContent()
    let lines = 1
    while (this.column > parent) {
      if (commented || this.sawComment || INDICATORS.has(this.text.charCodeAt(this.pos))) unusual()
      const from = this.pos
      const gap = this.blankLines === 0 ? ' ' : '\n'.repeat(this.blankLines)
      end = this.plainLineEnd()
      value += gap + this.text.slice(from, end)
      commented = this.endLine()
      this.nextContent()
      lines++
    }
    return { kind: 'scalar', value: lines === 1 ? resolvePlain(value) : value, style: 'plain', start, end }
  }

  /** Goes to the end of an unquoted text on this line, before spaces and comment. */
  private plainLineEnd(): number {
    const { text } = this
    let at = this.pos
    for (let sign = text.charCodeAt(at); at < text.length && sign !== LF; sign = text.charCodeAt(++at)) {
      if (sign === COLON && this.isBreakOrSpace(at + 1)) unusual()
      if (sign === HASH && text.charCodeAt(at - 1) === SPACE) break
    }
    while (at > this.pos && isBlank(text.charCodeAt(at - 1))) at--
    this.pos = at
    return at
  }

  private isQuote(at: number): boolean {
    const sign = this.text.charCodeAt(at)
    return sign === QUOTE || sign === APOSTROPHE
  }

  private isKeyLine(): boolean {
    if (this.isQuote(this.pos)) {
      const close = this.text.indexOf(this.text[this.pos]!, this.pos + 1)
      return close > 0 && this.text.charCodeAt(close + 1) === COLON && this.isBreakOrSpace(close + 2)
    }
    return this.plainKeyEnd() > 0
  }

  /** Where the colon behind an unquoted key stands; -1 when there is none on this line. */
  private plainKeyEnd(): number {
    const { text } = this
    for (let at = this.pos; at < text.length; at++) {
      const sign = text.charCodeAt(at)
      if (sign === LF || (sign === HASH && text.charCodeAt(at - 1) === SPACE)) return -1
      if (sign === COLON && this.isBreakOrSpace(at + 1)) return at
    }
    return -1
  }

  /** The same key, where it stands here: cheaper than looking for where a key ends. Null leaves all as it is. */
  private expectedKey(key: string | null | undefined): string | null {
    if (typeof key !== 'string' || !this.standsHere(key)) return null
    this.pos += key.length + 1
    return key
  }

  private standsHere(key: string): boolean {
    const { text, pos } = this
    const colon = pos + key.length
    return text.charCodeAt(colon) === COLON && this.isBreakOrSpace(colon + 1) && text.startsWith(key, pos)
  }

  /** Reads a key and its colon. */
  private key(): string {
    const { text, pos } = this
    // What ends a document stands at the beginning of a line.
    if (pos === this.lineStart && text.startsWith('...', pos)) unusual()
    const first = text.charCodeAt(pos)
    if (this.isQuote(pos)) {
      if (!this.isKeyLine()) unusual()
      const close = text.indexOf(text[pos]!, pos + 1)
      const key = text.slice(pos + 1, close)
      if (key.includes('\\') || key.includes('\n') || key.length > LONGEST_KEY) unusual()
      this.pos = close + 2
      return key
    }
    const colon = this.plainKeyEnd()
    if (colon < 0 || INDICATORS.has(first) || isBlank(text.charCodeAt(colon - 1))) unusual()
    const key = text.slice(pos, colon)
    if (key === '<<' || key.length > LONGEST_KEY || typeof resolvePlain(key) !== 'string') unusual()
    this.pos = colon + 1
    return key
  }

  private flow(parent: number, depth: number): YamlNode {
    if (depth > MOST_DEPTH) unusual()
    switch (this.text.charCodeAt(this.pos)) {
      case OPEN_LIST:
        return this.flowList(parent, depth)
      case OPEN_MAP:
        return this.flowMap(parent, depth)
      case QUOTE:
        return this.scalar(readDouble(this.text, this.pos, parent), 'quoted')
      case APOSTROPHE:
        return this.scalar(readSingle(this.text, this.pos, parent), 'quoted')
      default:
        return this.flowPlain()
    }
  }

  private flowList(parent: number, depth: number): YamlList {
    const start = this.pos++
    const items: YamlNode[] = []
    this.skipFlowSpace(parent)
    while (this.text.charCodeAt(this.pos) !== CLOSE_LIST) {
      items.push(this.flow(parent, depth + 1))
      this.flowSeparator(parent, CLOSE_LIST)
    }
    return { kind: 'list', flow: true, items, start, end: ++this.pos }
  }

  private flowMap(parent: number, depth: number): YamlMap {
    const start = this.pos++
    const entries: YamlEntry[] = []
    const keys = new Set<string>()
    this.skipFlowSpace(parent)
    while (this.text.charCodeAt(this.pos) !== CLOSE_MAP) {
      const keyStart = this.pos
      const node = this.flow(parent, depth + 1)
      if (node.kind !== 'scalar' || typeof node.value !== 'string' || node.value.length > LONGEST_KEY) unusual()
      const key = node.value as string
      const oneLine = !this.text.slice(node.start, node.end).includes('\n')
      if (key === '<<' || keys.has(key) || !oneLine || this.text.charCodeAt(this.pos) !== COLON) unusual()
      keys.add(key)
      const afterColon = ++this.pos
      if (this.text.charCodeAt(this.pos) !== SPACE) unusual()
      this.skipSpaces()
      entries.push({ key, keyStart, afterColon, value: this.flow(parent, depth + 1) })
      this.flowSeparator(parent, CLOSE_MAP)
    }
    return { kind: 'map', flow: true, entries, start, end: ++this.pos }
  }

  /** Behind an item: a comma, or the bracket that closes. */
  private flowSeparator(parent: number, close: number): void {
    this.skipFlowSpace(parent)
    const sign = this.text.charCodeAt(this.pos)
    if (sign === close) return
    if (sign !== COMMA) unusual()
    this.pos++
    this.skipFlowSpace(parent)
  }

  private flowPlain(): YamlScalar {
    const { text } = this
    const start = this.pos
    const first = text.charCodeAt(start)
    if (INDICATORS.has(first) && !(first === DASH && /[\w.]/.test(text.charAt(start + 1)))) unusual()
    let at = start
    for (; at < text.length; at++) {
      const sign = text.charCodeAt(at)
      if (sign === COMMA || sign === CLOSE_LIST || sign === CLOSE_MAP || sign === LF) break
      if (sign === OPEN_LIST || sign === OPEN_MAP) unusual()
      if (sign === HASH && text.charCodeAt(at - 1) === SPACE) unusual()
      if (sign === COLON && (this.isBreakOrSpace(at + 1) || ',[]{}'.includes(text.charAt(at + 1)))) break
    }
    // An unquoted text that goes on in the next line.
    if (at >= text.length || text.charCodeAt(at) === LF) unusual()
    while (isBlank(text.charCodeAt(at - 1))) at--
    if (at <= start) unusual()
    this.pos = at
    return { kind: 'scalar', value: resolvePlain(text.slice(start, at)), style: 'plain', start, end: at }
  }

  private skipFlowSpace(parent: number): void {
    for (;;) {
      this.skipSpaces()
      if (!this.isLineOver()) return
      if (this.pos >= this.text.length) unusual()
      this.endLine()
      this.nextContent()
      if (this.column <= parent) unusual()
    }
  }

  /** From the end of a line to the next line that says something. */
  private nextContent(): void {
    const { text } = this
    this.blankLines = 0
    this.sawComment = false
    let lineStart = this.pos === 0 ? 0 : this.pos + 1
    while (lineStart < text.length) {
      let at = lineStart
      while (text.charCodeAt(at) === SPACE) at++
      const sign = text.charCodeAt(at)
      if (at < text.length && sign !== LF && sign !== CR && sign !== HASH) {
        this.pos = at
        this.lineStart = lineStart
        this.column = at - lineStart
        return
      }
      if (sign === HASH) this.sawComment = true
      else this.blankLines++
      const next = text.indexOf('\n', at)
      lineStart = next < 0 ? text.length : next + 1
    }
    this.pos = text.length
    this.column = -1
  }

  /** Goes to the break behind a value. @returns whether a comment stood there */
  private endLine(): boolean {
    const before = this.pos
    this.skipSpaces()
    if (!this.isLineOver()) unusual()
    const commented = this.text.charCodeAt(this.pos) === HASH
    if (commented && this.pos === before) unusual()
    const next = this.text.indexOf('\n', this.pos)
    this.pos = next < 0 ? this.text.length : next
    return commented
  }

  private skipSpaces(): void {
    while (this.text.charCodeAt(this.pos) === SPACE) this.pos++
  }

  /** At a break, at a comment or at the end of the text. */
  private isLineOver(): boolean {
    const sign = this.text.charCodeAt(this.pos)
    return this.pos >= this.text.length || sign === LF || sign === CR || sign === HASH
  }

  private isDash(): boolean {
    return this.text.charCodeAt(this.pos) === DASH && this.isBreakOrSpace(this.pos + 1)
  }

  private isBreakOrSpace(at: number): boolean {
    return at >= this.text.length || isBlank(this.text.charCodeAt(at)) || this.text.charCodeAt(at) === LF
  }
}

const isBlank = (sign: number) => sign === SPACE || sign === CR
