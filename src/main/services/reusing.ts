import {
  type ShotDecision,
  type ShotPanel,
  type ShotReuseOptions,
  shotDifferences,
  shotReuse,
} from '../../comic/shot-reuse.ts'
import { NOBODY_COMPOSED } from '../../shared/domain/composition.ts'
import { AppError } from '../../shared/errors.ts'
import type { Project } from '../open-project.ts'
import { indexBible } from '../prompts/parts.ts'
import type { StoredPanel } from '../store/script.ts'
import { panelsWithPictures } from '../store/script-memory.ts'
import { readSharedPictures, writeSharedPictures } from '../store/shared-pictures.ts'
import { composeStored } from './compose-stored.ts'
import { assertChapters } from './planning.ts'

export interface ReuseOptions extends ShotReuseOptions {
  /** Chapter numbers as in the script; absent = all. */
  chapters?: readonly string[] | undefined
}

export interface PanelReuse {
  panel: StoredPanel
  decision: ShotDecision
  /** The panel whose picture it could show; null = it needs one of its own. */
  source: StoredPanel | null
  /** It shows another panel's picture now, by the author's word. */
  sharesNow: StoredPanel | null
  /** What it shares and what it shows have come apart since; empty = alike. */
  apart: ReturnType<typeof shotDifferences>
  /** It has a picture of its own, or one on order. */
  hasOwn: boolean
}

export interface ReuseMap {
  /** In reading order. */
  panels: PanelReuse[]
  /** How many could share, and how many do. */
  couldShare: number
  share: number
}

/**
 * Which panels could show the picture of another, and which do. Reads only.
 *
 * @throws AppError WRONG_USE for a chapter that does not exist
 */
export function reuseMap(project: Project, { chapters, ...options }: ReuseOptions = {}): ReuseMap {
  assertChapters(project, chapters ?? [])
  const stored = project.script.panels(project.script.panelIds())
  const shots = shotPanels(project, stored)
  const byId = new Map(stored.map((panel) => [panel.id, panel]))
  const shotOf = new Map(shots.map((shot) => [shot.id, shot]))
  const shared = readSharedPictures(project.folder)
  const owns = panelsWithPictures(project.store.sqlite)
  const panels = shotReuse(shots, options).flatMap((decision): PanelReuse[] => {
    const panel = byId.get(decision.panelId)!
    if (chapters && !chapters.includes(panel.chapter)) return []
    const sharesNow = byId.get(shared.get(panel.id) ?? '') ?? null
    return [
      {
        ...{ panel, decision, sharesNow },
        source: decision.shows === null ? null : byId.get(decision.shows)!,
        apart: sharesNow === null ? [] : shotDifferences(shotOf.get(sharesNow.id)!, shotOf.get(panel.id)!),
        hasOwn: owns.has(panel.id),
      },
    ]
  })
  return {
    panels,
    couldShare: panels.filter(({ source }) => source !== null).length,
    share: panels.filter(({ sharesNow }) => sharesNow !== null).length,
  }
}

export interface ReuseChange {
  /** Panels that share now and did not before, or from another one. */
  changed: number
  /** Left alone: they have a picture of their own. */
  own: number
  /** Panels that share now, in the whole book. */
  share: number
}

/**
 * Lets the panels that could share do so, save those that have a picture of their own or on order. What shared before
 * stays.
 *
 * @throws AppError as reuseMap; READ_ONLY, DISK_FULL
 */
export function applyReuse(project: Project, options: ReuseOptions): ReuseChange {
  if (project.readOnly) throw project.readOnly
  const { panels } = reuseMap(project, options)
  const shared = readSharedPictures(project.folder)
  let [changed, own] = [0, 0]
  for (const { panel, source, hasOwn, sharesNow } of panels) {
    // A panel that others show must have a picture of its own.
    const isShown = [...shared.values()].includes(panel.id)
    if (source === null || sharesNow !== null || isShown) continue
    if (hasOwn) own++
    else if (!shared.has(source.id)) {
      shared.set(panel.id, source.id)
      changed++
    }
  }
  writeSharedPictures(project.folder, shared)
  return { changed, own, share: shared.size }
}

/** Panels have pictures of their own again: planning asks for them. @throws AppError WRONG_USE, READ_ONLY, DISK_FULL */
export function withdrawReuse(project: Project, { chapters }: Pick<ReuseOptions, 'chapters'>): ReuseChange {
  if (project.readOnly) throw project.readOnly
  assertChapters(project, chapters ?? [])
  const shared = readSharedPictures(project.folder)
  const ids = project.script.panelIds(chapters === undefined ? {} : { chapters })
  const changed = ids.filter((id) => shared.delete(id)).length
  writeSharedPictures(project.folder, shared)
  return { changed, own: 0, share: shared.size }
}

function shotPanels(project: Project, stored: readonly StoredPanel[]): ShotPanel[] {
  const compositions = composeStored(stored, indexBible(project.cast.bible()), project.book.settings().readingDirection)
  return stored.map(({ id, sceneId, content }) => ({
    ...{ id, sceneId, content },
    composition: compositions.get(id) ?? NOBODY_COMPOSED,
  }))
}

/** A panel, and the one whose picture it shows; null = it has one of its own. */
export interface SharedPair {
  panelId: string
  showsId: string | null
}

/**
 * Says of some panels whose picture they show. All of it or nothing.
 *
 * @returns what they showed before: given back, it takes the change back
 * @throws AppError NOT_FOUND for a panel that is gone; WRONG_USE where a picture would be missing in the end; READ_ONLY,
 *   DISK_FULL
 */
export function setReuse(project: Project, pairs: readonly SharedPair[]): { before: SharedPair[]; share: number } {
  if (project.readOnly) throw project.readOnly
  const there = new Set(project.script.panelIds())
  const shared = readSharedPictures(project.folder)
  const before = pairs.map(({ panelId }) => ({ panelId, showsId: shared.get(panelId) ?? null }))
  for (const { panelId, showsId } of pairs) {
    if (showsId === null) {
      shared.delete(panelId)
      continue
    }
    if (!there.has(panelId) || !there.has(showsId))
      throw new AppError('NOT_FOUND', 'A panel of these is not in the book any more.', {
        remedy: 'Look at them again.',
      })
    shared.set(panelId, showsId)
  }
  const shown = new Set(shared.values())
  const endless = [...shared].find(([panelId, showsId]) => panelId === showsId || shown.has(panelId))
  if (endless !== undefined)
    throw new AppError('WRONG_USE', 'A panel whose picture others show needs one of its own.', {
      remedy: 'Let them show the picture of the first.',
    })
  writeSharedPictures(project.folder, shared)
  return { before, share: shared.size }
}
