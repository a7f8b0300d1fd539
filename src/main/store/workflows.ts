import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import { storageFailure } from './storage-failure.ts'
import { writeWhole } from './write-whole.ts'

/** A workflow that lies in the project by its content: jobs that name it keep theirs whatever is added later. */
export interface StoredWorkflow {
  /** SHA-256, hex, of the file. */
  hash: string
  /** Relative to the project folder, with `/`. */
  path: string
}

export interface WorkflowFiles {
  /** Keeps a workflow, and lets the name stand for it from now on. */
  add(name: string, content: string): StoredWorkflow
  /** Lets the name stand for nothing; the file stays for jobs that name it by its hash. */
  remove(name: string): void
  /** Names in order, with what they stand for now. */
  all(): { name: string; hash: string; path: string }[]
  /** @throws AppError NOT_FOUND, DAMAGED_BOOK when the file is gone or was changed */
  read(workflow: StoredWorkflow): string
}

const FOLDER = 'workflows'
const NAMES = 'names.json'
const HASH_DIGITS = 16

/** The workflows of a project. One owner writes; readers see each file whole. */
export function workflowFiles(projectFolder: string): WorkflowFiles {
  const folder = join(projectFolder, FOLDER)
  const namesFile = join(folder, NAMES)

  function names(): Map<string, string> {
    let text: string
    try {
      text = readFileSync(namesFile, 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map()
      throw storageFailure(error, namesFile)
    }
    try {
      const value: unknown = JSON.parse(text)
      if (value !== null && typeof value === 'object' && Object.values(value).every((hash) => typeof hash === 'string'))
        return new Map(Object.entries(value as Record<string, string>))
    } catch {
      // Said below.
    }
    throw new AppError('DAMAGED_BOOK', said`The list of workflows cannot be read.`, {
      place: { file: namesFile },
      remedy: said`Delete it and add the workflows again; queued pictures keep theirs.`,
    })
  }

  return {
    add(name, content) {
      const hash = createHash('sha256').update(content).digest('hex')
      const path = pathOf(hash)
      try {
        mkdirSync(folder, { recursive: true })
        writeWhole(join(projectFolder, path), content)
        const all = names().set(name, hash)
        writeWhole(namesFile, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`)
      } catch (error) {
        throw storageFailure(error, folder)
      }
      return { hash, path }
    },
    remove(name) {
      const all = names()
      if (!all.delete(name)) return
      try {
        writeWhole(namesFile, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`)
      } catch (error) {
        throw storageFailure(error, folder)
      }
    },
    all: () =>
      [...names()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, hash]) => ({ name, hash, path: pathOf(hash) })),
    read({ hash, path }) {
      const file = join(projectFolder, path)
      let content: string
      try {
        content = readFileSync(file, 'utf8')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw storageFailure(error, file)
        throw new AppError('NOT_FOUND', said`This workflow is missing.`, {
          place: { file },
          remedy: ADD_AGAIN,
          cause: error,
        })
      }
      if (createHash('sha256').update(content).digest('hex') === hash) return content
      throw new AppError('DAMAGED_BOOK', said`This workflow was changed by hand.`, {
        place: { file },
        remedy: ADD_AGAIN,
      })
    },
  }
}

const ADD_AGAIN = said`Add the workflow again from its own file.`

function pathOf(hash: string): string {
  return `${FOLDER}/${hash.slice(0, HASH_DIGITS)}.json`
}
