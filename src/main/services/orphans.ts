import { writeFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import type { Project } from '../open-project.ts'
import { CLUTTER, filesUnder } from '../queue/adoption.ts'
import { readTemporaryName } from '../queue/take-path.ts'
import { storageFailure } from '../store/storage-failure.ts'

/**
 * A file and the book that do not know each other. no-row: no row points at it. unfinished: half a picture, of a run
 * that goes on or was cut. no-file: a row whose file is gone.
 */
export interface Orphan {
  /** Relative to the project folder, with `/`. */
  path: string
  kind: 'no-row' | 'unfinished' | 'no-file'
  /** As it is on disk, or as it was stored. */
  bytes: number
  /** When it was last written, epoch ms; null = it is not there. */
  at: number | null
}

/** Folders whose files belong to rows. */
const FOLDERS = ['takes', 'references', 'trash'] as const

/** Files under takes, references and trash that no row points at, and rows without their file. Changes nothing. */
export async function findOrphans({ folder, store }: Pick<Project, 'folder' | 'store'>): Promise<Orphan[]> {
  const known = new Map(
    (
      store.sqlite.prepare('select path, bytes from take union all select path, bytes from reference').all() as {
        path: string
        bytes: number
      }[]
    ).map(({ path, bytes }) => [path, bytes]),
  )
  const orphans: Orphan[] = []
  const there = new Set<string>()
  for (const part of FOLDERS)
    for (const path of await filesUnder(folder, part)) {
      const name = path.slice(path.lastIndexOf('/') + 1)
      there.add(path)
      if (known.has(path) || CLUTTER.has(name)) continue
      // It may be gone by now: a run goes on meanwhile.
      const found = await stat(join(folder, path)).catch(() => null)
      if (found === null) continue
      const kind = readTemporaryName(name) === null ? 'no-row' : 'unfinished'
      orphans.push({ path, kind, bytes: found.size, at: Math.round(found.mtimeMs) })
    }
  for (const [path, bytes] of known) if (!there.has(path)) orphans.push({ path, kind: 'no-file', bytes, at: null })
  return orphans.sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)))
}

/** Sum of what lies on disk without a row, bytes. */
export function orphanBytes(orphans: readonly Orphan[]): number {
  return orphans.reduce((sum, { kind, bytes }) => sum + (kind === 'no-file' ? 0 : bytes), 0)
}

/** A table of them as spreadsheets open it: UTF-8 with its mark. */
export function orphansCsv(orphans: readonly Orphan[]): string {
  const rows = orphans.map(({ path, kind, bytes, at }) => [
    // A file of somebody else may be called like a formula.
    /^['=+\-@\t]/.test(path) ? `'${path}` : path,
    kind,
    String(bytes),
    at === null ? '' : new Date(at).toISOString(),
  ])
  return stringify([['path', 'kind', 'bytes', 'written'], ...rows], { bom: true, record_delimiter: 'windows' })
}

/** @throws AppError DISK_FULL, READ_ONLY, NOT_FOUND */
export function writeOrphans(file: string, orphans: readonly Orphan[]): void {
  try {
    writeFileSync(file, orphansCsv(orphans))
  } catch (error) {
    throw storageFailure(error, file)
  }
}
