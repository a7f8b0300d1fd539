import type Database from 'better-sqlite3'

/** Which panels are meant. All given conditions hold together. */
export interface PanelConditions {
  /** Words of what is seen or of the script; the last may be unfinished. */
  query?: string | undefined
  chapterId?: string | undefined
  sceneId?: string | undefined
  /** Panels this person is drawn in. */
  personId?: string | undefined
  /** Panels that are set in this place, or in a zone of it. */
  placeId?: string | undefined
}

/** An art style in a language; null = any. */
export interface EditionOrAny {
  style: string | null
  lang: string | null
}

export interface PlacedPanelId {
  id: string
  sceneId: string
  chapterId: string
}

/** What there is to say about a panel's pictures, as counts and yes or no. */
export interface PanelMark {
  id: string
  running: number
  queued: number
  unknown: number
  refused: number
  failed: number
  takes: number
  /** Takes that the author has not rejected. */
  eligible: number
  picked: number
  staleAt: number | null
}

export type PanelMarks = ReturnType<typeof panelMarks>

const OF_EDITION = '(@style is null or art_style_id = @style) and (@lang is null or language = @lang)'

/** Live panels in reading order, and how their pictures stand: what lists of panels show. */
export function panelMarks(sqlite: Database.Database) {
  const reading = (where: string) => `
    select panel.id, panel.scene_id sceneId, scene.chapter_id chapterId
    from panel join scene on scene.id = panel.scene_id join chapter on chapter.id = scene.chapter_id
    where panel.trashed_at is null ${where}
    order by chapter.order_key, scene.order_key, panel.order_key`
  const marks = sqlite.prepare(
    `with wanted as materialized (select value id from json_each(@ids)),
     jobs as (
       select panel_id, sum(state = 'running') running, sum(state = 'queued') queued, sum(state = 'unknown') unknown
       from job where state in ('running', 'queued', 'unknown') and panel_id in wanted and ${OF_EDITION}
       group by panel_id
     ),
     ended as (
       select panel_id, sum(state = 'refused') refused, sum(state = 'failed') failed
       from job j
       where state in ('refused', 'failed') and panel_id in wanted and ${OF_EDITION}
         and not exists (
           select 1 from job later where later.panel_id = j.panel_id and later.art_style_id = j.art_style_id
             and later.language = j.language and later.image_index = j.image_index and later.id > j.id
         )
       group by panel_id
     ),
     there as (
       select panel_id, count(*) takes, sum(state <> 'rejected') eligible from take
       where trashed_at is null and panel_id in wanted and ${OF_EDITION} group by panel_id
     ),
     chosen as (select panel_id, count(*) picked from pick where panel_id in wanted and ${OF_EDITION} group by panel_id)
     select panel.id, coalesce(running, 0) running, coalesce(queued, 0) queued, coalesce(unknown, 0) unknown,
       coalesce(refused, 0) refused, coalesce(failed, 0) failed, coalesce(takes, 0) takes, coalesce(eligible, 0) eligible,
       coalesce(picked, 0) picked, stale_at staleAt
     from wanted join panel on panel.id = wanted.id
       left join jobs on jobs.panel_id = panel.id
       left join ended on ended.panel_id = panel.id
       left join there on there.panel_id = panel.id
       left join chosen on chosen.panel_id = panel.id`,
  )
  const standing = sqlite.prepare(
    `with ranked as (
       select take.panel_id panelId, take.id takeId,
         row_number() over (
           partition by take.panel_id
           order by pick.take_id is null, take.file_state <> 'whole', take.state <> 'kept', take.id desc
         ) place
       from take left join pick on pick.take_id = take.id
       where take.trashed_at is null and take.panel_id in (select value from json_each(@ids))
         and (@style is null or take.art_style_id = @style) and (@lang is null or take.language = @lang)
         and (take.state <> 'rejected' or pick.take_id is not null)
     )
     select panelId, takeId from ranked where place = 1`,
  )
  const beginnings = sqlite.prepare(
    `select panel.id, substr(coalesce(decision.title, what), 1, @length) start
     from panel left join tree_decision decision on decision.kind = 'panel' and decision.entry_id = panel.id
     where panel.trashed_at is null`,
  )
  const titles = sqlite.prepare(
    `select entry_id as id, title from tree_decision
     where kind = 'panel' and title is not null and entry_id in (select value from json_each(?))`,
  )
  return {
    /** In reading order. */
    ids({ query, chapterId, sceneId, personId, placeId }: PanelConditions): PlacedPanelId[] {
      const match = query === undefined ? null : matchOf(query)
      if (query !== undefined && match === null) return []
      const where = [
        chapterId === undefined ? '' : 'and scene.chapter_id = @chapterId',
        sceneId === undefined ? '' : 'and panel.scene_id = @sceneId',
        match === null ? '' : 'and panel.row in (select rowid from panel_search where panel_search match @match)',
        personId === undefined
          ? ''
          : `and exists (select 1 from panel_person who where who.panel_id = panel.id and who.person_id = @personId
               and who.role <> 'mentioned')`,
        placeId === undefined ? '' : "and (panel.place_id = @placeId or panel.place_id like @placeId || '/%')",
      ].join(' ')
      return sqlite.prepare(reading(where)).all({ chapterId, sceneId, match, personId, placeId }) as PlacedPanelId[]
    },
    /** By panel id. */
    marks(ids: readonly string[], edition: EditionOrAny): Map<string, PanelMark> {
      const rows = marks.all({ ids: JSON.stringify(ids), ...edition }) as PanelMark[]
      return new Map(rows.map((row) => [row.id, row]))
    },
    /** Live panels whose title, or else what is seen in them, begins with some letters, great or small. */
    beginning(letters: string): Set<string> {
      const wanted = letters.toLocaleLowerCase()
      const length = [...letters].length
      const rows = beginnings.all({ length }) as { id: string; start: string }[]
      return new Set(rows.filter(({ start }) => start.toLocaleLowerCase() === wanted).map(({ id }) => id))
    },
    /** The author's own titles; panels without are left out. */
    titles(ids: readonly string[]): Map<string, string> {
      const rows = titles.all(JSON.stringify(ids)) as { id: string; title: string }[]
      return new Map(rows.map(({ id, title }) => [id, title]))
    },
    /**
     * The take that stands for each panel: picked, otherwise the newest that was kept, otherwise the newest candidate;
     * whole ones before others. Panels without are left out.
     */
    standing(ids: readonly string[], edition: EditionOrAny): Map<string, string> {
      const rows = standing.all({ ids: JSON.stringify(ids), ...edition }) as { panelId: string; takeId: string }[]
      return new Map(rows.map(({ panelId, takeId }) => [panelId, takeId]))
    },
  }
}

/** Null = there is no word in it to look for. */
function matchOf(query: string): string | null {
  const words = query.match(/[\p{L}\p{M}\p{N}]+/gu)
  return words === null ? null : `${words.map((word) => `"${word}"`).join(' ')}*`
}
