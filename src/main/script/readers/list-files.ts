import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import { chapterNumberFromFileName } from './parse-heading.ts'

export interface ListedFile {
  /** Absolute. */
  path: string
  /** As the author knows it: below the folder that was named, with `/`. */
  name: string
  /** Named by the author, not found in a folder. */
  isNamed: boolean
}

/** More text files than this are no book but somebody's home folder. */
const MOST_FILES = 2000
const DEEPEST = 6
/** A folder with this in it holds pictures of scenes with their prompts, and no script. */
export const SCENES_PROJECT = 'scenes.panelwright'
/** Skipped files that are named beside the first. */
const MOST_SHOWN = 4

type Group = 'text' | 'document' | 'picture' | 'imagery' | 'about' | 'link' | 'other'

const GROUP_OF_EXTENSION: Record<string, Group> = {
  md: 'text',
  markdown: 'text',
  txt: 'text',
  text: 'text',
  fountain: 'text',
  spmd: 'text',
  fdx: 'text',
  docx: 'text',
  docm: 'text',
  odt: 'text',
  csv: 'text',
  tsv: 'text',
  xlsx: 'text',
  xlsm: 'text',
  doc: 'document',
  rtf: 'document',
  pdf: 'document',
  pages: 'document',
  xls: 'document',
  ods: 'document',
  yaml: 'imagery',
  yml: 'imagery',
  png: 'picture',
  jpg: 'picture',
  jpeg: 'picture',
  webp: 'picture',
  gif: 'picture',
  svg: 'picture',
  tif: 'picture',
  tiff: 'picture',
}

function groupOf(name: string): Group {
  if (/^(?:readme|licen[cs]e|copying|changelog|contributing)(?:\.|$)/i.test(name)) return 'about'
  return GROUP_OF_EXTENSION[path.extname(name).slice(1).toLowerCase()] ?? 'other'
}

const SKIPPED: Record<Exclude<Group, 'text'>, { what: string; severity: Diagnostic['severity']; remedy?: string }> = {
  document: {
    what: said`in a format that is not read`,
    severity: 'warning',
    remedy: said`Save them as .docx or plain text, tables as .xlsx or .csv, and import again.`,
  },
  picture: { what: said`pictures and no script`, severity: 'info' },
  imagery: { what: said`imagery YAML`, severity: 'info' },
  about: { what: said`about the folder and no story`, severity: 'info' },
  link: { what: said`links, which are not followed`, severity: 'info' },
  other: { what: said`in no format of scripts`, severity: 'info' },
}

function reportSkipped(skipped: ReadonlyMap<Group, string[]>): Diagnostic[] {
  return [...skipped].flatMap(([group, names]): Diagnostic[] => {
    if (group === 'text') return []
    const { what, severity, remedy } = SKIPPED[group]
    const [file = '', ...others] = names
    const shown = others.slice(0, MOST_SHOWN).join(', ')
    const more = others.length > MOST_SHOWN ? ` and ${others.length - MOST_SHOWN} more` : ''
    const message = said`Skipped as ${what}${shown ? `, like ${shown}${more}` : ''}.`
    return [{ severity, code: `skipped-${group}`, file, line: 0, message, ...(remedy && { remedy }) }]
  })
}

const collator = new Intl.Collator('en', { numeric: true })

/** Where a file stands among its neighbours: by its chapter number, a prologue first, an epilogue last. */
function rankOf(name: string): number {
  const stem = path.posix.basename(name).toLowerCase()
  const number = chapterNumberFromFileName(name)
  if (number !== null) return Number(number)
  if (/^(?:prolog|foreword|introduction)/.test(stem)) return -1
  return /^(?:epilog|afterword|coda)/.test(stem) ? Number.MAX_SAFE_INTEGER : Number.MAX_SAFE_INTEGER - 1
}

/** Reading order of files: folder by folder, by chapter number, then as people count (`2` before `10`). */
function compareFileNames(one: string, other: string): number {
  const folders = collator.compare(path.posix.dirname(one), path.posix.dirname(other))
  return folders || rankOf(one) - rankOf(other) || collator.compare(one, other) || (one < other ? -1 : 1)
}

function noSuch(given: string, cause: unknown): AppError {
  const code = (cause as NodeJS.ErrnoException).code
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError('WRONG_USE', said`There is no such file or folder.`, {
      remedy: said`Check the path; put it in quotes when it holds spaces.`,
      place: { file: given },
      cause,
    })
  }
  return cannotRead(given, cause)
}

/** The error for a file or folder that is there and does not open. */
export function cannotRead(file: string, cause: unknown): AppError {
  const code = (cause as NodeJS.ErrnoException).code ?? 'unknown'
  const isDenied = code === 'EACCES' || code === 'EPERM'
  return new AppError('BAD_INPUT', said`This cannot be read (${isDenied ? 'access denied' : code}).`, {
    remedy: isDenied ? said`Give yourself the right to read it.` : said`Check that the disk is there, then try again.`,
    place: { file },
    cause,
  })
}

async function readFolder(folder: string, given: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (cause) {
    throw cannotRead(given, cause)
  }
}

/**
 * Lists the text files at the given paths in reading order. Folders are searched through; hidden files, other books
 * and links stay out, and what was skipped is said. Throws WRONG_USE for a path that is not there.
 */
export async function listFiles(paths: readonly string[]): Promise<{ files: ListedFile[]; diagnostics: Diagnostic[] }> {
  const files: ListedFile[] = []
  const skipped = new Map<Group, string[]>()
  const skip = (group: Group, name: string) => skipped.set(group, [...(skipped.get(group) ?? []), name])

  const walk = async (folder: string, prefix: string, depth: number, given: string) => {
    const entries = await readFolder(folder, given)
    if (prefix !== '' && entries.some(({ name }) => name === SCENES_PROJECT)) return
    for (const entry of entries) {
      const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`
      const full = path.join(folder, entry.name)
      const group = groupOf(entry.name)
      if (entry.name.startsWith('.') || entry.name === '__MACOSX' || entry.name === 'node_modules') continue
      if (entry.isSymbolicLink()) skip('link', name)
      else if (entry.isDirectory()) {
        if (depth < DEEPEST && !entry.name.endsWith('.panelwright')) await walk(full, name, depth + 1, given)
      } else if (!entry.isFile() || group !== 'text') skip(group === 'text' ? 'other' : group, name)
      else files.push({ path: full, name, isNamed: false })
      if (files.length > MOST_FILES) {
        throw new AppError('WRONG_USE', said`This folder holds more than ${MOST_FILES} text files.`, {
          remedy: said`Name the folder of one book.`,
          place: { file: given },
        })
      }
    }
  }

  for (const given of paths) {
    const full = path.resolve(given)
    const found = await stat(full).catch((cause: unknown) => {
      throw noSuch(given, cause)
    })
    if (found.isDirectory()) await walk(full, paths.length > 1 ? path.basename(full) : '', 0, given)
    else files.push({ path: full, name: path.basename(full), isNamed: true })
  }
  const unique = [...new Map(files.map((file) => [file.path, file])).values()]
  unique.sort((one, other) => compareFileNames(one.name, other.name))
  return { files: unique, diagnostics: reportSkipped(skipped) }
}
