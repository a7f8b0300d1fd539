import type Database from 'better-sqlite3'

/** Pictures that were asked for in the same way, and what their provider was really sent. */
export interface SentGroup {
  provider: string
  model: string
  /** As planned, `1344x768`. */
  asked: string
  /** As the provider's own request had it: `1536x1024`, `16:9 2K`; null = it does not say. */
  sent: string | null
  /** Of the pictures that came. */
  came: string
  quality: string | null
  /** What of the request the model could not heed: `seed`, `negative prompt`. */
  withoutEffect: string[]
  pictures: number
}

const OF_BATCH = '(@batchId is null or j.batch_id = @batchId)'

/** What was sent for the pictures that came, by model and quality, most pictures first. @param batchId one batch; null = all */
export function sentGroups(sqlite: Database.Database, batchId: string | null): SentGroup[] {
  const rows = sqlite
    .prepare(
      `select j.lane provider, json_extract(r.body, '$.providerModel') model,
         json_extract(r.body, '$.width') || 'x' || json_extract(r.body, '$.height') asked,
         coalesce(json_extract(a.sent, '$.size'), json_extract(a.sent, '$.width') || 'x' || json_extract(a.sent, '$.height'),
           json_extract(a.sent, '$.aspectRatio') || coalesce(' ' || json_extract(a.sent, '$.imageSize'), '')) sent,
         t.width || 'x' || t.height came, json_extract(r.body, '$.quality') quality,
         coalesce(json_extract(a.sent, '$.withoutEffect'), '[]') withoutEffect, count(*) pictures
       from take t join job j on j.id = t.job_id join job_request r on r.key = j.key
         join attempt a on a.id = (select id from attempt where job_id = j.id and outcome = 'done'
           order by started_at desc, id desc limit 1)
       where ${OF_BATCH} group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 6, pictures desc, 3, 4, 5, 7`,
    )
    .all({ batchId }) as (Omit<SentGroup, 'withoutEffect'> & { withoutEffect: string })[]
  return rows.map((row) => ({ ...row, withoutEffect: JSON.parse(row.withoutEffect) }))
}
