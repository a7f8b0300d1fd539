import type Database from 'better-sqlite3'
import type { PictureRegions } from '../../../shared/domain/generation.ts'
import type { Rating, Verdict } from '../../../shared/domain/take.ts'

export interface TakeRow {
  id: string
  panelId: string
  jobId: string | null
  key: string
  artStyleId: string
  language: string
  imageIndex: number
  /** Relative to the project folder, with `/`. */
  path: string
  sha256: string
  bytes: number
  width: number
  height: number
  format: 'png' | 'jpeg' | 'webp'
  /** Who drew it; null = nobody knows any more. */
  model: string | null
  regions: PictureRegions | null
  state: Verdict
  /** The author's mark; null = none. */
  rating: Rating | null
  sameAsTakeId: string | null
  fileState: 'whole' | 'missing' | 'changed'
  createdAt: number
  trashedAt: number | null
}

/** What the check of files on disk needs. */
export interface TakeFile {
  id: string
  path: string
  bytes: number
  sha256: string
  fileState: TakeRow['fileState']
  createdAt: number
}

export type Takes = ReturnType<typeof takes>

/** Images made for panels. */
export function takes(sqlite: Database.Database) {
  const columns = `id, panel_id panelId, job_id jobId, key, art_style_id artStyleId, language, image_index imageIndex,
    path, sha256, bytes, width, height, format, model, regions, state, rating, same_as_take_id sameAsTakeId,
    file_state fileState, created_at createdAt, trashed_at trashedAt`
  const insert = sqlite.prepare(
    `insert into take (id, panel_id, job_id, key, art_style_id, language, image_index, path, sha256, bytes, width,
       height, format, model, regions, same_as_take_id, created_at)
     values (@id, @panelId, @jobId, @key, @artStyleId, @language, @imageIndex, @path, @sha256, @bytes, @width, @height,
       @format, (select json_extract(body, '$.providerModel') from job_request where key = @key), @regions,
       @sameAsTakeId, @createdAt)`,
  )
  const one = sqlite.prepare(`select ${columns} from take where id = ?`)
  const bySha = sqlite.prepare('select id from take where sha256 = ? order by created_at, id limit 1')
  const byKey = sqlite.prepare(
    "select 1 from take where key = ? and file_state = 'whole' and trashed_at is null limit 1",
  )
  const byPath = sqlite.prepare(
    'select 1 where exists (select 1 from take where path = @path) or exists (select 1 from take_receipt where path = @path)',
  )
  const ofPanel = sqlite.prepare(
    `select ${columns} from take where panel_id = ? and trashed_at is null order by created_at, id`,
  )
  const idOfPath = sqlite.prepare('select id from take where path = ?').pluck()
  const ofJob = sqlite.prepare(`select ${columns} from take where job_id = ? order by id desc limit 1`)
  const panel = sqlite.prepare('select 1 from panel where id = ?')
  const paths = sqlite.prepare('select path from take union select path from take_receipt').pluck()
  const filesAfter = sqlite.prepare(
    `select id, path, bytes, sha256, file_state fileState, created_at createdAt from take
     where id > ? and trashed_at is null order by id limit ?`,
  )
  const setFileState = sqlite.prepare('update take set file_state = ? where id = ?')
  const notWhole = sqlite.prepare(
    `select ${columns} from take where file_state <> 'whole' and trashed_at is null order by path`,
  )
  const repeated = sqlite.prepare(
    `select ${columns} from take where same_as_take_id is not null and trashed_at is null order by created_at, id`,
  )

  const parse = (row: unknown): TakeRow => {
    const raw = row as TakeRow & { regions: string | null }
    return { ...raw, regions: raw.regions === null ? null : JSON.parse(raw.regions as unknown as string) }
  }
  return {
    /** Its model is read from the request of its key. */
    insert(row: Omit<TakeRow, 'model' | 'state' | 'rating' | 'fileState' | 'trashedAt'>): void {
      insert.run({ ...row, regions: row.regions === null ? null : JSON.stringify(row.regions) })
    },
    get(id: string): TakeRow | null {
      const row = one.get(id)
      return row === undefined ? null : parse(row)
    },
    /** The first take with the same bytes. */
    firstWithSha256: (sha256: string): string | null => (bySha.get(sha256) as { id: string } | undefined)?.id ?? null,
    /** Whether the picture of this key is there, as far as the last check of files saw. */
    hasWhole: (key: string): boolean => byKey.get(key) !== undefined,
    /** Whether there is, or was, such a panel to hang a take on. */
    hasPanel: (panelId: string): boolean => panel.get(panelId) !== undefined,
    hasPath: (path: string): boolean => byPath.get({ path }) !== undefined,
    /** Oldest first, without the trash. */
    ofPanel: (panelId: string): TakeRow[] => ofPanel.all(panelId).map(parse),
    /** @param path relative to the project folder, with `/` */
    idOfPath: (path: string): string | null => (idOfPath.get(path) as string | undefined) ?? null,
    /** The newest picture that a job brought. */
    ofJob(jobId: string): TakeRow | null {
      const row = ofJob.get(jobId)
      return row === undefined ? null : parse(row)
    },
    /** Every path a take has or had, the trash and what was removed from it included. */
    allPaths: (): Set<string> => new Set(paths.all() as string[]),
    /** By id; start with an empty string. */
    filesAfter: (id: string, limit: number): TakeFile[] => filesAfter.all(id, limit) as TakeFile[],
    setFileState(id: string, state: TakeRow['fileState']): void {
      setFileState.run(state, id)
    },
    notWhole: (): TakeRow[] => notWhole.all().map(parse),
    /** Takes whose bytes came for another job before. */
    repeated: (): TakeRow[] => repeated.all().map(parse),
  }
}
