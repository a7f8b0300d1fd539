import { SURE } from '../../shared/domain/evidence.ts'
import type { Project } from '../open-project.ts'

/** A scene as far as it takes to give it room in a list before its words are read. */
export interface SceneMeasure {
  id: string
  chapterId: string
  chapter: string
  chapterTitle: string
  scene: number
  title: string | null
  place: string | null
  words: number
  /** Paragraphs, or prompts and lines of panels that the author cut. */
  blocks: number
  panels: number
  /** Lines of lettering. */
  lines: number
  /** Guesses that another reader could read otherwise. */
  unsure: number
  /** Words of notes that follow it and are no story. */
  noteWords: number
}

/** Whoever speaks in the book, who says most first. */
export function voicesOf({ store }: Pick<Project, 'store'>): string[] {
  return store.sqlite
    .prepare(
      `select coalesce(speaker_id, replace(lower(speaker_name), ' ', '-')) voice
       from lettering join panel on panel.id = lettering.panel_id
       where voice is not null and trashed_at is null group by voice order by count(*) desc, voice`,
    )
    .pluck()
    .all() as string[]
}

/** Every scene of the book in reading order. */
export function scriptOutline({ store }: Pick<Project, 'store'>): SceneMeasure[] {
  return store.sqlite
    .prepare(
      `with live as (select id, scene_id as sceneId from panel where trashed_at is null),
       lines as (
         select sceneId, count(*) as lines, sum(kind = 'dialogue' and not sure) as unsure
         from live join lettering on lettering.panel_id = live.id group by sceneId
       ),
       people as (
         select sceneId, count(*) as unsure
         from live join panel_person who on who.panel_id = live.id, json_each(who.evidence) why
         where why.value ->> 'about' = who.role and why.value ->> 'confidence' < :sure group by sceneId
       ),
       settings as (
         select scene.id as sceneId, count(*) as unsure from scene, json_each(scene.evidence) why
         where why.value ->> 'about' in ('place', 'time-of-day', 'weather', 'mood', 'pov') and why.value ->> 'confidence' < :sure
         group by scene.id
       ),
       counts as (select sceneId, count(*) as panels from live group by sceneId)
       select scene.id, chapter.id as chapterId, chapter.number as chapter, chapter.title as chapterTitle,
         scene.number as scene, scene.title, scene.place_name as place, scene.words,
         json_array_length(body, '$.paragraphs') + json_array_length(body, '$.panels')
           + coalesce((select sum(json_array_length(each.value, '$.lettering')) from json_each(body, '$.panels') each), 0)
           as blocks,
         coalesce(counts.panels, 0) as panels, coalesce(lines.lines, 0) as lines,
         coalesce(lines.unsure, 0) + coalesce(people.unsure, 0) + coalesce(settings.unsure, 0) as unsure,
         coalesce(body ->> '$.notes.words', 0) as noteWords
       from scene join chapter on chapter.id = scene.chapter_id
       left join counts on counts.sceneId = scene.id left join lines on lines.sceneId = scene.id
       left join people on people.sceneId = scene.id left join settings on settings.sceneId = scene.id
       where scene.trashed_at is null
       order by chapter.order_key, scene.order_key`,
    )
    .all({ sure: SURE }) as SceneMeasure[]
}
