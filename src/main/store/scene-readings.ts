import type Database from 'better-sqlite3'
import type { Evidence } from '../../shared/domain/evidence.ts'
import type { SceneSetting } from './script-memory.ts'

/** A live scene with what was read out of it, and why. */
export interface SceneReading {
  id: string
  chapterId: string
  /** Number of its chapter as in the script: `3.5`. */
  chapter: string
  /** Scene number within the chapter. */
  number: number
  title: string | null
  /** Name of the file it was read from, and its line in it. */
  file: string
  line: number
  /** The author cut its panels, and named its speakers. */
  isAuthored: boolean
  setting: SceneSetting
  evidence: Evidence[]
}

type Row = Omit<SceneReading, 'isAuthored' | 'setting' | 'evidence'> &
  Omit<SceneSetting, 'present' | 'referenced'> & {
    isAuthored: 0 | 1
    /** JSON. */
    present: string
    referenced: string
    evidence: string
  }

/**
 * Scenes in reading order.
 * @param chapters chapter numbers; null = all
 * @param sceneId one scene alone; null = all
 */
export function readSceneReadings(
  sqlite: Database.Database,
  chapters: readonly string[] | null,
  sceneId: string | null = null,
): SceneReading[] {
  const rows = sqlite
    .prepare(
      `select scene.id, chapter.id as chapterId, chapter.number as chapter, scene.number, scene.title, source.name as file,
         body ->> '$.line' as line, json_array_length(body, '$.panels') > 0 as isAuthored, place_id as placeId,
         place_name as placeName, time_of_day as timeOfDay, weather, mood, date, pov_id as povId, present, referenced,
         evidence
       from scene join chapter on chapter.id = scene.chapter_id join source on source.id = chapter.source_id
       where scene.trashed_at is null
         and (:chapters is null or chapter.number in (select value from json_each(:chapters)))
         and (:sceneId is null or scene.id = :sceneId)
       order by chapter.order_key, scene.order_key`,
    )
    .all({ chapters: chapters && JSON.stringify(chapters), sceneId }) as Row[]
  return rows.map(({ id, chapterId, chapter, number, title, file, line, isAuthored, evidence, ...setting }) => ({
    id,
    chapterId,
    chapter,
    number,
    title,
    file,
    line,
    isAuthored: isAuthored === 1,
    setting: { ...setting, present: JSON.parse(setting.present), referenced: JSON.parse(setting.referenced) },
    evidence: JSON.parse(evidence),
  }))
}
