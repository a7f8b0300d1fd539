import type { PanelContent } from '../../shared/domain/panel.ts'
import type { PictureWishes, StatedAge } from '../../shared/domain/script.ts'
import { isLooseRoot, LOOSE_ROOTS } from './loose-source.ts'
import type { Store } from './open-store.ts'
import { readPanels } from './panel-rows.ts'

export interface ChapterEntry {
  id: string
  number: string
  title: string
  words: number
  /** Name of the file it was read from. */
  file: string
  scenes: number
  panels: number
  /**
   * Free prompts of the Generate screen in a book that has panels of its own. apart: they are on no page. in-book: the
   * author took them in. Null = a chapter like any other.
   */
  loose: 'apart' | 'in-book' | null
}

export interface SceneEntry {
  id: string
  chapterId: string
  number: number
  title: string | null
  words: number
  placeId: string | null
  placeName: string | null
  timeOfDay: string | null
  /** `YYYY-MM-DD`, shortened as far as known. */
  date: string | null
  panels: number
}

/** A panel with all that hangs on its words. Pictures are asked for by its id. */
export interface StoredPanel {
  id: string
  sceneId: string
  chapterId: string
  /** Chapter number as in the script: `3.5`. */
  chapter: string
  /** Scene number within the chapter. */
  scene: number
  /** From 1 within the scene. */
  number: number
  /** Date of its scene. */
  date: string | null
  /** Whose eyes its scene is told through; null when nobody's. */
  povId: string | null
  /** Ages that the opening line of its scene states. */
  ages: StatedAge[]
  /** Strip as numbered by the author; null otherwise. */
  strip: string | null
  /** Since when its takes show something else than the script says; null = they fit. */
  staleAt: number | null
  content: PanelContent
  /** What the script says of its picture beside what it shows; absent = nothing. */
  wishes?: PictureWishes
  /** Ids of the lines of `content.lettering`, in its order; a line keeps its own through every import. */
  letteringIds: string[]
}

export interface ScriptCounts {
  chapters: number
  scenes: number
  panels: number
  words: number
  /** Panels whose takes show something else than the script says. */
  stale: number
}

export interface PanelFilter {
  /** Chapter numbers; absent = all. */
  chapters?: readonly string[]
  sceneId?: string
  offset?: number
  limit?: number
}

/** Reads the story as it stands: what is in the trash does not exist here. */
export interface ScriptRepository {
  chapters(): ChapterEntry[]
  /** Scenes of one chapter, or of the whole book, in order. */
  scenes(chapterId?: string): SceneEntry[]
  counts(): ScriptCounts
  /** Ids of panels in reading order. */
  panelIds(filter?: PanelFilter): string[]
  /** Panels in reading order; ids that are unknown or in the trash are left out. */
  panels(ids: readonly string[]): StoredPanel[]
  /** Chapter numbers of `wanted` that the book does not have. */
  unknownChapters(wanted: readonly string[]): string[]
  /** Ids of panels whose action or script words hold all words of `query`, best first. The last word may be unfinished. */
  search(query: string, limit: number): string[]
  /** The author accepts the takes of these panels, or has new ones: they are no longer marked. */
  markFresh(panelIds: readonly string[]): void
}

/** Live panels in reading order; what is in the trash is marked row by row, so the panel's own mark is enough. */
const READING_ORDER = `
  from panel
  join scene on scene.id = panel.scene_id
  join chapter on chapter.id = scene.chapter_id
  where panel.trashed_at is null`
const BY_READING = 'order by chapter.order_key, scene.order_key, panel.order_key'

export function scriptRepository({ sqlite }: Store): ScriptRepository {
  return {
    chapters() {
      const chapters = sqlite
        .prepare(
          `with panels as (select scene_id, count(*) as panels from panel where trashed_at is null group by scene_id),
           scenes as (
             select chapter_id, count(*) as scenes, coalesce(sum(panels), 0) as panels
             from scene left join panels on scene_id = id where trashed_at is null group by chapter_id
           )
           select chapter.id, number, title, words, source.name as file, coalesce(scenes, 0) as scenes,
             coalesce(panels, 0) as panels, source.root
           from chapter join source on source.id = chapter.source_id left join scenes on chapter_id = chapter.id
           where trashed_at is null order by order_key`,
        )
        .all() as (Omit<ChapterEntry, 'loose'> & { root: string })[]
      const hasOwn = chapters.some(({ root, panels }) => !isLooseRoot(root) && panels > 0)
      const loose = (root: string) => (root === LOOSE_ROOTS.apart ? 'apart' : 'in-book')
      return chapters.map(({ root, ...chapter }) => ({
        ...chapter,
        loose: hasOwn && isLooseRoot(root) ? loose(root) : null,
      }))
    },
    scenes(chapterId) {
      return sqlite
        .prepare(
          `select scene.id, chapter_id as chapterId, scene.number, scene.title, scene.words, place_id as placeId,
             place_name as placeName, time_of_day as timeOfDay, date,
             (select count(*) from panel where scene_id = scene.id and trashed_at is null) as panels
           from scene join chapter on chapter.id = scene.chapter_id
           where scene.trashed_at is null and (:chapterId is null or chapter_id = :chapterId)
           order by chapter.order_key, scene.order_key`,
        )
        .all({ chapterId: chapterId ?? null }) as SceneEntry[]
    },
    counts() {
      return sqlite
        .prepare(
          `select
             (select count(*) from chapter where trashed_at is null) as chapters,
             (select count(*) from scene where trashed_at is null) as scenes,
             (select count(*) from panel where trashed_at is null) as panels,
             (select coalesce(sum(words), 0) from chapter where trashed_at is null) as words,
             (select count(*) from panel where trashed_at is null and stale_at is not null) as stale`,
        )
        .get() as ScriptCounts
    },
    panelIds({ chapters, sceneId, offset = 0, limit = -1 } = {}) {
      return sqlite
        .prepare(
          `select panel.id ${READING_ORDER}
             and (:chapters is null or chapter.number in (select value from json_each(:chapters)))
             and (:sceneId is null or panel.scene_id = :sceneId)
           ${BY_READING} limit :limit offset :offset`,
        )
        .pluck()
        .all({
          chapters: chapters ? JSON.stringify(chapters) : null,
          sceneId: sceneId ?? null,
          limit,
          offset,
        }) as string[]
    },
    panels(ids) {
      return readPanels(sqlite, ids)
    },
    unknownChapters(wanted) {
      const known = new Set(
        sqlite.prepare('select number from chapter where trashed_at is null').pluck().all() as string[],
      )
      return wanted.filter((number) => !known.has(number))
    },
    search(query, limit) {
      const words = query.match(/[\p{L}\p{M}\p{N}]+/gu)
      if (words === null) return []
      const match = `${words.map((word) => `"${word}"`).join(' ')}*`
      return sqlite
        .prepare(
          `select panel.id from panel_search join panel on panel.row = panel_search.rowid
           where panel_search match ? and trashed_at is null order by rank limit ?`,
        )
        .pluck()
        .all(match, limit) as string[]
    },
    markFresh(panelIds) {
      sqlite
        .prepare('update panel set stale_at = null, stale_from = null where id in (select value from json_each(?))')
        .run(JSON.stringify(panelIds))
    },
  }
}
