import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { imageryFolderAt } from './imagery/folder-book.ts'
import { IMAGERY_PROJECT } from './imagery/imagery-book.ts'

/** What somebody may want of some paths. */
export interface WhatLiesThere {
  /** Books, those directly within a folder included. */
  books: NamedFolder[]
  /** Folders of imagery YAML. */
  imagery: NamedFolder[]
  /** Paths as they were named, and how many files a script could be read from lie there. */
  scripts: { paths: string[]; files: number }
  missing: string[]
}

interface NamedFolder {
  folder: string
  name: string
}

const BOOK = 'book.sqlite'
/** What an author writes a story in. YAML and JSON too, but in an imagery folder they are something else. */
const SCRIPT = /\.(md|markdown|txt|text|docx|fountain|fdx|csv)$/i
const DATA = /\.(ya?ml|json)$/i
const DEEPEST = 6
const MOST_FILES = 2_000

/** Looks at names only. A path may mean several things: the author is asked which. */
export function whatLiesThere(paths: readonly string[]): WhatLiesThere {
  const found: WhatLiesThere = { books: [], imagery: [], scripts: { paths: [], files: 0 }, missing: [] }
  for (const named of paths) {
    try {
      const path = resolve(named)
      if (statSync(path).isDirectory()) lookIntoFolder(path, found)
      else if (basename(path) === BOOK) lookIntoFolder(dirname(path), found)
      else addScripts(path, 1, found)
    } catch {
      // Not there, not allowed, or no path at all: whoever opens it is told which.
      found.missing.push(named)
    }
  }
  return found
}

function lookIntoFolder(folder: string, found: WhatLiesThere): void {
  const imagery = imageryFolderAt(folder)
  if (imagery !== null) found.imagery.push({ folder: imagery, name: basename(imagery) })
  else if (existsSync(join(folder, BOOK))) {
    found.books.push(nameOf(folder))
    return
  }
  // The book of an imagery folder was named itself.
  if (basename(folder) === IMAGERY_PROJECT) return
  for (const { name } of entriesOf(folder)) {
    const inner = join(folder, name)
    if (name !== IMAGERY_PROJECT && existsSync(join(inner, BOOK))) found.books.push(nameOf(inner))
  }
  const isScript = (name: string) => SCRIPT.test(name) || (imagery === null && DATA.test(name))
  addScripts(folder, countFiles(folder, isScript, 0), found)
}

function addScripts(path: string, files: number, { scripts }: WhatLiesThere): void {
  if (files === 0) return
  scripts.paths.push(path)
  scripts.files += files
}

/** Books and hidden folders hold no scripts of the author's. */
function countFiles(folder: string, isScript: (name: string) => boolean, depth: number): number {
  let files = 0
  for (const entry of entriesOf(folder)) {
    if (files >= MOST_FILES) break
    const path = join(folder, entry.name)
    if (entry.name.startsWith('.')) continue
    if (entry.isFile() && isScript(entry.name)) files++
    else if (entry.isDirectory() && depth < DEEPEST && !existsSync(join(path, BOOK)))
      files += countFiles(path, isScript, depth + 1)
  }
  return files
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

const nameOf = (folder: string): NamedFolder => ({ folder, name: basename(folder).replace(/\.panelwright$/, '') })
