import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Project } from '../open-project.ts'
import { queueStore } from '../store/queue/index.ts'
import { storageFailure } from '../store/storage-failure.ts'

/** Pictures together: those that would be discarded, or those that are. */
export interface Weight {
  takes: number
  panels: number
  bytes: number
  /** Of these, picked ones: others will stand in for them. */
  picked: number
}

/** What would go if these were discarded; those in the trash already are not counted. @throws AppError NOT_FOUND */
export function weigh({ store }: Pick<Project, 'store'>, takeIds: readonly string[]): Weight {
  return store.sqlite
    .prepare(
      `select count(*) takes, count(distinct t.panel_id) panels, coalesce(sum(t.bytes), 0) bytes, count(k.take_id) picked
       from take t left join pick k on k.take_id = t.id
       where t.id in (select value from json_each(?)) and t.trashed_at is null`,
    )
    .get(JSON.stringify(takeIds)) as Weight
}

/** What of the pictures lies in the trash. `oldestAt`: when the first of them went there, epoch ms. */
export function discarded({ store }: Pick<Project, 'store'>): {
  takes: number
  bytes: number
  oldestAt: number | null
} {
  return store.sqlite
    .prepare(
      `select count(*) takes, coalesce(sum(bytes), 0) bytes, min(trashed_at) oldestAt
       from take where trashed_at is not null`,
    )
    .get() as { takes: number; bytes: number; oldestAt: number | null }
}

export interface Removal {
  removed: number
  bytes: number
  /** Pictures that something still needs: they stay in the trash. */
  needed: string[]
  /** Files that could not be removed; their rows are gone, the report of orphans lists them. Relative to the project. */
  leftFiles: string[]
}

/**
 * Removes discarded pictures for good: their rows, then their files. A receipt of each stays in the book, with what it
 * was and when it went. One that stands for its panel, or that another row points at, stays.
 *
 * @param takeIds absent = everything in the trash; those that are not in the trash are passed over
 * @throws AppError READ_ONLY, DISK_FULL; a file that cannot be removed is no error, but told
 */
export async function removeDiscarded(project: Project, takeIds?: readonly string[]): Promise<Removal> {
  if (project.readOnly) throw project.readOnly
  const { sqlite } = project.store
  const rows = sqlite
    .prepare(
      `select t.id, t.path, t.bytes from take t
       where t.trashed_at is not null and (@ids is null or t.id in (select value from json_each(@ids)))
       order by t.id`,
    )
    .all({ ids: takeIds === undefined ? null : JSON.stringify(takeIds) }) as Discarded[]
  const gone: Discarded[] = []
  const needed: string[] = []
  try {
    queueStore(sqlite).transaction(() => {
      const now = project.now()
      for (const take of rows) (removeRow(project, take.id, now) ? gone : []).push(take)
    })
  } catch (error) {
    throw storageFailure(error, project.folder)
  }
  const went = new Set(gone.map(({ id }) => id))
  for (const { id } of rows) if (!went.has(id)) needed.push(id)
  const leftFiles: string[] = []
  for (const { path } of gone)
    await rm(join(project.folder, path), { force: true }).catch(() => void leftFiles.push(path))
  return { removed: gone.length, bytes: gone.reduce((sum, { bytes }) => sum + bytes, 0), needed, leftFiles }
}

interface Discarded {
  id: string
  path: string
  bytes: number
}

/** @returns false when something needs it, and it stays */
function removeRow({ store: { sqlite } }: Project, id: string, now: number): boolean {
  // Inside a transaction this is a savepoint: a row somebody points at stays with everything as it was.
  const remove = sqlite.transaction(() => {
    sqlite
      .prepare(
        `insert into take_receipt
         select id, panel_id, art_style_id, language, key, model, path, sha256, bytes, created_at, trashed_at, ?
         from take where id = ?`,
      )
      .run(now, id)
    sqlite.prepare('update take set same_as_take_id = null where same_as_take_id = ?').run(id)
    sqlite.prepare('delete from take where id = ?').run(id)
  })
  try {
    remove()
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return false
    throw error
  }
}
