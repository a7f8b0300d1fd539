import type Database from 'better-sqlite3'

/** Newer attempts tell about the pace of today. */
const ATTEMPTS_LOOKED_AT = 2_000
const PICTURES_MEASURED = 200

/**
 * How long the latest pictures of a provider's model took in this book, ms; of this quality where there are any, otherwise
 * of whatever quality. What came overnight tells nothing about a call.
 */
export function measuredTimes(
  sqlite: Database.Database,
  provider: string,
  model: string,
  quality: string | null,
): number[] {
  const rows = sqlite
    .prepare(
      `select a.finished_at - a.started_at ms, json_extract(r.body, '$.quality') quality
       from (select * from attempt order by rowid desc limit ${ATTEMPTS_LOOKED_AT}) a
         join job j on j.id = a.job_id join job_request r on r.key = j.key
       where a.outcome = 'done' and j.remote_batch_id is null and json_extract(r.body, '$.provider') = @provider
         and json_extract(r.body, '$.providerModel') = @model
       limit ${PICTURES_MEASURED}`,
    )
    .all({ provider, model }) as { ms: number; quality: string | null }[]
  const same = rows.filter((row) => row.quality === quality)
  return (same.length > 0 ? same : rows).map(({ ms }) => ms)
}
