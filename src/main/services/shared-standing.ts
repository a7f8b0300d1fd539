import type { PanelState } from '../../shared/contract/index.ts'
import type { Project } from '../open-project.ts'
import { type EditionOrAny, panelMarks } from '../store/panel-marks.ts'
import { readSharedPictures } from '../store/shared-pictures.ts'

/**
 * The take that panels without one of their own show, because they share the picture of another; by panel id.
 *
 * @param standing takes of their own
 */
export function sharedStanding(
  project: Pick<Project, 'folder' | 'store'>,
  ids: readonly string[],
  edition: EditionOrAny,
  standing: ReadonlyMap<string, string>,
): Map<string, string> {
  const shared = readSharedPictures(project.folder)
  const sources = ids.flatMap((id) => (standing.has(id) ? [] : (shared.get(id) ?? [])))
  if (sources.length === 0) return new Map()
  const shown = panelMarks(project.store.sqlite).standing(sources, edition)
  return new Map(
    ids.flatMap((id) => {
      const take = standing.has(id) ? undefined : shown.get(shared.get(id) ?? '')
      return take === undefined ? [] : [[id, take] as const]
    }),
  )
}

/** A panel that shows the picture of another has one. */
export function stateWithShared(state: PanelState, shares: boolean): PanelState {
  return state === 'empty' && shares ? 'taken' : state
}
