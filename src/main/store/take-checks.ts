import type { TakeFinding } from '../../shared/domain/take-check.ts'
import type { Store } from './open-store.ts'

/** Where a picture belongs in the book. */
export interface TakePlace {
  takeId: string
  panelId: string
  chapter: string
  scene: number
  /** From 1 within the scene. */
  panel: number
  style: string
  lang: string
  /** Which of the images wanted; from 0. */
  index: number
}

/** A picture that can be looked at. */
export interface CheckableTake extends TakePlace {
  key: string
  /** Relative to the project folder, with `/`. */
  path: string
}

/** What was found in a picture, with its place. */
export interface PlacedFinding extends TakePlace, TakeFinding {
  /** Who drew it; null = nobody knows any more. */
  provider: string | null
  /** Relative to the project folder, with `/`. */
  path: string
  /** Who looked: provider and model. */
  checker: string
  /** Epoch ms. */
  checkedAt: number
}

export interface TakeFilter {
  /** Chapter numbers; absent = all. */
  chapters?: readonly string[] | undefined
  /** Ids of art styles; absent = all. */
  styles?: readonly string[] | undefined
}

export interface TakeCheckRepository {
  /** Whole pictures of living panels that the author has not rejected, in reading order. */
  checkable(filter: TakeFilter): CheckableTake[]
  /** Ids of takes that somebody has looked at. @param kinds `vision`: at anything but the vendor's rules */
  lookedAt(checker: string, kinds: 'vision' | 'moderation'): Set<string>
  /** Keeps what was found in a picture, in place of what an earlier look found; moderation is a look of its own. */
  write(takeId: string, checker: string, findings: readonly TakeFinding[], at: number): void
  /** Keeps that somebody would not look, unless somebody else has: what they found is worth more. */
  writeDeclined(takeId: string, checker: string, message: string, at: number): void
  /** Findings of at least this probability that say something, in reading order. */
  flags(least: number, filter: TakeFilter): PlacedFinding[]
  /** How many pictures were looked at, by whomever. */
  countLookedAt(): number
  /** The picture the author chose first in a style; null = none yet. */
  firstPicked(style: string): { takeId: string; path: string } | null
}

/** Living panels with the number they have in their scene. */
const PLACED = `
  with placed as (
    select p.id panel_id, c.number chapter, s.number scene, c.order_key chapter_key, s.order_key scene_key,
      row_number() over (partition by s.id order by p.order_key) panel
    from panel p join scene s on s.id = p.scene_id join chapter c on c.id = s.chapter_id
    where p.trashed_at is null and s.trashed_at is null and c.trashed_at is null
  )`
const PLACE = `t.id takeId, t.panel_id panelId, placed.chapter, placed.scene, placed.panel, t.art_style_id style,
  t.language lang, t.image_index "index"`
const MEANT = `(@chapters is null or placed.chapter in (select value from json_each(@chapters)))
  and (@styles is null or t.art_style_id in (select value from json_each(@styles)))`
const READING = 'order by chapter_key, scene_key, placed.panel, t.art_style_id, t.language, t.id'

export function takeCheckRepository({ sqlite }: Pick<Store, 'sqlite'>): TakeCheckRepository {
  const values = ({ chapters, styles }: TakeFilter) => ({
    chapters: chapters ? JSON.stringify(chapters) : null,
    styles: styles ? JSON.stringify(styles) : null,
  })
  return {
    checkable: (filter) =>
      sqlite
        .prepare(
          `${PLACED} select ${PLACE}, t.key, t.path from take t join placed on placed.panel_id = t.panel_id
           where t.trashed_at is null and t.state <> 'rejected' and t.file_state = 'whole' and ${MEANT} ${READING}`,
        )
        .all(values(filter)) as CheckableTake[],
    lookedAt: (checker, kinds) =>
      new Set(
        sqlite
          .prepare("select distinct take_id from take_check where checker = ? and (kind = 'moderation') = ?")
          .pluck()
          .all(checker, kinds === 'moderation' ? 1 : 0) as string[],
      ),
    write(takeId, checker, findings, at) {
      const insert = sqlite.prepare(
        `insert into take_check (take_id, kind, probability, message, checker, checked_at)
         values (@takeId, @kind, @probability, @message, @checker, @at)`,
      )
      const isModeration = findings.some(({ kind }) => kind === 'moderation') ? 1 : 0
      sqlite.transaction(() => {
        sqlite
          .prepare("delete from take_check where take_id = ? and (kind = 'moderation') = ?")
          .run(takeId, isModeration)
        for (const finding of findings) insert.run({ ...finding, takeId, checker, at })
      })()
    },
    writeDeclined(takeId, checker, message, at) {
      sqlite
        .prepare(
          `insert into take_check (take_id, kind, probability, message, checker, checked_at)
           select @takeId, 'people', 0, @message, @checker, @at
           where not exists (select 1 from take_check where take_id = @takeId and kind <> 'moderation')`,
        )
        .run({ takeId, checker, message, at })
    },
    flags: (least, filter) =>
      sqlite
        .prepare(
          `${PLACED} select ${PLACE}, t.path, j.lane provider, k.kind, k.probability, k.message, k.checker,
             k.checked_at checkedAt
           from take_check k join take t on t.id = k.take_id join placed on placed.panel_id = t.panel_id
             left join job j on j.id = t.job_id
           where k.probability >= @least and k.message <> '' and t.trashed_at is null and t.state <> 'rejected'
             and ${MEANT} ${READING}, k.kind`,
        )
        .all({ ...values(filter), least }) as PlacedFinding[],
    countLookedAt: () =>
      sqlite
        .prepare(
          'select count(distinct k.take_id) from take_check k join take t on t.id = k.take_id where t.trashed_at is null',
        )
        .pluck()
        .get() as number,
    firstPicked: (style) =>
      (sqlite
        .prepare(
          `select t.id takeId, t.path from pick p join take t on t.id = p.take_id
           where p.art_style_id = ? and t.trashed_at is null and t.file_state = 'whole' order by p.picked_at, t.id limit 1`,
        )
        .get(style) as { takeId: string; path: string } | undefined) ?? null,
  }
}
