import { generateNKeysBetween } from 'fractional-indexing'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import type { EntryName } from '../../store/tree-decisions.ts'
import type { TreeRow, TreeRows } from '../../store/tree-rows.ts'
import { keepEdit } from '../paging/keep-edit.ts'
import { inWords, liveEntries, liveEntry, renumberScenes, type Tree, treeOf } from './entries.ts'

/** Where entries go: beside one of their kind, or to the end of what holds their kind. */
export interface Target extends EntryName {
  where: 'before' | 'after' | 'into'
}

/**
 * Moves panels, scenes or chapters, in the order they are read. They keep ids, takes and picks, and every later import
 * leaves them where they are.
 *
 * @param label of the edit; default: what was moved
 * @returns how many stand elsewhere now
 * @throws AppError NOT_FOUND, READ_ONLY, WRONG_USE for entries of several kinds, or a target that cannot hold them
 */
export function moveEntries(project: Project, entries: readonly EntryName[], target: Target, label?: string): number {
  const tree = treeOf(project)
  const moved = liveEntries(tree, entries)
  const { parentId, before, after } = spotFor(tree, moved, target)
  if (isThere(tree, moved, parentId, after)) return 0
  const kind = moved[0]!.kind
  const keys = generateNKeysBetween(before?.orderKey ?? null, after?.orderKey ?? null, moved.length)
  keepEdit(project, label ?? said`Move ${inWords(moved)}`, (rows, now) => {
    for (const [at, entry] of moved.entries()) {
      const parent = kind === 'chapter' ? {} : { [kind === 'scene' ? 'chapter_id' : 'scene_id']: parentId }
      rows.put(`${kind}_place`, { id: entry.id }, { ...parent, order_key: keys[at]! })
      const { standing, homeId, homeKey } = tree.decisions.of(entry)
      if (standing === 'own') continue
      const home = homeKey === null ? { homeId: entry.parentId, homeKey: entry.orderKey } : { homeId, homeKey }
      tree.decisions.change(rows, entry, home, now)
    }
    if (kind === 'scene') renumberScenes(project, rows)
  })
  return moved.length
}

/**
 * Moves entries of one kind one place up or down, over the one before or behind them; at the edge of what they stand in,
 * into the next one of its kind.
 *
 * @returns how many stand elsewhere now; 0 at the edge of the book
 * @throws AppError as `moveEntries`
 */
export function stepEntries(project: Project, entries: readonly EntryName[], direction: 'up' | 'down'): number {
  const tree = treeOf(project)
  const moved = liveEntries(tree, entries)
  const edge = direction === 'up' ? moved[0] : moved.at(-1)
  const target = edge === undefined ? null : stepTarget(tree, edge, direction)
  return target === null ? 0 : moveEntries(project, moved, target)
}

function stepTarget({ rows }: Tree, edge: TreeRow, direction: 'up' | 'down'): Target | null {
  const neighbour = (row: TreeRow) => {
    const siblings = rows.live(row.kind, row.parentId)
    return siblings[siblings.findIndex(({ id }) => id === row.id) + (direction === 'up' ? -1 : 1)] ?? null
  }
  const next = neighbour(edge)
  if (next) return { where: direction === 'up' ? 'before' : 'after', kind: next.kind, id: next.id }
  const [holder, around] = rows.around(edge)
  if (!holder) return null
  const other = neighbour(holder) ?? (around ? intoNext(rows, neighbour(around), direction) : null)
  if (!other) return null
  const first = direction === 'down' ? rows.live(edge.kind, other.id)[0] : undefined
  return first ? { where: 'before', kind: first.kind, id: first.id } : { where: 'into', kind: other.kind, id: other.id }
}

/** The first scene of the next chapter, or the last of the one before. */
function intoNext(rows: TreeRows, chapter: TreeRow | null, direction: 'up' | 'down'): TreeRow | null {
  if (chapter === null) return null
  const scenes = rows.live('scene', chapter.id)
  return (direction === 'up' ? scenes.at(-1) : scenes[0]) ?? null
}

interface Spot {
  parentId: string | null
  /** The neighbours there, those that move along left out. */
  before: TreeRow | null
  after: TreeRow | null
}

function spotFor(tree: Tree, moved: readonly TreeRow[], { where, ...name }: Target): Spot {
  const kinds = new Set(moved.map(({ kind }) => kind))
  if (kinds.size !== 1) {
    throw new AppError('WRONG_USE', said`Chapters, scenes and panels cannot be moved together.`, {
      remedy: said`Choose some of one kind.`,
    })
  }
  const kind = moved[0]!.kind
  const target = liveEntry(tree, name)
  const stays = new Set(moved.map(({ id }) => id))
  if (where === 'into') {
    const parent = holderFor(tree, kind, target)
    const last = tree.rows.live(kind, parent.id).findLast(({ id }) => !stays.has(id))
    return { parentId: parent.id, before: last ?? null, after: null }
  }
  if (target.kind !== kind) throw cannotHold(kind, target)
  const siblings = tree.rows.live(kind, target.parentId)
  const at = siblings.findIndex(({ id }) => id === target.id)
  // Beside one that moves along is beside the next one that stays.
  const open = (rows: TreeRow[]) => rows.filter(({ id }) => !stays.has(id))
  const upTo = where === 'before' ? at : at + 1
  const before = open(siblings.slice(0, upTo)).at(-1) ?? null
  const after = open(siblings.slice(upTo))[0] ?? null
  return { parentId: target.parentId, before, after }
}

function holderFor({ rows }: Tree, kind: TreeRow['kind'], target: TreeRow): TreeRow {
  if (kind === 'scene' && target.kind === 'chapter') return target
  if (kind === 'panel' && target.kind === 'scene') return target
  if (kind === 'panel' && target.kind === 'chapter') {
    const last = rows.live('scene', target.id).at(-1)
    if (last) return last
  }
  throw cannotHold(kind, target)
}

function cannotHold(kind: TreeRow['kind'], target: TreeRow): AppError {
  const places = {
    chapter: 'beside a chapter',
    scene: 'beside a scene or into a chapter',
    panel: 'beside a panel or into a scene',
  }
  return new AppError('WRONG_USE', said`A ${kind} cannot go there: this is a ${target.kind}.`, {
    remedy: said`Put it ${places[kind]}.`,
  })
}

function isThere({ rows }: Tree, moved: readonly TreeRow[], parentId: string | null, after: TreeRow | null): boolean {
  const siblings = rows.live(moved[0]!.kind, parentId)
  const end = after === null ? siblings.length : siblings.findIndex(({ id }) => id === after.id)
  const there = siblings.slice(end - moved.length, end)
  return there.length === moved.length && there.every(({ id }, at) => id === moved[at]!.id)
}
