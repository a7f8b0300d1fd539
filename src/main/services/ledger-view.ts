import type { Project } from '../open-project.ts'

export interface LedgerEntry {
  id: string
  at: number
  purpose: 'picture' | 'check'
  batchId: string | null
  jobId: string | null
  panelId: string | null
  lane: string
  model: string
  usd: number | null
  estimateUsd: number | null
  certainty: 'charged' | 'unknown'
}

/** Money line by line, newest first. @param batchId null = all */
export function ledgerPage(
  { store }: Project,
  batchId: string | null,
  { offset, limit }: { offset: number; limit: number },
): { total: number; lines: LedgerEntry[] } {
  const meant = '(@batchId is null or l.batch_id = @batchId)'
  return {
    total: store.sqlite.prepare(`select count(*) from ledger l where ${meant}`).pluck().get({ batchId }) as number,
    lines: store.sqlite
      .prepare(
        `select l.id, l.at, l.purpose, l.batch_id batchId, l.job_id jobId, j.panel_id panelId, l.lane,
           l.provider_model model, l.usd, l.estimate_usd estimateUsd, l.certainty
         from ledger l left join job j on j.id = l.job_id
         where ${meant} order by l.at desc, l.id desc limit @limit offset @offset`,
      )
      .all({ batchId, offset, limit }) as LedgerEntry[],
  }
}
