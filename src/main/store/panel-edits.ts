import type Database from 'better-sqlite3'
import { v7 as uuid } from 'uuid'
import type { PanelContent } from '../../shared/domain/panel.ts'
import type { PanelEdit } from '../../shared/domain/panel-edit.ts'
import type { EditedRows } from './edit-journal.ts'
import { type KnownLettering, keepLettering } from './keep-lettering.ts'

/** What the author says about panels in place of the script, by panel id. @param ids null = of all panels */
export function readPanelEdits(sqlite: Database.Database, ids: readonly string[] | null): Map<string, PanelEdit> {
  const rows = sqlite
    .prepare(
      `select panel_id as id, fields, read from panel_edit
       where @ids is null or panel_id in (select value from json_each(@ids))`,
    )
    .all({ ids: ids && JSON.stringify(ids) }) as { id: string; fields: string; read: string }[]
  return new Map(rows.map(({ id, fields, read }) => [id, { fields: JSON.parse(fields), read: JSON.parse(read) }]))
}

/** Brings an author's words and what the script says beneath them up to date. An import's own: undo does not know of it. */
export function rereadPanel(sqlite: Database.Database, panelId: string, { fields, read }: PanelEdit): void {
  sqlite
    .prepare(
      `update panel_edit set fields = :fields, read = :read
       where panel_id = :panelId and (fields <> :fields or read <> :read)`,
    )
    .run({ panelId, fields: JSON.stringify(fields), read: JSON.stringify(read) })
}

/** @param edit null = the script speaks again */
export function putPanelEdit(rows: EditedRows, panelId: string, edit: PanelEdit | null, now: number): void {
  const row = edit && { fields: JSON.stringify(edit.fields), read: JSON.stringify(edit.read), edited_at: now }
  rows.put('panel_edit', { panel_id: panelId }, row)
}

/** Whether its pictures still fit. */
export interface StaleMark {
  staleAt: number | null
  staleFrom: string | null
}

/** Columns of a panel's row that say what it is about, apart from its people and its lettering. */
export function contentColumns(content: PanelContent, textHash: string, { staleAt, staleFrom }: StaleMark) {
  const { what, source, line, placeId, placeName, timeOfDay, weather, mood, shot, angle, importance } = content
  return {
    ...{ text_hash: textHash, what, source_text: source, source_line: line, place_id: placeId, place_name: placeName },
    ...{ time_of_day: timeOfDay, weather, mood, shot, angle, importance },
    props: JSON.stringify(content.props),
    flags: JSON.stringify(content.flags),
    evidence: JSON.stringify(content.evidence),
    ...{ stale_at: staleAt, stale_from: staleFrom },
  }
}

/** Writes who is in a panel, as part of an edit. */
export function putPeople(
  sqlite: Database.Database,
  rows: EditedRows,
  panelId: string,
  people: PanelContent['people'],
): void {
  const count = sqlite.prepare('select count(*) from panel_person where panel_id = ?').pluck().get(panelId) as number
  for (let position = people.length; position < count; position++)
    rows.put('panel_person', { panel_id: panelId, position }, null)
  for (const [position, { personId, description = null, role, expression, pose, evidence }] of people.entries()) {
    const row = { person_id: personId, description, role, expression, pose, evidence: JSON.stringify(evidence) }
    rows.put('panel_person', { panel_id: panelId, position }, row)
  }
}

/**
 * Writes the lines over panels, as part of an edit. A line that goes from one of these panels to another keeps its id,
 * and with it its translations.
 *
 * @param panels with `ids`, what each line was is known: null for a new one. For all of them or for none.
 */
export function putLettering(
  sqlite: Database.Database,
  rows: EditedRows,
  panels: readonly { id: string; lettering: PanelContent['lettering']; ids?: readonly (string | null)[] }[],
): void {
  const known = sqlite
    .prepare(
      `select id, kind, text from lettering where panel_id in (select value from json_each(?))
       order by panel_id, position`,
    )
    .all(JSON.stringify(panels.map(({ id }) => id))) as KnownLettering[]
  const lines = panels.flatMap(({ id, lettering, ids }) =>
    lettering.map((line, position) => ({ id, line, position, was: ids?.[position] })),
  )
  const kept = keepLettering(
    known,
    lines.map(({ line }) => line),
  )
  const ids = lines.map(({ was }, at) => (was === undefined ? kept[at] : was))
  // All of them make room first: two lines may not stand in one place, not even on the way.
  for (const { id } of known) rows.put('lettering', { id }, null)
  for (const [at, { id: panelId, position, line }] of lines.entries()) {
    const { kind, balloon, speakerId, speakerName, text, sure } = line
    const row = { panel_id: panelId, position, kind, balloon, speaker_id: speakerId, speaker_name: speakerName, text }
    rows.put('lettering', { id: ids[at] ?? uuid() }, { ...row, sure: sure ? 1 : 0 })
  }
}
