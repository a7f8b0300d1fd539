import { mkdirSync, realpathSync, statSync } from 'node:fs'
import { basename, extname, isAbsolute, join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { Project } from '../open-project.ts'
import { storageFailure } from '../store/storage-failure.ts'
import type { Asset } from './assets.ts'
import { runReport, writeReport } from './reporting.ts'

export interface SavedReport {
  /** The file's name. */
  name: string
  bytes: number
  /** To fetch it by, where it lies in the book; null = it lies where the author said. */
  id: string | null
}

const TYPES = { page: '.html', json: '.json' } as const
const MEDIA: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.json': 'application/json' }

const folderOf = ({ paths }: Project) => join(paths.exports, 'reports')

/**
 * Writes what came of a batch, or of all, to a file for people or for programs.
 *
 * @param path where the author wants it, absolute; null = with the book's exports, named by the moment
 * @throws AppError WRONG_USE (no such batch or folder), READ_ONLY, DISK_FULL
 */
export function saveReport(
  project: Project,
  { batchId, as, path }: { batchId: string | null; as: keyof typeof TYPES; path: string | null },
): SavedReport {
  if (path !== null && !(isAbsolute(path) && extname(path).toLowerCase() === TYPES[as]))
    throw new AppError('WRONG_USE', said`A report is a file that ends in ${TYPES[as]}, named by its whole path.`)
  const report = runReport(project, batchId)
  const file = path ?? join(folderOf(project), `report ${stamp(new Date(project.now()))}${TYPES[as]}`)
  if (path === null) {
    if (project.readOnly) throw project.readOnly
    try {
      mkdirSync(folderOf(project), { recursive: true })
    } catch (error) {
      throw storageFailure(error, folderOf(project))
    }
  }
  writeReport(report, file, as)
  return { name: basename(file), bytes: statSync(file).size, id: path === null ? basename(file) : null }
}

/** A report that lies with the book's exports. @throws AppError NOT_FOUND */
export function savedReport(project: Project, id: string): Asset {
  const type = MEDIA[extname(id).toLowerCase()]
  const path = join(folderOf(project), basename(id))
  const stat = statSync(path, { throwIfNoEntry: false })
  if (type === undefined || basename(id) !== id || !stat?.isFile() || realpathSync(path) !== realOf(project, id))
    throw new AppError('NOT_FOUND', said`There is no such report.`)
  return { path, type, bytes: stat.size, tag: `${stat.size}-${Math.round(stat.mtimeMs)}`, saveAs: id }
}

/** What it must really be, whatever links a book from elsewhere brings. */
function realOf(project: Project, id: string): string {
  return join(realpathSync(project.folder), 'exports', 'reports', id)
}

/** `2026-11-20 14.05.09` where the author is; a colon is no sign for the name of a file. */
function stamp(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(two).join('-')
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join('.')}`
}
