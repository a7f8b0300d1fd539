import type Database from 'better-sqlite3'
import type { SceneContent } from '../../shared/domain/panel.ts'
import type { PanelEdit } from '../../shared/domain/panel-edit.ts'
import type { ScriptScene } from '../../shared/domain/script.ts'
import { readPanelEdits } from './panel-edits.ts'
import { readTreeDecisions, type TreeDecision } from './tree-decisions.ts'

/** A file as it was last imported. */
export interface KnownSource {
  id: string
  name: string
  root: string
  kind: string
  sha256: string
}

/** What the author decided about an entry, and how it stands against the trash. */
interface KnownEntry {
  id: string
  /** Among those that the script has beside it, wherever the author moved it. */
  orderKey: string
  /** In the trash because the script no longer has it: it comes back with its words. */
  trashed: boolean
  /** In the trash because the author put it there: it stays there although the script has it. */
  isOut: boolean
  decision: TreeDecision | null
}

export interface KnownChapter extends KnownEntry {
  sourceId: string
  number: string
  /** The script's own. */
  title: string
  words: number
  /** Where it stands in the book. */
  standsAt: string
}

/** What a later scene takes over from the one before it. */
export type SceneSetting = Omit<SceneContent, 'panels' | 'evidence'>

export interface KnownScene extends KnownEntry {
  /** Chapter that the script has it in. */
  chapterId: string
  /** Where it stands in the book. */
  standsIn: string
  standsAt: string
  textHash: string
  basisHash: string
  script: ScriptScene
  setting: SceneSetting
}

export interface KnownPanel extends KnownEntry {
  /** Scene that the script has it in. */
  sceneId: string
  /** Where it stands in the book. */
  standsIn: string
  standsAt: string
  staleAt: number | null
  staleFrom: string | null
  /** What the author says in place of the script. */
  edit: PanelEdit | null
}

/**
 * Everything the book remembers of its script, the trash included, each list in the order of the script. Panels the
 * author made are none of it.
 */
export interface ScriptMemory {
  sources: KnownSource[]
  chapters: KnownChapter[]
  scenes: KnownScene[]
  panels: KnownPanel[]
}

export function readScriptMemory(sqlite: Database.Database): ScriptMemory {
  const all = <Row>(sql: string) => sqlite.prepare(sql).all() as Row[]
  const decisions = readTreeDecisions(sqlite)
  const edits = readPanelEdits(sqlite, null)
  const chapters = all<ChapterRow>(
    'select id, source_id as sourceId, order_key as orderKey, number, title, words, trashed_at as trashedAt from chapter',
  ).map((row): KnownChapter & { trashedAt: number | null } => {
    const decision = decisions.get(row.id) ?? null
    const title = decision?.readTitle ?? row.title
    return {
      ...row,
      ...againstTrash(row.trashedAt, decision, undefined),
      title,
      standsAt: row.orderKey,
      orderKey: decision?.homeKey ?? row.orderKey,
    }
  })
  const chapterOf = new Map(chapters.map((chapter) => [chapter.id, chapter]))
  const scenes = all<SceneRow>(
    `select id, chapter_id as chapterId, order_key as orderKey, text_hash as textHash, basis_hash as basisHash,
       trashed_at as trashedAt, body, place_id as placeId, place_name as placeName, time_of_day as timeOfDay,
       weather, mood, date, pov_id as povId, present, referenced
     from scene`,
  ).map((row) => toScene(row, decisions.get(row.id) ?? null, chapterOf))
  const sceneOf = new Map(scenes.map((scene) => [scene.id, scene]))
  const panels = all<PanelRow>(
    `select id, scene_id as sceneId, order_key as orderKey, stale_at as staleAt, stale_from as staleFrom,
       trashed_at as trashedAt
     from panel`,
  )
    .filter(({ id }) => decisions.get(id)?.standing !== 'own')
    .map(({ trashedAt, ...row }): KnownPanel => {
      const decision = decisions.get(row.id) ?? null
      return {
        ...row,
        ...againstTrash(trashedAt, decision, sceneOf.get(row.sceneId)),
        ...homeOf(decision, { parent: row.sceneId, key: row.orderKey }, (parent) => ({ sceneId: parent })),
        edit: edits.get(row.id) ?? null,
      }
    })
  return {
    sources: all<KnownSource>('select id, name, root, kind, sha256 from source order by id'),
    chapters: chapters.sort(byKey).map(({ trashedAt: _, ...chapter }) => chapter),
    scenes: scenes.sort(byKey).map(({ trashedAt: _, ...scene }) => scene),
    panels: panels.sort(byKey),
  }
}

function byKey(a: KnownEntry, b: KnownEntry): number {
  if (a.orderKey !== b.orderKey) return a.orderKey < b.orderKey ? -1 : 1
  return a.id < b.id ? -1 : 1
}

/** Whoever went to the trash along with something the author put there is out as well. */
function againstTrash(
  trashedAt: number | null,
  decision: TreeDecision | null,
  parent: { trashedAt: number | null; isOut: boolean } | undefined,
): Pick<KnownEntry, 'trashed' | 'isOut' | 'decision'> {
  const isDeleted = decision?.standing === 'deleted' || decision?.standing === 'joined'
  const wentAlong = parent?.isOut === true && parent.trashedAt === trashedAt
  const isOut = trashedAt !== null && (isDeleted || wentAlong)
  return { trashed: trashedAt !== null && !isOut, isOut, decision }
}

function homeOf<Parent>(
  decision: TreeDecision | null,
  stands: { parent: string; key: string },
  named: (parent: string) => Parent,
) {
  return {
    ...named(decision?.homeId ?? stands.parent),
    orderKey: decision?.homeKey ?? stands.key,
    standsIn: stands.parent,
    standsAt: stands.key,
  }
}

/** Ids of panels that have pictures, or jobs that may still bring some. */
export function panelsWithPictures(sqlite: Database.Database): Set<string> {
  return new Set(
    sqlite
      .prepare(
        `select panel_id from take where trashed_at is null
         union select panel_id from job where state in ('queued', 'running', 'unknown')`,
      )
      .pluck()
      .all() as string[],
  )
}

interface ChapterRow {
  id: string
  sourceId: string
  orderKey: string
  number: string
  title: string
  words: number
  trashedAt: number | null
}

type SceneRow = Pick<KnownScene, 'id' | 'chapterId' | 'orderKey' | 'textHash' | 'basisHash'> &
  Omit<SceneSetting, 'present' | 'referenced'> & {
    trashedAt: number | null
    body: string
    present: string
    referenced: string
  }

type PanelRow = Pick<KnownPanel, 'id' | 'sceneId' | 'orderKey' | 'staleAt' | 'staleFrom'> & { trashedAt: number | null }

function toScene(
  { id, chapterId, orderKey, textHash, basisHash, trashedAt, body, ...setting }: SceneRow,
  decision: TreeDecision | null,
  chapters: ReadonlyMap<string, { trashedAt: number | null; isOut: boolean }>,
): KnownScene & { trashedAt: number | null } {
  return {
    ...{ id, textHash, basisHash, trashedAt },
    ...againstTrash(trashedAt, decision, chapters.get(chapterId)),
    ...homeOf(decision, { parent: chapterId, key: orderKey }, (parent) => ({ chapterId: parent })),
    script: JSON.parse(body),
    setting: { ...setting, present: JSON.parse(setting.present), referenced: JSON.parse(setting.referenced) },
  }
}
