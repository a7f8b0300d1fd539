import type { PanelContent } from '../../../shared/domain/panel.ts'
import { asRead, fieldsLike, type PanelEdit, type PanelFields, withFields } from '../../../shared/domain/panel-edit.ts'
import type { Project } from '../../open-project.ts'
import { panelTextHash } from '../../script/merge/text-hash.ts'
import type { EditedRows } from '../../store/edit-journal.ts'
import { contentColumns, putPanelEdit, putPeople, readPanelEdits, type StaleMark } from '../../store/panel-edits.ts'
import { panelsWithPictures } from '../../store/script-memory.ts'
import { staleMark } from '../importing/stale-mark.ts'
import type { Tree } from './entries.ts'

/** A panel that an edit changes. */
export interface PanelToChange {
  id: string
  /** As it stands, the author's edits in it. */
  content: PanelContent
}

/**
 * Gives panels parts of the author's own, or the script's back, as part of an edit. Lines over them are not written:
 * that takes all panels between which lines go at once (`putLettering`).
 *
 * @param next what the author says of each from now on, in place of all said before
 * @returns the panels as they are now
 */
export function putPanels(
  project: Project,
  tree: Tree,
  rows: EditedRows,
  panels: readonly (PanelToChange & { next: (said: PanelFields) => PanelFields })[],
  now: number,
): PanelContent[] {
  const { sqlite } = project.store
  const edits = readPanelEdits(
    sqlite,
    panels.map(({ id }) => id),
  )
  const withPictures = panelsWithPictures(sqlite)
  return panels.map(({ id, content: before, next }) => {
    const edit = edits.get(id) ?? null
    const isOwn = tree.decisions.of({ kind: 'panel', id }).standing === 'own'
    // What the author made themselves has no script beneath it: it simply is otherwise now.
    const read = isOwn ? before : asRead(before, edit)
    const fields = next(edit?.fields ?? {})
    const after = isOwn ? { ...before, ...fields } : withFields(read, fields)
    const row = rowOf(project, id)
    const mark = staleMark(row, { before, after }, withPictures.has(id), now)
    // What was read of it is what it was: a file that still says so changes nothing.
    const textHash = isOwn ? panelTextHash(after) : row.textHash
    rows.put('panel_content', { id }, contentColumns(after, textHash, mark))
    putPeople(sqlite, rows, id, after.people)
    if (!isOwn) putPanelEdit(rows, id, editOf(read, fields), now)
    return after
  })
}

function editOf(read: PanelContent, fields: PanelFields): PanelEdit | null {
  return Object.keys(fields).length === 0 ? null : { fields, read: fieldsLike(read, fields) }
}

function rowOf({ store }: Project, id: string): StaleMark & { textHash: string } {
  return store.sqlite
    .prepare('select text_hash as textHash, stale_at as staleAt, stale_from as staleFrom from panel where id = ?')
    .get(id) as StaleMark & { textHash: string }
}
