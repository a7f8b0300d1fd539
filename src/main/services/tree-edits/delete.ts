import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import type { EntryName } from '../../store/tree-decisions.ts'
import type { TreeRow } from '../../store/tree-rows.ts'
import { keepEdit } from '../paging/keep-edit.ts'
import { inWords, liveEntries, renumberScenes, treeOf } from './entries.ts'

/** How many entries went somewhere. */
export interface EntryCounts {
  chapters: number
  scenes: number
  panels: number
}

/**
 * Puts chapters, scenes and panels in the trash, with all that is in them and their pictures. Files stay. What waits to
 * be drawn for them waits on, and is not drawn as long as they lie there; what is under way still comes.
 *
 * @throws AppError NOT_FOUND, READ_ONLY
 */
export function deleteEntries(project: Project, entries: readonly EntryName[]): EntryCounts {
  const tree = treeOf(project)
  const chosen = liveEntries(tree, entries)
  const gone = chosen.flatMap((entry) => tree.rows.within(entry).filter(({ trashedAt }) => trashedAt === null))
  keepEdit(project, said`Delete ${inWords(chosen)}`, (rows, now) => {
    for (const { kind, id } of gone) rows.put(`${kind}_trash`, { id }, { trashed_at: now })
    for (const entry of chosen) {
      if (tree.decisions.of(entry).standing !== 'own') tree.decisions.change(rows, entry, { standing: 'deleted' }, now)
    }
    renumberScenes(project, rows)
  })
  return countEntries(gone)
}

export function countEntries(entries: readonly Pick<TreeRow, 'kind'>[]): EntryCounts {
  const of = (kind: TreeRow['kind']) => entries.filter((entry) => entry.kind === kind).length
  return { chapters: of('chapter'), scenes: of('scene'), panels: of('panel') }
}
