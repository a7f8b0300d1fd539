import { generateNKeysBetween } from 'fractional-indexing'
import { v7 as uuid } from 'uuid'
import type { LayoutLock } from '../../shared/domain/layout-lock.ts'
import type { EditedRows } from './edit-journal.ts'
import type { Store } from './open-store.ts'

export interface StoredLayoutLock {
  id: string
  lock: LayoutLock
  madeAt: number
}

/** What the author decided about pages, whether the panels are there or in the trash. */
export interface LayoutLockRepository {
  /** In order: where two contradict each other, the later holds. */
  all(): StoredLayoutLock[]
  /**
   * Puts a list of decisions in the place of the one there is. Rows of decisions that stay, known by being the very
   * objects of `all()`, are not touched.
   */
  replace(rows: EditedRows, before: readonly StoredLayoutLock[], after: readonly LayoutLock[], now: number): void
}

export function layoutLockRepository({ sqlite }: Pick<Store, 'sqlite'>): LayoutLockRepository {
  const orderKeys = () =>
    new Map(
      (
        sqlite.prepare('select id, order_key as orderKey from layout_lock').all() as { id: string; orderKey: string }[]
      ).map(({ id, orderKey }) => [id, orderKey]),
    )
  return {
    all() {
      const rows = sqlite
        .prepare('select id, body, made_at as madeAt from layout_lock order by order_key, id')
        .all() as { id: string; body: string; madeAt: number }[]
      return rows.map(({ id, body, madeAt }) => ({ id, lock: JSON.parse(body) as LayoutLock, madeAt }))
    },
    replace(rows, before, after, now) {
      const known = new Map(before.map(({ id, lock }) => [lock, id]))
      const kept = new Set(after)
      for (const { id, lock } of before) if (!kept.has(lock)) rows.put('layout_lock', { id }, null)
      const keys = orderKeys()
      const keyOf = (lock: LayoutLock | undefined) =>
        lock === undefined ? null : (keys.get(known.get(lock) ?? '') ?? null)
      for (let at = 0; at < after.length; at++) {
        if (known.has(after[at]!)) continue
        const until = after.findIndex((lock, index) => index > at && known.has(lock))
        const fresh = after.slice(at, until < 0 ? after.length : until)
        const between = generateNKeysBetween(keyOf(after[at - 1]), keyOf(after[at + fresh.length]), fresh.length)
        for (const [index, lock] of fresh.entries()) {
          const body = JSON.stringify(lock)
          rows.put('layout_lock', { id: uuid() }, { order_key: between[index]!, kind: lock.kind, body, made_at: now })
        }
        at += fresh.length
      }
    },
  }
}
