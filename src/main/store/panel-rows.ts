import type Database from 'better-sqlite3'
import type { Lettering } from '../../shared/domain/lettering.ts'
import type { PanelContent, PanelPerson } from '../../shared/domain/panel.ts'
import type { PictureWishes, ScriptPanel, StatedAge } from '../../shared/domain/script.ts'
import type { StoredPanel } from './script.ts'

interface ContentRow extends Omit<PanelContent, 'people' | 'lettering' | 'props' | 'flags' | 'evidence'> {
  id: string
  /** JSON. */
  props: string
  flags: string
  evidence: string
}

type PersonRow = Omit<PanelPerson, 'evidence' | 'description'> & {
  panelId: string
  description: string | null
  evidence: string
}
type LetteringRow = Omit<Lettering, 'sure'> & { panelId: string; sure: 0 | 1 }

/** Live panels among `ids`, in reading order: a handful of queries however many they are. */
export function readPanels(sqlite: Database.Database, ids: readonly string[]): StoredPanel[] {
  const contents = readContents(sqlite, ids)
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
         scene.number as scene, numbered.number, scene.date, scene.pov_id as povId, panel.strip, stale_at as staleAt
       from wanted
       join panel on panel.id = wanted.id
       join numbered on numbered.row = panel.row
       join scene on scene.id = panel.scene_id
       join chapter on chapter.id = scene.chapter_id
       order by chapter.order_key, scene.order_key, panel.order_key`,
    )
    .all(JSON.stringify(ids)) as Omit<StoredPanel, 'content' | 'letteringIds' | 'ages'>[]
  const ages = readAges(sqlite, [...new Set(rows.map(({ sceneId }) => sceneId))])
  const letteringIds = readLetteringIds(sqlite, ids)
  const wishes = readWishes(sqlite, [...new Set(rows.map(({ sceneId }) => sceneId))])
  return rows.map((row) => {
    const content = contents.get(row.id)!
    const wished = wishes.get(row.sceneId)?.get(content.line)
    return {
      ...row,
      ages: ages.get(row.sceneId) ?? [],
      content,
      letteringIds: letteringIds.get(row.id) ?? [],
      ...(wished && { wishes: wished }),
    }
  })
}

/** What scripts say of single pictures, by scene and line; most scenes say nothing. */
function readWishes(sqlite: Database.Database, sceneIds: readonly string[]): Map<string, Map<number, PictureWishes>> {
  const rows = sqlite
    .prepare(
      `select id, body -> '$.panels' as panels from scene
       where id in (select value from json_each(?)) and instr(body, '"wishes"') > 0`,
    )
    .all(JSON.stringify(sceneIds)) as { id: string; panels: string }[]
  return new Map(
    rows.map(({ id, panels }) => [
      id,
      new Map(
        (JSON.parse(panels) as ScriptPanel[]).flatMap(({ line, wishes }) => (wishes ? [[line, wishes] as const] : [])),
      ),
    ]),
  )
}

/** Ids of lines by panel, in reading order. Kept apart from the lines, whose words decide what a panel is about. */
function readLetteringIds(sqlite: Database.Database, panelIds: readonly string[]): Map<string, string[]> {
  const rows = sqlite
    .prepare(
      `select panel_id as panelId, id from lettering
       where panel_id in (select value from json_each(?)) order by panel_id, position`,
    )
    .all(JSON.stringify(panelIds)) as { panelId: string; id: string }[]
  return grouped(rows, ({ id }) => id)
}

/** Ages that scenes state, by scene; scenes that state none are not in it. */
function readAges(sqlite: Database.Database, sceneIds: readonly string[]): Map<string, StatedAge[]> {
  const rows = sqlite
    .prepare(
      `select id, body -> '$.slug.ages' as ages from scene
       where id in (select value from json_each(?)) and json_array_length(body, '$.slug.ages') > 0`,
    )
    .all(JSON.stringify(sceneIds)) as { id: string; ages: string }[]
  return new Map(rows.map(({ id, ages }) => [id, JSON.parse(ages)]))
}

/** What panels are about, by id, whether they are in the trash or not. */
export function readContents(sqlite: Database.Database, ids: readonly string[]): Map<string, PanelContent> {
  const wanted = JSON.stringify(ids)
  const people = readPeople(sqlite, wanted)
  const lettering = readLettering(sqlite, wanted)
  const rows = sqlite
    .prepare(
      `select id, what, source_text as source, source_line as line, place_id as placeId, place_name as placeName,
         time_of_day as timeOfDay, weather, mood, shot, angle, importance, props, flags, evidence
       from panel where id in (select value from json_each(?))`,
    )
    .all(wanted) as ContentRow[]
  return new Map(
    rows.map(({ id, ...row }) => [
      id,
      {
        ...row,
        people: people.get(id) ?? [],
        lettering: lettering.get(id) ?? [],
        props: JSON.parse(row.props),
        flags: JSON.parse(row.flags),
        evidence: JSON.parse(row.evidence),
      },
    ]),
  )
}

function readPeople(sqlite: Database.Database, wanted: string): Map<string, PanelPerson[]> {
  const rows = sqlite
    .prepare(
      `select panel_id as panelId, person_id as personId, description, role, expression, pose, evidence
       from panel_person
       where panel_id in (select value from json_each(?)) order by panel_id, position`,
    )
    .all(wanted) as PersonRow[]
  return grouped(rows, ({ evidence, description, ...person }) => ({
    ...person,
    ...(description !== null && { description }),
    evidence: JSON.parse(evidence),
  }))
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
