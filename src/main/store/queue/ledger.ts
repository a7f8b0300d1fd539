import type Database from 'better-sqlite3'

export interface LedgerLine {
  id: string
  at: number
  batchId: string
  jobId: string
  attemptId: string
  lane: string
  providerModel: string
  usd: number | null
  estimateUsd: number | null
  certainty: 'charged' | 'unknown'
}

/** A call to a model that looks at pictures, as it goes out. */
export interface CheckLine {
  id: string
  at: number
  /** The vendor's id. */
  lane: string
  providerModel: string
  estimateUsd: number
}

/** What calls cost. */
export interface Spent {
  /** Charged for certain, as far as prices are known. */
  chargedUsd: number
  /** Estimates of calls that may have been billed. */
  maybeUsd: number
  /** Calls that may have been billed. */
  maybeCalls: number
  /** Charged calls whose price nobody knows. */
  unpricedCalls: number
}

export type Ledger = ReturnType<typeof ledger>

/** What calls cost, as a `Spent`; further conditions on the ledger's lines may follow. */
export const SUMS = `select coalesce(sum(case when certainty = 'charged' then usd end), 0) chargedUsd,
    coalesce(sum(case when certainty = 'unknown' then estimate_usd end), 0) maybeUsd,
    coalesce(sum(certainty = 'unknown'), 0) maybeCalls,
    coalesce(sum(certainty = 'charged' and usd is null), 0) unpricedCalls
  from ledger`

/** Money: one line for each attempt, and for each look at pictures, that may have cost some. */
export function ledger(sqlite: Database.Database) {
  // A late answer turns what was unknown into what was charged.
  const write = sqlite.prepare(
    `insert into ledger (id, at, batch_id, job_id, attempt_id, lane, provider_model, usd, estimate_usd, certainty)
     values (@id, @at, @batchId, @jobId, @attemptId, @lane, @providerModel, @usd, @estimateUsd, @certainty)
     on conflict (attempt_id) do update set usd = excluded.usd, certainty = excluded.certainty`,
  )
  const inBook = sqlite.prepare(SUMS)
  const inBatch = sqlite.prepare(`${SUMS} where batch_id = ?`)
  const since = sqlite.prepare(`${SUMS} where at >= ?`)
  // Lines are never removed, and one that is settled later keeps its row.
  const last = sqlite.prepare('select coalesce(max(rowid), 0) from ledger').pluck()
  const after = sqlite.prepare(`${SUMS} where rowid > ?`)
  const unknown = sqlite.prepare(
    `select id, at, batch_id batchId, job_id jobId, attempt_id attemptId, lane, provider_model providerModel, usd,
       estimate_usd estimateUsd, certainty
     from ledger where certainty = 'unknown' and purpose = 'picture' order by at, id`,
  )
  const openCheck = sqlite.prepare(
    `insert into ledger (id, at, purpose, lane, provider_model, estimate_usd, certainty)
     values (@id, @at, 'check', @lane, @providerModel, @estimateUsd, 'unknown')`,
  )
  const closeCheck = sqlite.prepare("update ledger set usd = @usd, certainty = 'charged' where id = @id")
  const onChecks = sqlite.prepare(`${SUMS} where purpose = 'check'`)
  return {
    write(line: LedgerLine): void {
      write.run(line)
    },
    /** Notes a look at pictures before it goes out: cut off by whatever, it stands as one that may have been billed. */
    openCheck(line: CheckLine): void {
      openCheck.run(line)
    },
    /** @param usd what it cost; 0 = nothing, null = nobody knows */
    closeCheck(id: string, usd: number | null): void {
      closeCheck.run({ id, usd })
    },
    spentOnChecks: (): Spent => onChecks.get() as Spent,
    spentInBook: (): Spent => inBook.get() as Spent,
    spentInBatch: (batchId: string): Spent => inBatch.get(batchId) as Spent,
    /** From a moment on, epoch ms. */
    spentSince: (at: number): Spent => since.get(at) as Spent,
    /** A mark behind the newest line, whatever the clock says. */
    lastLine: (): number => last.get() as number,
    /** For calls that were noted after a mark. */
    spentAfter: (line: number): Spent => after.get(line) as Spent,
    /** Calls that may have been billed without a picture to show for it. */
    unknown: (): LedgerLine[] => unknown.all() as LedgerLine[],
  }
}
