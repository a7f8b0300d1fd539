import type { Project } from '../open-project.ts'
import { findModel } from '../providers/catalogue/catalogue.ts'

/** What an account's replies told about its limits. */
export interface ToldLimits {
  /** Pictures a minute; null = no reply of this book told. */
  perMinute: number | null
  /** When the reply came, epoch ms. */
  at: number | null
  /** The tier of the account that has this limit; null = none has exactly this. */
  tier: string | null
}

/** The newest reply in an open book. @param project null = no book is open */
export function toldLimits(project: Project | null, provider: string): ToldLimits {
  const row = project?.store.sqlite
    .prepare(
      `select json_extract(a.sent, '$.perMinute') perMinute, a.finished_at at,
         json_extract(r.body, '$.providerModel') model
       from attempt a join job j on j.id = a.job_id join job_request r on r.key = j.key
       where j.lane = ? and a.outcome = 'done' and json_extract(a.sent, '$.perMinute') is not null
       order by a.finished_at desc limit 1`,
    )
    .get(provider) as { perMinute: number; at: number; model: string } | undefined
  if (!row) return { perMinute: null, at: null, tier: null }
  const tiers = findModel(provider, row.model)?.tiers ?? []
  const tier = tiers.find(({ requestsPerMinute }) => requestsPerMinute === row.perMinute)?.name ?? null
  return { perMinute: row.perMinute, at: row.at, tier }
}
