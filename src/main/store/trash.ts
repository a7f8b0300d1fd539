import type Database from 'better-sqlite3'
import type { EntryKind } from './tree-decisions.ts'

/** Something in the trash that went there by itself; what it took along is counted in it. */
export interface TrashRow {
  kind: EntryKind | 'take'
  id: string
  /** Number and title of its chapter; for a chapter its own. */
  chapter: string
  chapterTitle: string
  /** Null for a chapter. */
  scene: number | null
  /** The title of a scene, what is seen in a panel. */
  words: string | null
  /** Epoch ms. */
  trashedAt: number
  /** Put there by the author, or gone from the script. */
  by: 'author' | 'script'
  scenes: number
  panels: number
  takes: number
  bytes: number
  /** A picture in it to show; null where there is none. */
  takeId: string | null
}

/** What it stands in went to the trash with it, and not by itself earlier or later. */
const OWNERS = `
  scene_owner as materialized (
    select s.id, s.chapter_id, s.trashed_at,
      case when c.trashed_at is s.trashed_at then c.id else s.id end owner
    from scene s join chapter c on c.id = s.chapter_id where s.trashed_at is not null
  ),
  panel_owner as materialized (
    select p.id, p.scene_id, p.trashed_at, case when s.trashed_at is p.trashed_at then s.owner else p.id end owner
    from panel p left join scene_owner s on s.id = p.scene_id where p.trashed_at is not null
  ),
  take_owner as materialized (
    select t.id, t.bytes, coalesce(p.owner, t.id) owner
    from take t left join panel_owner p on p.id = t.panel_id where t.trashed_at is not null or p.id is not null
  ),
  emptied as (select entry_id id, emptied_at from tree_decision where emptied_at is not null)`
const SHOWN = (row: string) =>
  `not exists (select 1 from emptied where emptied.id = ${row}.id and emptied_at >= ${row}.trashed_at)`
const BY = (row: string) =>
  `case when exists (select 1 from tree_decision d where d.entry_id = ${row}.id and d.standing in ('deleted', 'joined', 'own'))
     then 'author' else 'script' end`

export function trash(sqlite: Database.Database) {
  const rows = sqlite.prepare(
    `with ${OWNERS},
     top as (
       select 'chapter' kind, c.id, c.number chapter, c.title chapterTitle, null scene, null words, c.trashed_at trashedAt,
         ${BY('c')} by
       from chapter c where c.trashed_at is not null and ${SHOWN('c')}
       union all
       select 'scene', s.id, c.number, c.title, s.number, coalesce(s.title, s.place_name), s.trashed_at, ${BY('s')}
       from scene_owner o join scene s on s.id = o.id join chapter c on c.id = s.chapter_id
       where o.owner = s.id and ${SHOWN('s')}
       union all
       select 'panel', p.id, c.number, c.title, s.number, p.what, p.trashed_at, ${BY('p')}
       from panel_owner o join panel p on p.id = o.id join scene s on s.id = p.scene_id
         join chapter c on c.id = s.chapter_id
       where o.owner = p.id and ${SHOWN('p')}
       union all
       select 'take', t.id, c.number, c.title, s.number, p.what, t.trashed_at, 'author'
       from take_owner o join take t on t.id = o.id join panel p on p.id = t.panel_id join scene s on s.id = p.scene_id
         join chapter c on c.id = s.chapter_id
       where o.owner = t.id
     )
     select top.*,
       (select count(*) from scene_owner where owner = top.id and scene_owner.id <> top.id) scenes,
       (select count(*) from panel_owner where owner = top.id and panel_owner.id <> top.id) panels,
       coalesce(held.takes, 0) takes, coalesce(held.bytes, 0) bytes, held.takeId
     from top left join (
       select owner, count(*) takes, sum(bytes) bytes, max(id) takeId from take_owner group by owner
     ) held on held.owner = top.id
     order by trashedAt desc, top.id desc`,
  )
  const takesUpTo = sqlite
    .prepare(
      `with ${OWNERS} select o.id from take_owner o join take t on t.id = o.id left join panel_owner p on p.id = t.panel_id
       where t.trashed_at <= @until or p.trashed_at <= @until`,
    )
    .pluck()
  const unpick = sqlite.prepare('delete from pick where take_id in (select value from json_each(?))')
  const discard = sqlite.prepare(
    'update take set trashed_at = coalesce(trashed_at, @until) where id in (select value from json_each(@ids))',
  )
  const entriesUpTo = sqlite.prepare(
    `with ${OWNERS}
     select 'chapter' kind, c.id from chapter c where c.trashed_at <= @until and ${SHOWN('c')}
     union all select 'scene', s.id from scene s where s.trashed_at <= @until and ${SHOWN('s')}
     union all select 'panel', p.id from panel p where p.trashed_at <= @until and ${SHOWN('p')}`,
  )
  return {
    /** Newest first. */
    list: (): TrashRow[] => rows.all() as TrashRow[],
    /**
     * Puts pictures there by themselves that went with their panel, so that they can be removed; none of them stands for
     * it any more.
     *
     * @param until only what went there by then, epoch ms
     * @returns ids of all that went there by then
     */
    discardTakes(until: number): string[] {
      const ids = takesUpTo.all({ until }) as string[]
      const list = JSON.stringify(ids)
      unpick.run(list)
      discard.run({ ids: list, until })
      return ids
    },
    /** Chapters, scenes and panels that went there until a moment, epoch ms. */
    entries: (until: number): { kind: EntryKind; id: string }[] =>
      entriesUpTo.all({ until }) as { kind: EntryKind; id: string }[],
  }
}
