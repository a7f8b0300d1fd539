import type { Project } from '../open-project.ts'

export interface LedgerEntry {
  id: string
  at: number
  purpose: 'picture' | 'check'
  batchId: string | null
  jobId: string | null
  panelId: string | null
  place: { chapter: string; scene: number; panel: number } | null
  lane: string
  model: string
  usd: number | null
  estimateUsd: number | null
  certainty: 'charged' | 'unknown'
}

type LedgerRow = Omit<LedgerEntry, 'place'> & { chapter: string | null; scene: number; panel: number }

/** Money line by line, newest first. @param batchId null = all */
export function ledgerPage(
  { store }: Project,
  batchId: string | null,
  { offset, limit }: { offset: number; limit: number },
): { total: number; lines: LedgerEntry[] } {
  const meant = '(@batchId is null or l.batch_id = @batchId)'
  return {
    total: store.sqlite.prepare(`select count(*) from ledger l where ${meant}`).pluck().get({ batchId }) as number,
    lines: (
      store.sqlite
        .prepare(
          `select l.id, l.at, l.purpose, l.batch_id batchId, l.job_id jobId, j.panel_id panelId, l.lane,
             l.provider_model model, l.usd, l.estimate_usd estimateUsd, l.certainty, c.number chapter, s.number scene,
             (select count(*) from panel other where other.scene_id = p.scene_id and other.trashed_at is null
               and other.order_key <= p.order_key) panel
           from ledger l left join job j on j.id = l.job_id left join panel p on p.id = j.panel_id
             left join scene s on s.id = p.scene_id left join chapter c on c.id = s.chapter_id
           where ${meant} order by l.at desc, l.id desc limit @limit offset @offset`,
        )
        .all({ batchId, offset, limit }) as LedgerRow[]
    ).map(({ chapter, scene, panel, ...line }) => ({
      ...line,
      place: chapter === null ? null : { chapter, scene, panel },
    })),
  }
}
