import type { Rating, Verdict } from '../../shared/domain/take.ts'
import { AppError } from '../../shared/errors.ts'
import type { Project } from '../open-project.ts'
import { type QueueStore, queueStore } from '../store/queue/index.ts'
import type { TakeRow } from '../store/queue/takes.ts'

/** What an author may say about a picture. */
export type Culling = 'pick' | 'unpick' | 'keep' | 'reject' | 'unmark' | 'discard' | 'restore'

/**
 * Says something about pictures, all in one transaction. A picture that is rejected, discarded or has its mark taken back
 * is picked no longer; one that is picked is kept. Files are left alone.
 *
 * @returns how many are otherwise now
 * @throws AppError NOT_FOUND, READ_ONLY; then nothing is changed
 */
export function cull(project: Project, takeIds: readonly string[], culling: Culling): number {
  if (project.readOnly) throw project.readOnly
  const store = queueStore(project.store.sqlite)
  const now = project.now()
  return store.transaction(
    () => [...new Set(takeIds)].filter((id) => apply(store, findTake(store, id), culling, now)).length,
  )
}

/**
 * Gives pictures the author's mark, or takes it back. @returns how many are otherwise now
 *
 * @throws AppError NOT_FOUND, READ_ONLY; then nothing is changed
 */
export function rate(project: Project, takeIds: readonly string[], rating: Rating | null): number {
  if (project.readOnly) throw project.readOnly
  const store = queueStore(project.store.sqlite)
  return store.transaction(() => {
    const others = [...new Set(takeIds)].filter((id) => findTake(store, id).rating !== rating)
    for (const id of others) store.takes.setRating(id, rating)
    return others.length
  })
}

/** @throws AppError NOT_FOUND */
export function findTake({ takes }: Pick<QueueStore, 'takes'>, id: string): TakeRow {
  const take = takes.get(id)
  if (take) return take
  throw new AppError('NOT_FOUND', 'This picture is not in the book.', { remedy: 'Look at the gallery again.' })
}

/** @returns whether anything changed */
function apply({ takes, picks }: QueueStore, take: TakeRow, culling: Culling, now: number): boolean {
  const { id, panelId, artStyleId, language, state, trashedAt } = take
  const isPicked = picks.of(panelId, artStyleId, language) === id
  const unpick = () => {
    if (isPicked) picks.clear(panelId, artStyleId, language)
    return isPicked
  }
  const judge = (verdict: Verdict) => {
    takes.setState(id, verdict)
    return state !== verdict
  }
  switch (culling) {
    case 'pick':
      if (trashedAt !== null) takes.setTrashed(id, null)
      judge('kept')
      return !isPicked && picks.set(id, now)
    case 'unpick':
      return unpick()
    case 'keep':
      return judge('kept')
    case 'reject':
      unpick()
      return judge('rejected')
    case 'unmark': {
      const wasPicked = unpick()
      return judge('candidate') || wasPicked
    }
    case 'discard':
      unpick()
      takes.setTrashed(id, trashedAt ?? now)
      return trashedAt === null
    case 'restore':
      takes.setTrashed(id, null)
      return trashedAt !== null
  }
}
