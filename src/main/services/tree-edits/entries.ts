import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import type { EditedRows } from '../../store/edit-journal.ts'
import { misnumberedScenes } from '../../store/script-writing.ts'
import {
  type EntryKind,
  type EntryName,
  type TreeDecisionRepository,
  treeDecisionRepository,
} from '../../store/tree-decisions.ts'
import { type TreeRow, type TreeRows, treeRows } from '../../store/tree-rows.ts'

/** What edits of the tree work on. */
export interface Tree {
  rows: TreeRows
  decisions: TreeDecisionRepository
}

export function treeOf({ store }: Project): Tree {
  return { rows: treeRows(store.sqlite), decisions: treeDecisionRepository(store) }
}

/** A live entry. @throws AppError NOT_FOUND */
export function liveEntry({ rows }: Tree, entry: EntryName): TreeRow {
  const row = rows.find(entry)
  if (row !== null && row.trashedAt === null) return row
  throw new AppError('NOT_FOUND', said`This ${entry.kind} is not in the book any more.`, {
    remedy: said`It may be in the trash.`,
  })
}

/**
 * Live entries in reading order, each once; what stands in another one of them goes with it and is left out.
 *
 * @throws AppError NOT_FOUND
 */
export function liveEntries(tree: Tree, entries: readonly EntryName[]): TreeRow[] {
  const named = new Map(entries.map((entry) => [entry.id, entry]))
  const placed = [...named.values()].map((entry) => {
    const row = liveEntry(tree, entry)
    const around = tree.rows.around(row)
    return { row, around, path: [...around.toReversed(), row].map(({ orderKey, id }) => [orderKey, id] as const) }
  })
  return placed
    .filter(({ around }) => !around.some(({ id }) => named.has(id)))
    .sort((a, b) => comparePaths(a.path, b.path))
    .map(({ row }) => row)
}

type Path = readonly (readonly [orderKey: string, id: string])[]

function comparePaths(a: Path, b: Path): number {
  for (let level = 0; level < Math.min(a.length, b.length); level++) {
    for (const part of [0, 1] as const) {
      const [one, other] = [a[level]![part], b[level]![part]]
      if (one !== other) return one < other ? -1 : 1
    }
  }
  return a.length - b.length
}

/** Scenes are counted from 1 within their chapter, whatever was moved or went to the trash. */
export function renumberScenes({ store }: Project, rows: EditedRows): void {
  for (const { id, number } of misnumberedScenes(store.sqlite)) rows.put('scene_number', { id }, { number })
}

/** `3 panels`, `Scene`, `2 chapters`: what an edit was about, for its label. */

const COUNTED: Record<EntryKind, (n: number) => string> = {
  chapter: (n) => said`${n === 1 ? 'chapter' : `${n} chapters`}`,
  scene: (n) => said`${n === 1 ? 'scene' : `${n} scenes`}`,
  panel: (n) => said`${n === 1 ? 'panel' : `${n} panels`}`,
}

export function inWords(entries: readonly { kind: EntryKind }[]): string {
  const counts = (['chapter', 'scene', 'panel'] as const).flatMap((kind) => {
    const n = entries.filter((entry) => entry.kind === kind).length
    return n === 0 ? [] : [COUNTED[kind](n)]
  })
  return counts.length < 2 ? (counts[0] ?? '') : said`${counts.slice(0, -1).join(', ')} and ${counts.at(-1) ?? ''}`
}
