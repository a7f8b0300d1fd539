import type Database from 'better-sqlite3'

/** A picture somebody asked for, with the size that is part of its key. */
export interface AskedPicture {
  panelId: string
  artStyleId: string
  /** BCP 47. */
  language: string
  imageIndex: number
  batchId: string
  provider: string
  providerModel: string
  quality: string | null
  /** Pixels. */
  width: number
  height: number
}

/** The pages that a batch was planned for; books of older versions have none. */
export interface PlannedPages {
  batchId: string
  /** See `services/shaping/asked-shapes.ts`; null = the sizes did not come from pages. */
  pages: { mark: string; shapes: number[] } | null
  /** The author named one size for all pictures. */
  oneSize: boolean
}

export type AskedPictures = ReturnType<typeof askedPictures>

/** What was asked for, whatever became of it. */
export function askedPictures(sqlite: Database.Database) {
  // Pictures that were all thrown away, and jobs taken back, ask for nothing any more.
  const all = sqlite.prepare(
    `select j.panel_id panelId, j.art_style_id artStyleId, j.language, j.image_index imageIndex, j.batch_id batchId,
       json_extract(r.body, '$.provider') provider, json_extract(r.body, '$.providerModel') providerModel,
       json_extract(r.body, '$.quality') quality, json_extract(r.body, '$.width') width,
       json_extract(r.body, '$.height') height
     from job j join job_request r on r.key = j.key
     where j.state <> 'cancelled'
       and (j.state <> 'done' or coalesce((select max(t.trashed_at is null) from take t where t.key = j.key), 1))
     order by j.id desc`,
  )
  const batches = sqlite.prepare(
    `select id batchId, json_extract(settings, '$.pages') pages,
       coalesce(json_extract(settings, '$.size'), '') <> '' oneSize
     from batch order by id desc`,
  )
  return {
    /** Newest first. */
    all: (): AskedPicture[] => all.all() as AskedPicture[],
    /** What every batch was planned for, newest first. */
    plannedPages: (): PlannedPages[] =>
      (batches.all() as { batchId: string; pages: string | null; oneSize: number }[]).map((row) => ({
        ...row,
        pages: row.pages === null ? null : (JSON.parse(row.pages) as PlannedPages['pages']),
        oneSize: row.oneSize === 1,
      })),
  }
}
