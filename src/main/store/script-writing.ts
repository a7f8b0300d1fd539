import type Database from 'better-sqlite3'
import { v7 as uuid } from 'uuid'
import type { PanelContent } from '../../shared/domain/panel.ts'
import type { ScriptScene } from '../../shared/domain/script.ts'
import { type KnownLettering, keepLettering } from './keep-lettering.ts'
import type { KnownChapter, KnownSource, SceneSetting } from './script-memory.ts'

export interface SceneToWrite {
  id: string
  chapterId: string
  orderKey: string
  /** As the author or else the script has it. */
  title: string | null
  script: ScriptScene
  textHash: string
  basisHash: string
  setting: SceneSetting
  evidence: PanelContent['evidence']
}

export interface PanelToWrite {
  id: string
  sceneId: string
  orderKey: string
  strip: string | null
  textHash: string
  content: PanelContent
  staleAt: number | null
  staleFrom: string | null
}

/** Writes the script, row by row. To be used inside one transaction. What is written is out of the trash. */
export interface ScriptWriter {
  source(source: KnownSource, now: number): void
  chapter(chapter: Pick<KnownChapter, 'id' | 'sourceId' | 'orderKey' | 'number' | 'title' | 'words'>): void
  scene(scene: SceneToWrite): void
  /** A scene whose words and panels stay as they are: only where it stands, in the book and in its file. */
  placeScene(id: string, chapterId: string, orderKey: string, script: ScriptScene): void
  panel(panel: PanelToWrite): void
  /** Where an entry stands, and nothing else of it. @param parent chapter of a scene, scene of a panel; null for chapters */
  place(kind: 'chapter' | 'scene' | 'panel', id: string, parent: string | null, orderKey: string): void
  /** Scenes are counted from 1 within their chapter. */
  numberScenes(): void
  /**
   * Marks panels whose takes no longer fit because somebody, or the place, looks different now; where they look again as
   * they did, the mark goes. Coming back to their own words lifts no such mark.
   *
   * @returns how many were not marked before
   */
  markLooks(changes: readonly { id: string; before: string; after: string }[], now: number): number
  /** Puts chapters, scenes or panels in the trash, with all that is in them. */
  trash(kind: 'chapter' | 'scene' | 'panel', ids: readonly string[], now: number): void
}

