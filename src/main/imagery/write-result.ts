import { isDeepStrictEqual } from 'node:util'
import type { Target, YamlPath } from './target.ts'
import {
  entryOf,
  type PlainValue,
  plainValue,
  textOf,
  valueAt,
  type YamlEntry,
  type YamlList,
  type YamlMap,
  type YamlNode,
} from './yaml/node.ts'
import { readYamlText } from './yaml/read-yaml.ts'
import { renderFlow } from './yaml/render.ts'

/** What a file says of a picture that is made, in the order it is written. */
export interface ResultRecord {
  /** ISO 8601. */
  generated_at: string
  file_name: string
  /** Relative to the imagery folder, with `/`. */
  file_path: string
  /** Null where nobody knows any more. */
  provider: string | null
  model: string | null
  provider_metadata: { [key: string]: PlainValue }
}

export type WrittenResult = { ok: true; text: string } | { ok: false; why: string }

interface Edit {
  start: number
  end: number
  text: string
}

/**
 * Writes a result into the text of a file by replacing the values that change, where they stand. Every other sign stays
 * as it is: comments, quotes, order, line ends, a missing last one. Written twice, the text is the same. What comes out
 * is read again, and is refused if it says anything else than it should.
 *
 * @param root what the text says
 * @param target where the result belongs, as read from this very text
 */
export function writeResult(text: string, root: YamlNode, target: Target, record: ResultRecord): WrittenResult {
  const node = nodeAt(root, target.at)
  if (node?.kind !== 'map') return { ok: false, why: 'the picture is no longer where it was' }
  const fields = Object.entries(record)
  const edits = target.output.form === 'fields' ? setFields(text, node, fields) : setResult(text, root, node, record)
  const written = applied(text, edits)
  const after = readYamlText(written)
  const expected = plainValue(root)
  expect(expected, target, record)
  if (!after.ok || !isDeepStrictEqual(plainValue(after.root), expected))
    return { ok: false, why: 'its values cannot be replaced one by one, because others refer to them' }
  return { ok: true, text: written }
}

function nodeAt(root: YamlNode, path: YamlPath): YamlNode | null {
  return path.reduce<YamlNode | null>((node, step) => {
    if (typeof step === 'number') return node?.kind === 'list' ? (node.items[step] ?? null) : null
    return valueAt(node, step)
  }, root)
}

/** The change as it should read, in the plain value. */
function expect(root: PlainValue, { at, output }: Target, record: ResultRecord): void {
  const map = at.reduce<PlainValue>((value, step) => (value as Record<string, PlainValue>)[step]!, root) as Record<
    string,
    PlainValue
  >
  const result = structuredClone({ ...record }) as Record<string, PlainValue>
  if (output.form === 'fields') Object.assign(map, result)
  else {
    const list = Array.isArray(map.generated_images) ? map.generated_images : []
    const known = list.findIndex((item) => isRecordOf(item, record.file_path))
    if (known < 0) map.generated_images = [...list, result]
    else Object.assign(list[known]!, result)
  }
}

function isRecordOf(item: PlainValue, path: string): boolean {
  return item !== null && typeof item === 'object' && !Array.isArray(item) && item.file_path === path
}

function setFields(text: string, map: YamlMap, fields: readonly [string, PlainValue][]): Edit[] {
  const missing = fields.filter(([key]) => entryOf(map, key) === null)
  const edits = fields.flatMap(([key, value]) => {
    const entry = entryOf(map, key)
    return entry === null || isDeepStrictEqual(plainValue(entry.value), value)
      ? []
      : replaceValue(text, entry, renderFlow(value))
  })
  if (missing.length === 0) return edits
  return [
    ...edits,
    addEntries(
      text,
      map,
      missing.map(([key, value]) => `${key}: ${renderFlow(value)}`),
    ),
  ]
}

/** The list of results gets one more, or the one it has of this file is brought up to date. */
function setResult(text: string, root: YamlNode, map: YamlMap, record: ResultRecord): Edit[] {
  const fields = Object.entries(record)
  const entry = entryOf(map, 'generated_images')
  const flowItem = renderFlow({ ...record })
  if (entry === null) {
    if (map.flow) return [addEntries(text, map, [`generated_images: [${flowItem}]`])]
    return [addEntries(text, map, ['generated_images:', ...itemLines(fields, listIndent(text, root, map))])]
  }
  const { value } = entry
  if (value.kind !== 'list' || value.items.length === 0) {
    if (map.flow) return replaceValue(text, entry, `[${flowItem}]`)
    return listInPlace(text, entry, itemLines(fields, columnOf(text, map.start) + listIndent(text, root, map)))
  }
  const known = value.items.find((item) => textOf(valueAt(item, 'file_path')) === record.file_path)
  if (known?.kind === 'map') return setFields(text, known, fields)
  return [addItem(text, value, flowItem, fields)]
}

