import type Database from 'better-sqlite3'

/** A take that may stand for its panel. */
export interface StandingTake {
  id: string
  panelId: string
  /** Of the request it was made from. */
  key: string
  path: string
  bytes: number
  sha256: string
  width: number
  height: number
  format: 'png' | 'jpeg' | 'webp'
  /** JSON of PictureRegions, or null. */
  regions: string | null
  /** As the last check of files saw it. */
  fileState: 'whole' | 'missing' | 'changed'
  createdAt: number
}

/** Size of a picture that stands for its panel, pixels. */
export interface StandingShape {
  panelId: string
  width: number
  height: number
  imageIndex: number
  /** Null when no job is known of it. */
  batchId: string | null
}

export type Picks = ReturnType<typeof picks>

/** Which take stands for a panel in an edition (art style and language). */
export function picks(sqlite: Database.Database) {
  const of = sqlite.prepare('select take_id from pick where panel_id = ? and art_style_id = ? and language = ?').pluck()
  // The pick first, then the newest that was kept, then the newest candidate. Where the edition's own language has no
  // picture, that of another one stands in: the same art carries many languages.
  const standing = sqlite.prepare(
    `select t.id, t.panel_id panelId, t.key, t.path, t.bytes, t.sha256, t.width, t.height, t.format, t.regions,
       t.file_state fileState, t.created_at createdAt
     from take t
     left join pick p on p.take_id = t.id
     where t.art_style_id = @artStyleId and t.trashed_at is null
       and (t.state <> 'rejected' or p.take_id is not null)
     order by t.panel_id, t.language <> @language, p.take_id is null, t.state <> 'kept', t.id desc`,
  )
  // As `standing`, over all editions: the one asked for first, then other languages of its style, then any.
  const shapes = sqlite.prepare(
    `select t.panel_id panelId, t.width, t.height, t.image_index imageIndex, j.batch_id batchId
     from take t
     left join pick p on p.take_id = t.id
     left join job j on j.id = t.job_id
     where t.trashed_at is null and t.file_state = 'whole' and (t.state <> 'rejected' or p.take_id is not null)
     order by t.panel_id, t.art_style_id <> @artStyleId, t.language <> @language, p.take_id is null, t.state <> 'kept',
       t.id desc`,
  )
  return {
    /** The shape of the picture that stands for each panel, by panel id; of other editions where the edition has none. */
    shapes(edition: { artStyleId: string; language: string } | null): Map<string, StandingShape> {
      const rows = shapes.all(edition ?? { artStyleId: '', language: '' }) as StandingShape[]
      return new Map(rows.toReversed().map((row) => [row.panelId, row]))
    },
    /** Id of the take the author chose; null = none. */
    of: (panelId: string, artStyleId: string, language: string): string | null =>
      (of.get(panelId, artStyleId, language) as string | undefined) ?? null,
    /** The takes of each panel of an edition by panel id, the one that stands for it first; the others would stand in. */
    standing: (artStyleId: string, language: string): Map<string, StandingTake[]> =>
      Map.groupBy(standing.all({ artStyleId, language }) as StandingTake[], ({ panelId }) => panelId),
  }
}
