import type Database from 'better-sqlite3'
import type { Lettering } from '../../shared/domain/lettering.ts'
import type { PanelContent, PanelPerson } from '../../shared/domain/panel.ts'
import type { StoredPanel } from './script.ts'

interface PanelRow
  extends Pick<
    PanelContent,
    'what' | 'placeId' | 'placeName' | 'timeOfDay' | 'weather' | 'mood' | 'shot' | 'angle' | 'importance'
  > {
  id: string
  sceneId: string
  chapterId: string
  chapter: string
  scene: number
  number: number
  date: string | null
  strip: string | null
  staleAt: number | null
  source: string
  line: number
  /** JSON. */
  props: string
  flags: string
  evidence: string
}

type PersonRow = Omit<PanelPerson, 'evidence'> & { panelId: string; evidence: string }
type LetteringRow = Omit<Lettering, 'sure'> & { panelId: string; sure: 0 | 1 }

/** Live panels among `ids`, in reading order, with people and lettering: three queries however many they are. */
export function readPanels(sqlite: Database.Database, ids: readonly string[]): StoredPanel[] {
  const wanted = JSON.stringify(ids)
  const rows = sqlite
    .prepare(
      `with wanted as materialized (select value as id from json_each(?)),
       numbered as (
         select row, row_number() over (partition by scene_id order by order_key) as number
         from panel
         where trashed_at is null
           and scene_id in (select scene_id from panel join wanted on wanted.id = panel.id)
       )
       select panel.id, panel.scene_id as sceneId, scene.chapter_id as chapterId, chapter.number as chapter,
         scene.number as scene, numbered.number, scene.date, panel.strip, stale_at as staleAt, what,
         source_text as source, source_line as line, panel.place_id as placeId, panel.place_name as placeName,
         panel.time_of_day as timeOfDay, panel.weather, panel.mood, shot, angle, importance, props, flags,
         panel.evidence
       from wanted
       join panel on panel.id = wanted.id
       join numbered on numbered.row = panel.row
       join scene on scene.id = panel.scene_id
       join chapter on chapter.id = scene.chapter_id
       order by chapter.order_key, scene.order_key, panel.order_key`,
    )
    .all(wanted) as PanelRow[]
  const people = readPeople(sqlite, wanted)
  const lettering = readLettering(sqlite, wanted)
  return rows.map((row) => toPanel(row, people.get(row.id) ?? [], lettering.get(row.id) ?? []))
}

function readPeople(sqlite: Database.Database, wanted: string): Map<string, PanelPerson[]> {
  const rows = sqlite
    .prepare(
      `select panel_id as panelId, person_id as personId, role, expression, pose, evidence from panel_person
       where panel_id in (select value from json_each(?)) order by panel_id, position`,
    )
    .all(wanted) as PersonRow[]
  return grouped(rows, ({ evidence, ...person }) => ({ ...person, evidence: JSON.parse(evidence) }))
}

function readLettering(sqlite: Database.Database, wanted: string): Map<string, Lettering[]> {
  const rows = sqlite
    .prepare(
      `select panel_id as panelId, kind, balloon, speaker_id as speakerId, speaker_name as speakerName, text, sure
       from lettering where panel_id in (select value from json_each(?)) order by panel_id, position`,
    )
    .all(wanted) as LetteringRow[]
  return grouped(rows, ({ sure, ...line }) => ({ ...line, sure: sure === 1 }))
}

function grouped<Row extends { panelId: string }, Item>(
  rows: Row[],
  toItem: (row: Omit<Row, 'panelId'>) => Item,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const { panelId, ...row } of rows) {
    const group = groups.get(panelId)
    if (group) group.push(toItem(row))
    else groups.set(panelId, [toItem(row)])
  }
  return groups
}

function toPanel(row: PanelRow, people: PanelPerson[], lettering: Lettering[]): StoredPanel {
  const { id, sceneId, chapterId, chapter, scene, number, date, strip, staleAt, ...content } = row
  return {
    id,
    sceneId,
    chapterId,
    chapter,
    scene,
    number,
    date,
    strip,
    staleAt,
    content: {
      ...content,
      people,
      lettering,
      props: JSON.parse(content.props),
      flags: JSON.parse(content.flags),
      evidence: JSON.parse(content.evidence),
    },
  }
}
