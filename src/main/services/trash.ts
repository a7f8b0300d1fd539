import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { Project } from '../open-project.ts'
import type { EditedRows } from '../store/edit-journal.ts'
import { storageFailure } from '../store/storage-failure.ts'
import { type TrashRow, trash } from '../store/trash.ts'
import type { TreeDecision } from '../store/tree-decisions.ts'
import type { TreeRow } from '../store/tree-rows.ts'
import { putCulling } from './culling.ts'
import { separateKeys } from './importing/separate-keys.ts'
import { keepEdit } from './paging/keep-edit.ts'
import { type Removal, removeDiscarded } from './trash-of-takes.ts'
import { firstWords } from './tree.ts'
import { countEntries, type EntryCounts } from './tree-edits/delete.ts'
import { inWords, renumberScenes, type Tree, treeOf } from './tree-edits/entries.ts'

export interface TrashList {
  total: number
  /** Pictures in it, and what they take on disk. */
  takes: number
  bytes: number
  /** When the newest went there, epoch ms; null = it is empty. */
  newestAt: number | null
  items: TrashRow[]
}

/** What lies in the trash, newest first. */
export function listTrash({ store }: Project, { offset, limit }: { offset: number; limit: number }): TrashList {
  const all = trash(store.sqlite).list()
  return {
    total: all.length,
    takes: all.reduce((sum, { takes }) => sum + takes, 0),
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    newestAt: all[0]?.trashedAt ?? null,
    items: all.slice(offset, offset + limit).map((row) => ({ ...row, words: row.words && firstWords(row.words) })),
  }
}

/** Something to take out of the trash. */
export interface TrashName {
  kind: TrashRow['kind']
  id: string
}

/**
 * Takes things out of the trash, with what went there along with them. What they stood in comes back too, if it must.
 * What the script had dropped is kept from then on; what the author had deleted with something that comes back without it
 * stays deleted, each by itself.
 *
 * @throws AppError NOT_FOUND, READ_ONLY
 */
export function restoreFromTrash(project: Project, names: readonly TrashName[]): EntryCounts & { takes: number } {
  const tree = treeOf(project)
  const takeIds = names.filter(({ kind }) => kind === 'take').map(({ id }) => id)
  const chosen = names.flatMap(({ kind, id }) => (kind === 'take' ? [] : [trashedEntry(tree, { kind, id })]))
  const back = new Map<string, TreeRow>()
  for (const entry of chosen) {
    const along = tree.rows.within(entry).filter(({ trashedAt }) => trashedAt === entry.trashedAt)
    const around = tree.rows.around(entry).filter(({ trashedAt }) => trashedAt !== null)
    for (const row of [...along, ...around]) back.set(row.id, row)
  }
  const behind = leftBehind(tree, back)
  const label = chosen.length > 0 ? said`Restore ${inWords(chosen)}` : said`Restore ${pictures(takeIds.length)}`
  return keepEdit(project, label, (rows, now) => {
    for (const { kind, id } of back.values()) rows.put(`${kind}_trash`, { id }, { trashed_at: null })
    for (const entry of behind)
      if (tree.decisions.of(entry).standing !== 'own') tree.decisions.change(rows, entry, { standing: 'deleted' }, now)
    for (const entry of [...chosen, ...[...back.values()].filter(({ kind }) => kind !== 'panel')]) {
      const standing = standingOnReturn(tree.decisions.of(entry).standing)
      tree.decisions.change(rows, entry, { standing, emptiedAt: null }, now)
    }
    for (const parentId of new Set(chosen.map((entry) => `${entry.kind} ${entry.parentId ?? ''}`)))
      separate(tree, rows, parentId, new Set(back.keys()))
    renumberScenes(project, rows)
    const takes = takeIds.length === 0 ? 0 : putCulling(project, rows, takeIds, 'restore', now)
    return { ...countEntries([...back.values()]), takes }
  })
}

function trashedEntry(tree: Tree, name: { kind: TreeRow['kind']; id: string }): TreeRow {
  const row = tree.rows.find(name)
  if (row !== null && row.trashedAt !== null) return row
  throw new AppError('NOT_FOUND', said`This is not in the trash any more.`, { remedy: said`Look at the trash again.` })
}

/** What went with a chapter or scene that the author deleted, and stays when that comes back; topmost ones only. */
function leftBehind({ rows, decisions }: Tree, back: ReadonlyMap<string, TreeRow>): TreeRow[] {
  return [...back.values()]
    .filter((entry) => entry.kind !== 'panel' && isDeleted(rows, decisions, entry))
    .flatMap((entry) =>
      rows
        .within(entry)
        .filter(
          ({ id, parentId, trashedAt }) => !back.has(id) && parentId === entry.id && trashedAt === entry.trashedAt,
        ),
    )
}

/** By the author, itself or with what it stood in. */
function isDeleted(rows: Tree['rows'], decisions: Tree['decisions'], entry: TreeRow): boolean {
  return [entry, ...rows.around(entry).filter(({ trashedAt }) => trashedAt === entry.trashedAt)].some((each) => {
    const { standing } = decisions.of(each)
    return standing === 'deleted' || standing === 'own'
  })
}

/** What the script has is its own again; what it had dropped is the author's to keep. */
function standingOnReturn(standing: TreeDecision['standing']): TreeDecision['standing'] {
  if (standing === 'own') return 'own'
  return standing === 'deleted' || standing === 'joined' ? null : 'kept'
}

/** Others may have come to stand where something stood before it went. */
function separate({ rows: tree }: Tree, rows: EditedRows, parent: string, isBack: ReadonlySet<string>): void {
  const [kind, parentId] = parent.split(' ') as [TreeRow['kind'], string]
  const siblings = tree.live(kind, parentId || null)
  const keys = separateKeys(siblings.map(({ id, orderKey }) => ({ id, orderKey, isPlaced: isBack.has(id) })))
  for (const [id, orderKey] of keys) {
    const column = kind === 'panel' ? { scene_id: parentId } : kind === 'scene' ? { chapter_id: parentId } : {}
    rows.put(`${kind}_place`, { id }, { ...column, order_key: orderKey })
  }
}

/**
 * Deletes what lies in the trash for good, pictures and all; receipts of them, and what was paid, stay in the book. It
 * cannot be undone.
 *
 * @param until only what went there by then, epoch ms: what the author saw
 * @throws AppError READ_ONLY, DISK_FULL
 */
export async function emptyTrash(project: Project, until: number): Promise<Removal> {
  if (project.readOnly) throw project.readOnly
  const { sqlite } = project.store
  const rubbish = trash(sqlite)
  try {
    const takeIds = sqlite
      .transaction(() => {
        const { decisions } = treeOf(project)
        for (const entry of rubbish.entries(until)) decisions.emptied(entry, Math.max(project.now(), until))
        return rubbish.discardTakes(until)
      })
      .immediate()
    return await removeDiscarded(project, takeIds)
  } catch (error) {
    throw storageFailure(error, project.folder)
  }
}

function pictures(n: number): string {
  return said`${n === 1 ? 'picture' : `${n} pictures`}`
}
