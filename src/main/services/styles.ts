import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { unknownWord } from '../../shared/closest.ts'
import type { ArtStyle } from '../../shared/domain/art-style.ts'
import { artStyleSchema } from '../../shared/domain/art-style-schema.ts'
import type { Diagnostic } from '../../shared/domain/diagnostic.ts'
import { AppError } from '../../shared/errors.ts'
import { jsonLines } from '../../shared/json-lines.ts'
import { said } from '../../shared/said/said.ts'
import type { Project } from '../open-project.ts'
import { namedArtists } from '../prompts/artist-names.ts'
import { resourcePath } from '../resources.ts'
import { writeWhole } from '../store/write-whole.ts'

/** A style as an author chooses it. */
export interface StyleEntry {
  style: ArtStyle
  /** preset: as shipped. changed: the book's own version of a preset. added: the book's own. */
  origin: 'preset' | 'changed' | 'added'
}

type Styles = Pick<Project, 'styles'>

/** Shipped styles and the book's own, by id. Without a book: the shipped ones. */
export function listStyles(project: Styles | null): StyleEntry[] {
  const shipped = presets()
  const own = new Map((project?.styles.all() ?? []).map((style) => [style.id, style]))
  const entries = shipped.map((style): StyleEntry => {
    const changed = own.get(style.id)
    own.delete(style.id)
    return changed ? { style: changed, origin: 'changed' } : { style, origin: 'preset' }
  })
  const added = [...own.values()].map((style): StyleEntry => ({ style, origin: 'added' }))
  return [...entries, ...added].toSorted((a, b) => (a.style.id < b.style.id ? -1 : 1))
}

/** @throws AppError WRONG_USE when there is no such style, with the one that was probably meant */
export function findStyle(project: Styles | null, id: string): ArtStyle {
  const entries = listStyles(project)
  const found = entries.find(({ style }) => style.id === id)
  if (found) return found.style
  throw unknownWord(
    'style',
    id,
    entries.map(({ style }) => style.id),
  )
}

/**
 * Reads a style file into the book: a new style, or another version of the one with its id. Words that changed get
 * the next version, so that pictures made with the old ones are seen to be out of date.
 *
 * @throws AppError BAD_INPUT with file and line, NOT_FOUND, READ_ONLY
 */
export function addStyle(
  project: Pick<Project, 'styles' | 'now' | 'readOnly'>,
  file: string,
): { style: ArtStyle; replaced: boolean; diagnostics: Diagnostic[] } {
  if (project.readOnly) throw project.readOnly
  const text = readStyleFile(file)
  const read = parseStyle(text, file)
  const before = listStyles(project).find(({ style }) => style.id === read.id)?.style
  const style = { ...read, version: versionAfter(before, read) }
  project.styles.set(style, project.now())
  return { style, replaced: before !== undefined, diagnostics: artistWarnings(style, text, file) }
}

/** Writes a style as a file another book can add. @throws AppError WRONG_USE for an unknown style, READ_ONLY, DISK_FULL */
export function exportStyle(project: Styles | null, id: string, file: string): void {
  writeWhole(file, `${JSON.stringify(findStyle(project, id), null, 2)}\n`)
}

let shipped: ArtStyle[] | null = null

function presets(): ArtStyle[] {
  if (shipped === null) {
    const folder = resourcePath('resources', 'styles')
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
    shipped = files.map((name) => parseStyle(readFileSync(join(folder, name), 'utf8'), join(folder, name)))
  }
  return shipped
}

/** @throws AppError BAD_INPUT naming the line and what is wrong with it */
function parseStyle(text: string, file: string): ArtStyle {
  const bad = (line: number, message: string, remedy?: string) =>
    new AppError('BAD_INPUT', message, { place: { file, line }, ...(remedy === undefined ? {} : { remedy }) })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw bad(
      lineOfSyntaxError(error, text),
      said`This is not valid JSON.`,
      said`Look for a missing comma, bracket or quotation mark on this line or the one before.`,
    )
  }
  const result = artStyleSchema.safeParse(value)
  if (result.success) return result.data
  const lines = jsonLines(text)
  const issue = result.error.issues[0]!
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!
    const path = [...issue.path, key].join('.')
    throw bad(lines.get(path) ?? 1, said`A style has no "${path}".`, said`Remove it, or correct its spelling.`)
  }
  const path = issue.path.join('.')
  if (path === '') throw bad(1, said`A style file holds one style between { and }.`)
  if (!lines.has(path)) {
    const parent = issue.path.slice(0, -1).join('.')
    throw bad(
      lines.get(parent) ?? 1,
      said`"${path}" is missing.`,
      `"${path}" ${issue.message.startsWith('must') ? issue.message : 'must be given'}.`,
    )
  }
  throw bad(lines.get(path)!, `"${path}" ${issue.message}.`)
}

function readStyleFile(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code
    const message = code === 'ENOENT' ? said`There is no such file.` : said`This file cannot be read (${code}).`
    throw new AppError(code === 'ENOENT' ? 'NOT_FOUND' : 'BAD_INPUT', message, { place: { file }, cause })
  }
}

function lineOfSyntaxError(error: unknown, text: string): number {
  const position = /position (\d+)/.exec(String(error))?.[1]
  return text.slice(0, position === undefined ? text.length : Number(position)).split('\n').length
}

function versionAfter(before: ArtStyle | undefined, style: ArtStyle): number {
  if (before === undefined) return style.version
  const same = JSON.stringify({ ...before, version: 0 }) === JSON.stringify({ ...style, version: 0 })
  return same ? before.version : Math.max(style.version, before.version + 1)
}

function artistWarnings(style: ArtStyle, text: string, file: string): Diagnostic[] {
  return namedArtists(style.prompt).map((name) => ({
    severity: 'warning',
    code: 'artist-named',
    file: basename(file),
    line: jsonLines(text).get('prompt') ?? 0,
    message: said`The style "${style.name}" asks for the manner of ${name}.`,
    remedy: said`Describe the manner in words instead; providers may refuse names of artists, and rights may stand against it.`,
  }))
}
