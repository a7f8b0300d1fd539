import type { Project } from '../../open-project.ts'
import { findReference } from '../references.ts'
import { listPanels, type PanelRow, panelIdsFor, panelRows } from '../tree.ts'

/** A person, a place (or a zone of it), or a reference. */
export type UsedEntry = { personId: string } | { placeId: string } | { referenceId: string }

export interface UsedIn {
  total: number
  /** Of all of them: how many have pictures that do not show what the book says now. */
  stale: number
  rows: PanelRow[]
}

/**
 * Panels somebody is drawn in, that are set in a place, or that have pictures made with a reference; in reading order.
 *
 * @throws AppError WRONG_USE for a reference that there is not
 */
export function usedIn(project: Project, of: UsedEntry, page: { offset: number; limit: number }): UsedIn {
  if ('referenceId' in of) {
    const { sha256 } = findReference(project, of.referenceId)
    const ids = panelsMadeWith(project, sha256)
    return {
      total: ids.length,
      stale: countStale(project, ids),
      rows: panelRows(project, ids.slice(page.offset, page.offset + page.limit)),
    }
  }
  const stale = countStale(project, panelIdsFor(project, of))
  return { ...listPanels(project, of, page), stale }
}

/** In reading order. What a picture was made with stands in the request as it was sent. */
function panelsMadeWith({ store }: Project, sha256: string): string[] {
  return store.sqlite
    .prepare(
      `select panel.id from panel join scene on scene.id = panel.scene_id join chapter on chapter.id = scene.chapter_id
       where panel.trashed_at is null and panel.id in (
         select take.panel_id from take join job_request on job_request.key = take.key
         where take.trashed_at is null and instr(job_request.body, ?) > 0
       )
       order by chapter.order_key, scene.order_key, panel.order_key`,
    )
    .pluck()
    .all(sha256) as string[]
}

function countStale({ store }: Project, ids: readonly string[]): number {
  return store.sqlite
    .prepare('select count(*) from panel where stale_at is not null and id in (select value from json_each(?))')
    .pluck()
    .get(JSON.stringify(ids)) as number
}