export function scriptWriter(sqlite: Database.Database): ScriptWriter {
  const writeSource = sqlite.prepare(
    `insert into source (id, name, root, kind, sha256, imported_at) values (:id, :name, :root, :kind, :sha256, :now)
     on conflict (id) do update set name = :name, root = :root, kind = :kind, sha256 = :sha256, imported_at = :now`,
  )
  const writeChapter = sqlite.prepare(
    `insert into chapter (id, source_id, order_key, number, title, words)
     values (:id, :sourceId, :orderKey, :number, :title, :words)
     on conflict (id) do update set source_id = :sourceId, order_key = :orderKey, number = :number, title = :title,
       words = :words, trashed_at = null`,
  )
  const writeScene = sqlite.prepare(
    `insert into scene (id, chapter_id, order_key, number, title, body, text_hash, basis_hash, words, place_id,
       place_name, time_of_day, weather, mood, date, pov_id, present, referenced, evidence)
     values (:id, :chapterId, :orderKey, :number, :title, :body, :textHash, :basisHash, :words, :placeId,
       :placeName, :timeOfDay, :weather, :mood, :date, :povId, :present, :referenced, :evidence)
     on conflict (id) do update set chapter_id = :chapterId, order_key = :orderKey, number = :number, title = :title,
       body = :body, text_hash = :textHash, basis_hash = :basisHash, words = :words, place_id = :placeId,
       place_name = :placeName, time_of_day = :timeOfDay, weather = :weather, mood = :mood, date = :date,
       pov_id = :povId, present = :present, referenced = :referenced, evidence = :evidence, trashed_at = null`,
  )
  const placeScene = sqlite.prepare(
    'update scene set chapter_id = :chapterId, order_key = :orderKey, number = :number, body = :body where id = :id',
  )
  // Lines move with the scene that they stand in.
  const moveLines = sqlite.prepare(
    `update panel set source_line = source_line + :line - (select body ->> 'line' from scene where id = :id)
     where scene_id = :id`,
  )
  const writePanel = sqlite.prepare(
    `insert into panel (id, scene_id, order_key, strip, text_hash, what, source_text, source_line, place_id,
       place_name, time_of_day, weather, mood, shot, angle, importance, props, flags, evidence, stale_at, stale_from)
     values (:id, :sceneId, :orderKey, :strip, :textHash, :what, :source, :line, :placeId,
       :placeName, :timeOfDay, :weather, :mood, :shot, :angle, :importance, :props, :flags, :evidence, :staleAt,
       :staleFrom)
     on conflict (id) do update set scene_id = :sceneId, order_key = :orderKey, strip = :strip,
       text_hash = :textHash, what = :what, source_text = :source, source_line = :line, place_id = :placeId,
       place_name = :placeName, time_of_day = :timeOfDay, weather = :weather, mood = :mood, shot = :shot,
       angle = :angle, importance = :importance, props = :props, flags = :flags, evidence = :evidence,
       stale_at = :staleAt, stale_from = :staleFrom, trashed_at = null`,
  )
  const dropPeople = sqlite.prepare('delete from panel_person where panel_id = ?')
  const addPerson = sqlite.prepare(
    `insert into panel_person (panel_id, position, person_id, description, role, expression, pose, evidence)
     values (:panelId, :position, :personId, :description, :role, :expression, :pose, :evidence)`,
  )
  const knownLettering = sqlite.prepare('select id, kind, text from lettering where panel_id = ? order by position')
  const dropLettering = sqlite.prepare('delete from lettering where panel_id = ?')
  const addLettering = sqlite.prepare(
    `insert into lettering (id, panel_id, position, kind, balloon, speaker_id, speaker_name, text, sure)
     values (:id, :panelId, :position, :kind, :balloon, :speakerId, :speakerName, :text, :sure)`,
  )

  const liftLook = sqlite.prepare('update panel set stale_at = null, stale_from = null where stale_from = ? and id = ?')
  const markFresh = sqlite.prepare('update panel set stale_at = ?, stale_from = ? where stale_at is null and id = ?')
  // Its words have changed as well: neither of the two coming back makes it fit again.
  const keepMarked = sqlite.prepare('update panel set stale_from = null where stale_from not like ? and id = ?')

  function writePeople(panelId: string, people: PanelContent['people']): void {
    dropPeople.run(panelId)
    for (const [position, person] of people.entries()) {
      const { description = null, evidence } = person
      addPerson.run({ ...person, panelId, position, description, evidence: JSON.stringify(evidence) })
    }
  }

  function writeLettering(panelId: string, lines: PanelContent['lettering']): void {
    const ids = keepLettering(knownLettering.all(panelId) as KnownLettering[], lines)
    dropLettering.run(panelId)
    for (const [position, line] of lines.entries()) {
      addLettering.run({ ...line, panelId, position, id: ids[position] ?? uuid(), sure: line.sure ? 1 : 0 })
    }
  }

  return {
    source: (source, now) => void writeSource.run({ ...source, now }),
    chapter: (chapter) => void writeChapter.run(chapter),
    scene({ script, setting, evidence, ...row }) {
      writeScene.run({
        ...row,
        ...setting,
        number: script.number,
        words: script.words,
        body: JSON.stringify(script),
        present: JSON.stringify(setting.present),
        referenced: JSON.stringify(setting.referenced),
        evidence: JSON.stringify(evidence),
      })
    },
    placeScene(id, chapterId, orderKey, script) {
      moveLines.run({ id, line: script.line })
      placeScene.run({ id, chapterId, orderKey, number: script.number, body: JSON.stringify(script) })
    },
    panel({ content, ...row }) {
      const { people, lettering, props, flags, evidence, ...plain } = content
      writePanel.run({
        ...row,
        ...plain,
        props: JSON.stringify(props),
        flags: JSON.stringify(flags),
        evidence: JSON.stringify(evidence),
      })
      writePeople(row.id, people)
      writeLettering(row.id, lettering)
    },
    place(kind, id, parent, orderKey) {
      const { parentColumn } = PLACES[kind]
      const set = parentColumn === null ? '' : `${parentColumn} = :parent, `
      sqlite.prepare(`update ${kind} set ${set}order_key = :orderKey where id = :id`).run({ id, parent, orderKey })
    },
    numberScenes() {
      for (const { id, number } of misnumberedScenes(sqlite))
        sqlite.prepare('update scene set number = ? where id = ?').run(number, id)
    },
    markLooks(changes, now) {
      let marked = 0
      for (const { id, before, after } of changes) {
        if (liftLook.run(LOOK_MARK + after, id).changes > 0) continue
        if (markFresh.run(now, LOOK_MARK + before, id).changes > 0) marked++
        else keepMarked.run(`${LOOK_MARK}%`, id)
      }
      return marked
    },
    trash(kind, ids, now) {
      for (const sql of TRASH[kind]) sqlite.prepare(sql).run({ now, ids: JSON.stringify(ids) })
    },
  }
}

/** Scenes whose number is not their place in their chapter, with the one it should be. */
export function misnumberedScenes(sqlite: Database.Database): { id: string; number: number }[] {
  return sqlite
    .prepare(
      `select id, place as number from (
         select id, number, row_number() over (partition by chapter_id order by order_key, id) as place
         from scene where trashed_at is null
       ) where place <> number`,
    )
    .all() as { id: string; number: number }[]
}

/** The column that says what an entry stands in. */
export const PLACES = {
  chapter: { parentColumn: null },
  scene: { parentColumn: 'chapter_id' },
  panel: { parentColumn: 'scene_id' },
} as const
/** Opens `stale_from` of a panel that shows how somebody looked before, and not what its words were. */
export const LOOK_MARK = 'look:'

const GIVEN = 'in (select value from json_each(:ids))'
const trashRows = (table: string, which: string) =>
  `update ${table} set trashed_at = :now where trashed_at is null and ${which}`
/** Children are marked with their parents, so that a row's own mark is all that need be looked at. */
const TRASH = {
  chapter: [
    trashRows('panel', `scene_id in (select id from scene where chapter_id ${GIVEN})`),
    trashRows('scene', `chapter_id ${GIVEN}`),
    trashRows('chapter', `id ${GIVEN}`),
  ],
  scene: [trashRows('panel', `scene_id ${GIVEN}`), trashRows('scene', `id ${GIVEN}`)],
  panel: [trashRows('panel', `id ${GIVEN}`)],
}