function addItem(text: string, list: YamlList, flowItem: string, fields: readonly [string, PlainValue][]): Edit {
  if (list.flow) {
    const at = list.items.at(-1)!.end
    return { start: at, end: at, text: `, ${flowItem}` }
  }
  const at = lineEndAt(text, list.end)
  const eol = lineBreak(text)
  return {
    start: at,
    end: at,
    text: itemLines(fields, columnOf(text, list.start))
      .map((line) => eol + line)
      .join(''),
  }
}

/** `generated_images: []` becomes a list of lines below its key. */
function listInPlace(text: string, { afterColon, value }: YamlEntry, lines: readonly string[]): Edit[] {
  const at = lineEndAt(text, value.end)
  const eol = lineBreak(text)
  const above = text.slice(afterColon, value.start)
  // A comment behind it stays where it is, and so do those above it.
  const start = above.includes('#') ? afterColon + above.trimEnd().length : afterColon
  return [
    { start, end: value.end, text: '' },
    { start: at, end: at, text: lines.map((line) => eol + line).join('') },
  ]
}

function itemLines(fields: readonly [string, PlainValue][], column: number): string[] {
  const pad = ' '.repeat(column)
  return fields.map(([key, value], at) => `${pad}${at === 0 ? '- ' : '  '}${key}: ${renderFlow(value)}`)
}

/** How far the lists of this target, or of this file, stand in from their keys. */
function listIndent(text: string, root: YamlNode, map: YamlMap): number {
  return firstListIndent(text, map) ?? firstListIndent(text, root) ?? 2
}

function firstListIndent(text: string, node: YamlNode): number | null {
  if (node.kind === 'scalar' || node.flow) return null
  if (node.kind === 'list') {
    for (const item of node.items) {
      const inner = firstListIndent(text, item)
      if (inner !== null) return inner
    }
    return null
  }
  for (const { keyStart, value } of node.entries) {
    if (value.kind === 'list' && !value.flow) return columnOf(text, value.start) - columnOf(text, keyStart)
  }
  for (const { value } of node.entries) {
    const inner = firstListIndent(text, value)
    if (inner !== null) return inner
  }
  return null
}

/** @param lines of the first entry's column; further ones of a list stand as they are */
function addEntries(text: string, map: YamlMap, lines: readonly string[]): Edit {
  const last = map.entries.at(-1)
  if (map.flow) {
    const at = last?.value.end ?? map.start + 1
    return { start: at, end: at, text: `${last ? ', ' : ''}${lines.join(', ')}` }
  }
  const at = lineEndAt(text, map.end)
  const pad = ' '.repeat(columnOf(text, map.start))
  const eol = lineBreak(text)
  return { start: at, end: at, text: lines.map((line) => `${eol}${pad}${line}`).join('') }
}

function replaceValue(text: string, { afterColon, value }: YamlEntry, rendered: string): Edit[] {
  if (value.kind === 'scalar' && value.style === 'empty')
    return [{ start: afterColon, end: afterColon, text: ` ${rendered}` }]
  if (value.kind === 'scalar' || value.flow) return [{ start: value.start, end: value.end, text: rendered }]
  // A block begins in a line of its own; what stands behind the colon before it is a comment.
  const lineEnd = lineEndAt(text, afterColon)
  return [
    { start: afterColon, end: afterColon, text: ` ${rendered}` },
    { start: lineEnd, end: value.end, text: '' },
  ]
}

function applied(text: string, edits: readonly Edit[]): string {
  // From the end, so that places stay true; of two at one place the later one is written behind the first.
  const ordered = edits.map((edit, at) => ({ ...edit, at })).sort((a, b) => b.start - a.start || b.at - a.at)
  return ordered.reduce((done, { start, end, text: words }) => done.slice(0, start) + words + done.slice(end), text)
}

function lineBreak(text: string): string {
  const at = text.indexOf('\n')
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n'
}

/** Before the break of the line that holds an offset. */
function lineEndAt(text: string, offset: number): number {
  const at = text.indexOf('\n', offset)
  if (at < 0) return text.length
  return at > offset && text[at - 1] === '\r' ? at - 1 : at
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1)
}
