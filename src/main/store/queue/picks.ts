import type Database from 'better-sqlite3'

export interface StandingTake {
  panelId: string
  takeId: string
  path: string
  sha256: string
  width: number
  height: number
  format: 'png' | 'jpeg' | 'webp'
  /** JSON of PictureRegions, or null. */
  regions: string | null
  /** False when the author has not chosen and the newest whole candidate stands in. */
  picked: boolean
}

export type Picks = ReturnType<typeof picks>

/** Which take stands for a panel in an edition (art style and language). */
export function picks(sqlite: Database.Database) {
  const set = sqlite.prepare(
    `insert into pick (panel_id, art_style_id, language, take_id, picked_at)
     select panel_id, art_style_id, language, id, @at from take where id = @takeId
     on conflict (panel_id, art_style_id, language) do update set take_id = excluded.take_id, picked_at = excluded.picked_at`,
  )
  const clear = sqlite.prepare('delete from pick where panel_id = ? and art_style_id = ? and language = ?')
  // The pick first, then the newest candidate; a picture that is gone or changed stands for nothing. Where the edition's
  // own language has no picture, that of another one stands in: the same art carries many languages.
  const standing = sqlite.prepare(
    `select t.panel_id panelId, t.id takeId, t.path, t.sha256, t.width, t.height, t.format, t.regions, p.take_id is not null picked
     from take t
     left join pick p on p.take_id = t.id
     where t.art_style_id = @artStyleId and t.file_state = 'whole' and t.trashed_at is null
       and (t.state = 'candidate' or p.take_id is not null)
     order by t.panel_id, t.language <> @language, p.take_id is null, t.id desc`,
  )
  return {
    /** @returns false when there is no such take */
    set: (takeId: string, at: number): boolean => set.run({ takeId, at }).changes === 1,
    clear(panelId: string, artStyleId: string, language: string): void {
      clear.run(panelId, artStyleId, language)
    },
    /** One take for each panel of an edition that has any, by panel id. */
    standing(artStyleId: string, language: string): Map<string, StandingTake> {
      const byPanel = new Map<string, StandingTake>()
      for (const row of standing.iterate({ artStyleId, language }) as IterableIterator<StandingTake>)
        if (!byPanel.has(row.panelId)) byPanel.set(row.panelId, { ...row, picked: Boolean(row.picked) })
      return byPanel
    },
  }
}
