import type Database from 'better-sqlite3'
import type { SceneContent } from '../../shared/domain/panel.ts'
import type { ScriptScene } from '../../shared/domain/script.ts'

/** A file as it was last imported. */
export interface KnownSource {
  id: string
  name: string
  root: string
  kind: string
  sha256: string
}

export interface KnownChapter {
  id: string
  sourceId: string
  orderKey: string
  number: string
  title: string
  words: number
  trashed: boolean
}

/** What a later scene takes over from the one before it. */
export type SceneSetting = Omit<SceneContent, 'panels' | 'evidence'>

export interface KnownScene {
  id: string
  chapterId: string
  orderKey: string
  number: number
  textHash: string
  basisHash: string
  trashed: boolean
  script: ScriptScene
  setting: SceneSetting
}

export interface KnownPanel {
  id: string
  sceneId: string
  orderKey: string
  staleAt: number | null
  staleFrom: string | null
  trashed: boolean
}

/** Everything the book remembers of its script, the trash included, each list in order. */
export interface ScriptMemory {
  sources: KnownSource[]
  chapters: KnownChapter[]
  scenes: KnownScene[]
  panels: KnownPanel[]
}

export function readScriptMemory(sqlite: Database.Database): ScriptMemory {
  const all = <Row>(sql: string) => sqlite.prepare(sql).all() as Row[]
  return {
    sources: all<KnownSource>('select id, name, root, kind, sha256 from source order by id'),
    chapters: all<Omit<KnownChapter, 'trashed'> & { trashed: number }>(
      `select id, source_id as sourceId, order_key as orderKey, number, title, words, trashed_at is not null as trashed
       from chapter order by order_key, id`,
    ).map((row) => ({ ...row, trashed: Boolean(row.trashed) })),
    scenes: all<SceneRow>(
      `select id, chapter_id as chapterId, order_key as orderKey, number, text_hash as textHash,
         basis_hash as basisHash, trashed_at is not null as trashed, body, place_id as placeId,
         place_name as placeName, time_of_day as timeOfDay, weather, mood, date, pov_id as povId, present, referenced
       from scene order by order_key, id`,
    ).map(toScene),
    panels: all<Omit<KnownPanel, 'trashed'> & { trashed: number }>(
      `select id, scene_id as sceneId, order_key as orderKey, stale_at as staleAt, stale_from as staleFrom,
         trashed_at is not null as trashed
       from panel order by order_key, id`,
    ).map((row) => ({ ...row, trashed: Boolean(row.trashed) })),
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

type SceneRow = Omit<KnownScene, 'trashed' | 'script' | 'setting'> &
  Omit<SceneSetting, 'present' | 'referenced'> & { trashed: number; body: string; present: string; referenced: string }

function toScene({
  id,
  chapterId,
  orderKey,
  number,
  textHash,
  basisHash,
  trashed,
  body,
  ...setting
}: SceneRow): KnownScene {
  return {
    id,
    chapterId,
    orderKey,
    number,
    textHash,
    basisHash,
    trashed: Boolean(trashed),
    script: JSON.parse(body),
    setting: { ...setting, present: JSON.parse(setting.present), referenced: JSON.parse(setting.referenced) },
  }
}
