import type { Rating } from '../../shared/domain/take.ts'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { Project } from '../open-project.ts'
import type { EditedRows } from '../store/edit-journal.ts'
import { type QueueStore, queueStore } from '../store/queue/index.ts'
import type { TakeRow } from '../store/queue/takes.ts'
import { keepEdit } from './paging/keep-edit.ts'

/** What an author may say about a picture. */
export type Culling = 'pick' | 'unpick' | 'keep' | 'reject' | 'unmark' | 'discard' | 'restore'

const VERBS: Record<Culling, (pictures: string) => string> = {
  pick: (what) => said`Pick ${what}`,
  unpick: (what) => said`Take back pick of ${what}`,
  keep: (what) => said`Keep ${what}`,
  reject: (what) => said`Reject ${what}`,
  unmark: (what) => said`Unmark ${what}`,
  discard: (what) => said`Delete ${what}`,
  restore: (what) => said`Restore ${what}`,
}

/**
 * Says something about pictures, as one edit that can be undone. A picture that is rejected, discarded or has its mark
 * taken back is picked no longer; one that is picked is kept. Files are left alone.
 *
 * @returns how many are otherwise now
 * @throws AppError NOT_FOUND, READ_ONLY; then nothing is changed
 */
export function cull(project: Project, takeIds: readonly string[], culling: Culling): number {
  const ids = [...new Set(takeIds)]
  return keepEdit(project, VERBS[culling](pictures(ids.length)), (rows, now) =>
    putCulling(project, rows, ids, culling, now),
  )
}

/** The same as part of an edit. @throws AppError NOT_FOUND */
export function putCulling(
  { store }: Project,
  rows: EditedRows,
  takeIds: readonly string[],
  culling: Culling,
  now: number,
): number {
  const queue = queueStore(store.sqlite)
  return takeIds.filter((id) => apply(queue, rows, findTake(queue, id), culling, now)).length
}

/**
 * Gives pictures the author's mark, or takes it back. @returns how many are otherwise now
 *
 * @throws AppError NOT_FOUND, READ_ONLY; then nothing is changed
 */
export function rate(project: Project, takeIds: readonly string[], rating: Rating | null): number {
  const ids = [...new Set(takeIds)]
  return keepEdit(project, said`Mark ${pictures(ids.length)}`, (rows) => {
    const queue = queueStore(project.store.sqlite)
    const others = ids.filter((id) => findTake(queue, id).rating !== rating)
    for (const id of others) rows.put('take_rating', { id }, { rating })
    return others.length
  })
}

/** @throws AppError NOT_FOUND */
export function findTake({ takes }: Pick<QueueStore, 'takes'>, id: string): TakeRow {
  const take = takes.get(id)
  if (take) return take
  throw new AppError('NOT_FOUND', said`This picture is not in the book.`, { remedy: said`Look at the gallery again.` })
}

/** @returns whether anything changed */
function apply({ picks }: QueueStore, rows: EditedRows, take: TakeRow, culling: Culling, now: number): boolean {
  const { id, panelId, artStyleId, language, state, trashedAt } = take
  const isPicked = picks.of(panelId, artStyleId, language) === id
  const edition = { panel_id: panelId, art_style_id: artStyleId, language }
  const put = (change: Partial<Pick<TakeRow, 'state' | 'trashedAt'>>) => {
    const after = { state, trashedAt, ...change }
    rows.put('take_state', { id }, { state: after.state, trashed_at: after.trashedAt })
  }
  const unpick = () => {
    if (isPicked) rows.put('pick', edition, null)
  }
  switch (culling) {
    case 'pick':
      put({ state: 'kept', trashedAt: null })
      if (!isPicked) rows.put('pick', edition, { take_id: id, picked_at: now })
      return !isPicked
    case 'unpick':
      unpick()
      return isPicked
    case 'keep':
      put({ state: 'kept' })
      return state !== 'kept'
    case 'reject':
      unpick()
      put({ state: 'rejected' })
      return state !== 'rejected'
    case 'unmark':
      unpick()
      put({ state: 'candidate' })
      return isPicked || state !== 'candidate'
    case 'discard':
      unpick()
      put({ trashedAt: trashedAt ?? now })
      return trashedAt === null
    case 'restore':
      put({ trashedAt: null })
      return trashedAt !== null
  }
}

function pictures(n: number): string {
  return said`${n === 1 ? 'picture' : `${n} pictures`}`
}
