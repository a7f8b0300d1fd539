import type { ScriptScene } from '../../../shared/domain/script.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import type { EntryName } from '../../store/tree-decisions.ts'
import { keepEdit } from '../paging/keep-edit.ts'
import { liveEntry, treeOf } from './entries.ts'

/**
 * Gives a chapter, a scene or a panel a title of the author's own, which every import leaves. A panel's is for the tree
 * alone: it stands there in place of its first words.
 *
 * @param title null or empty = as the script has it
 * @returns the title it bears now; null for none
 * @throws AppError NOT_FOUND, READ_ONLY
 */
export function renameEntry(project: Project, entry: EntryName, title: string | null): string | null {
  const tree = treeOf(project)
  liveEntry(tree, entry)
  const wanted = title?.trim() || null
  const decided = tree.decisions.of(entry)
  const now = titleOf(project, entry)
  const read =
    entry.kind === 'panel' ? null : readTitle(project, entry, decided.title === null ? now : decided.readTitle)
  const own = wanted === read ? null : wanted
  const shown = own ?? read
  keepEdit(project, said`Rename ${entry.kind}`, (rows, at) => {
    if (entry.kind !== 'panel')
      rows.put(`${entry.kind}_title`, { id: entry.id }, { title: shown ?? (entry.kind === 'chapter' ? '' : null) })
    const beneath = entry.kind === 'chapter' && own !== null ? read : null
    tree.decisions.change(rows, entry, { title: own, readTitle: beneath }, at)
  })
  return shown || null
}

function titleOf({ store }: Project, { kind, id }: EntryName): string | null {
  if (kind === 'panel') return null
  return store.sqlite.prepare(`select title from ${kind} where id = ?`).pluck().get(id) as string | null
}

/** What the script calls it. */
function readTitle({ store }: Project, { kind, id }: EntryName, ofChapter: string | null): string | null {
  if (kind !== 'scene') return ofChapter
  const body = store.sqlite.prepare('select body from scene where id = ?').pluck().get(id) as string
  return (JSON.parse(body) as ScriptScene).title
}
