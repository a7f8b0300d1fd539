import type Database from 'better-sqlite3'
import type { FailureKind } from '../../../shared/domain/job.ts'

export interface LaneRow {
  lane: string
  openFailure: FailureKind | null
  message: string | null
  openedAt: number | null
  notBefore: number
}

export type Lanes = ReturnType<typeof lanes>

/** Provider accounts: what outlives the process. A lane without a row is closed and free to go. */
export function lanes(sqlite: Database.Database) {
  const columns = 'lane, open_failure openFailure, message, opened_at openedAt, not_before notBefore'
  const one = sqlite.prepare(`select ${columns} from lane where lane = ?`)
  const all = sqlite.prepare(`select ${columns} from lane order by lane`)
  const hold = sqlite.prepare(
    `insert into lane (lane, not_before, message) values (@lane, @until, @message)
     on conflict (lane) do update set not_before = max(not_before, excluded.not_before), message =
       case when open_failure is null then excluded.message else message end`,
  )
  const open = sqlite.prepare(
    `insert into lane (lane, open_failure, message, opened_at) values (@lane, @failure, @message, @at)
     on conflict (lane) do update set open_failure = excluded.open_failure, message = excluded.message,
       opened_at = excluded.opened_at where open_failure is null`,
  )
  const close = sqlite.prepare(
    'update lane set open_failure = null, message = null, opened_at = null where lane = ? and open_failure is not null',
  )
  const clamp = sqlite.prepare('update lane set not_before = @latest where not_before > @latest')
  return {
    get: (lane: string): LaneRow =>
      (one.get(lane) as LaneRow | undefined) ?? {
        lane,
        openFailure: null,
        message: null,
        openedAt: null,
        notBefore: 0,
      },
    list: (): LaneRow[] => all.all() as LaneRow[],
    /** The provider asked to wait. The later of two moments holds. */
    hold(lane: string, until: number, message: string): void {
      hold.run({ lane, until, message })
    },
    /** @returns true when it was not open before */
    open(lane: string, failure: FailureKind, message: string, at: number): boolean {
      return open.run({ lane, failure, message, at }).changes === 1
    },
    /** Lets the lane work again; a wait the provider asked for goes on. @returns true when it was open */
    close(lane: string): boolean {
      return close.run(lane).changes === 1
    },
    /** No wait ends later than `latest`: a clock that was set back must not hold a lane for years. */
    clampWaits(latest: number): void {
      clamp.run({ latest })
    },
  }
}
