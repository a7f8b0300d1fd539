import type Database from 'better-sqlite3'
import type { FailureKind, JobState } from '../../shared/domain/job.ts'
import type { Rating, Verdict } from '../../shared/domain/take.ts'
import { FLAGGED_FROM } from '../../shared/domain/take-check.ts'
import type { EditionOrAny } from './panel-marks.ts'

/** Which pictures are meant. All given conditions hold together. */
export interface TakeConditions {
  model?: string | undefined
  /** With a flag of a check, or without any. */
  flagged?: boolean | undefined
  /** The author's mark, at least. */
  rating?: number | undefined
}

/** How many pictures of a panel are how. */
export interface TakeCounts {
  panelId: string
  takes: number
  candidate: number
  kept: number
  rejected: number
  picked: number
  flagged: number
  /** Missing or changed on disk. */
  lost: number
  /** Width over height, on average. */
  aspect: number
}

/** How many pictures of a panel are on their way, or ended without one. */
export interface OpenCounts {
  panelId: string
  queued: number
  running: number
  failed: number
  refused: number
  unknown: number
  /** Of one of the requests. */
  key: string
}

/** A picture as galleries show it. */
export interface TakeSlot {
  id: string
  panelId: string
  style: string
  lang: string
  index: number
  /** Counts the pictures of one wish, from 1. */
  nth: number
  width: number
  height: number
  bytes: number
  model: string | null
  state: Verdict
  rating: Rating | null
  picked: boolean
  file: 'whole' | 'missing' | 'changed'
  flags: number
  /** The same bytes came before, for another panel or wish. */
  repeated: boolean
  createdAt: number
  /** From sending the request to the picture; null where nobody knows. */
  ms: number | null
}

/** A picture that is not there: on its way, or ended without one. */
export interface OpenSlot {
  jobId: string
  panelId: string
  style: string
  lang: string
  state: JobState
  index: number
  failure: FailureKind | null
  message: string | null
  attempts: number
  startedAt: number | null
  /** Quoted for one try; null = nobody knows. */
  estimateUsd: number | null
  /** What was asked for, of one that ended; null while it is on its way. */
  asked: { provider: string; model: string; quality: string | null } | null
  /** What its tries cost for certain; null = nobody knows. */
  chargedUsd: number | null
  /** A try of it may have been billed. */
  maybeCharged: boolean
  /** How many wait before it in its lane; null when it does not wait. */
  place: number | null
}

const ofEdition = (table: string) =>
  `(@style is null or ${table}.art_style_id = @style) and (@lang is null or ${table}.language = @lang)`
const FLAGGED = `(select distinct take_id from take_check where probability >= ${FLAGGED_FROM})`
const MEANT = `take.trashed_at is null and ${ofEdition('take')} and (@model is null or take.model = @model)
  and (@rating is null or take.rating >= @rating)
  and (@flagged is null or (flag.take_id is not null) = @flagged)`
const OPEN = `j.state in ('queued', 'running', 'failed', 'refused', 'unknown')
  and not exists (
    select 1 from job later where later.panel_id = j.panel_id and later.art_style_id = j.art_style_id
      and later.language = j.language and later.image_index = j.image_index and later.id > j.id
  )`

export type TakeSlots = ReturnType<typeof takeSlots>

/** Pictures and wishes for pictures by panel: what galleries count and show. */
export function takeSlots(sqlite: Database.Database) {
  const values = ({ style, lang }: EditionOrAny, { model, flagged, rating }: TakeConditions) => ({
    ...{ style, lang, model: model ?? null, rating: rating ?? null },
    flagged: flagged === undefined ? null : Number(flagged),
  })
  return {
    /** By panel, in no order; panels without any are left out. */
    takeCounts(edition: EditionOrAny, which: TakeConditions): TakeCounts[] {
      return sqlite
        .prepare(
          `select take.panel_id panelId, count(*) takes, sum(state = 'candidate') candidate, sum(state = 'kept') kept,
             sum(state = 'rejected') rejected, count(pick.take_id) picked, count(flag.take_id) flagged,
             sum(file_state <> 'whole') lost, avg(1.0 * width / height) aspect
           from take left join pick on pick.take_id = take.id left join ${FLAGGED} flag on flag.take_id = take.id
           where ${MEANT} group by take.panel_id`,
        )
        .all(values(edition, which)) as TakeCounts[]
    },
    openCounts(edition: EditionOrAny): OpenCounts[] {
      return sqlite
        .prepare(
          `select panel_id panelId, sum(state = 'queued') queued, sum(state = 'running') running,
             sum(state = 'failed') failed, sum(state = 'refused') refused, sum(state = 'unknown') unknown,
             min(key) key
           from job j where ${ofEdition('j')} and ${OPEN} group by panel_id`,
        )
        .all(edition) as OpenCounts[]
    },
    /** Width over height as a request asked for it; null = nobody knows. */
    askedAspect(key: string): number | null {
      const known = aspectsOf(sqlite)
      const found = known.get(key) ?? (askedAspect(sqlite, key) as number | null)
      if (found !== null) known.set(key, found)
      return found
    },
    /** Who drew pictures of an edition, the most used first; null = nobody knows any more. */
    models(edition: EditionOrAny): { model: string | null; takes: number }[] {
      return sqlite
        .prepare(
          `select model, count(*) takes from take where trashed_at is null and ${ofEdition('take')}
           group by model order by takes desc, model`,
        )
        .all(edition) as { model: string | null; takes: number }[]
    },
    /** Oldest first in each panel. */
    takes(panelIds: readonly string[], edition: EditionOrAny, which: TakeConditions): TakeSlot[] {
      const rows = sqlite
        .prepare(
          `with numbered as (
             select id, row_number() over (
               partition by panel_id, art_style_id, language, image_index order by created_at, id
             ) nth
             from take where panel_id in (select value from json_each(@ids))
           )
           ${TAKE_SLOT}, numbered.nth
           from numbered join take on take.id = numbered.id ${TAKE_JOINS}
           where ${MEANT}
           order by take.created_at, take.id`,
        )
        .all({ ids: JSON.stringify(panelIds), ...values(edition, which) })
      return rows.map(toSlot)
    },
    /** In the order images are wanted. */
    open(panelIds: readonly string[], edition: EditionOrAny): OpenSlot[] {
      const ids = JSON.stringify(panelIds)
      const rows = sqlite
        .prepare(
          `select j.id jobId, j.panel_id panelId, j.art_style_id style, j.language lang, j.state, j.image_index "index",
             j.failure, j.message, j.attempts, j.started_at startedAt, j.estimate_usd estimateUsd, null place,
             case when j.state in ('failed', 'refused', 'unknown') then (
               select json_object('provider', body ->> '$.provider', 'model', body ->> '$.providerModel',
                 'quality', body ->> '$.quality')
               from job_request r where r.key = j.key
             ) end asked,
             (select sum(l.usd) from ledger l where l.job_id = j.id and l.certainty = 'charged') chargedUsd,
             exists (select 1 from ledger l where l.job_id = j.id and l.certainty = 'unknown') maybeCharged
           from job j
           where j.panel_id in (select value from json_each(@ids)) and ${ofEdition('j')} and ${OPEN}
           order by j.image_index, j.id`,
        )
        .all({ ids, ...edition }) as OpenRow[]
      const places = rows.some(({ state }) => state === 'queued') ? placesInLanes(sqlite, ids) : new Map()
      return rows.map((row) => ({
        ...row,
        asked: row.asked === null ? null : JSON.parse(row.asked),
        maybeCharged: row.maybeCharged === 1,
        place: places.get(row.jobId) ?? null,
      }))
    },
    /** Ids of the pictures of panels, oldest first in each. */
    ids(panelIds: readonly string[], edition: EditionOrAny, which: TakeConditions): { id: string; panelId: string }[] {
      return sqlite
        .prepare(
          `select take.id, take.panel_id panelId from take left join ${FLAGGED} flag on flag.take_id = take.id
           where take.panel_id in (select value from json_each(@ids))
             and ${MEANT}
           order by take.created_at, take.id`,
        )
        .all({ ids: JSON.stringify(panelIds), ...values(edition, which) }) as { id: string; panelId: string }[]
    },
    /** One picture, also from the trash; null = there is none. */
    one(id: string): TakeSlot | null {
      const row = sqlite
        .prepare(
          `${TAKE_SLOT}, (
             select count(*) from take other
             where other.panel_id = take.panel_id and other.art_style_id = take.art_style_id
               and other.language = take.language and other.image_index = take.image_index
               and (other.created_at, other.id) <= (take.created_at, take.id)
           ) nth
           from take ${TAKE_JOINS} where take.id = ?`,
        )
        .get(id)
      return row === undefined ? null : toSlot(row)
    },
  }
}

type OpenRow = Omit<OpenSlot, 'maybeCharged' | 'asked'> & { maybeCharged: 0 | 1; asked: string | null }

const TAKE_SLOT = `select take.id, take.panel_id panelId, take.art_style_id style, take.language lang,
  take.image_index "index", take.width, take.height, take.bytes, take.model, take.state, take.rating,
  pick.take_id is not null picked, take.file_state file, take.same_as_take_id is not null repeated,
  take.created_at createdAt, job.finished_at - job.started_at ms,
  (select count(*) from take_check c where c.take_id = take.id and c.probability >= ${FLAGGED_FROM}) flags`
const TAKE_JOINS = `left join pick on pick.take_id = take.id
  left join job on job.id = take.job_id and job.state = 'done'
  left join ${FLAGGED} flag on flag.take_id = take.id`

function toSlot(row: unknown): TakeSlot {
  const raw = row as Omit<TakeSlot, 'picked' | 'repeated'> & { picked: 0 | 1; repeated: 0 | 1 }
  return { ...raw, picked: raw.picked === 1, repeated: raw.repeated === 1 }
}

/** Requests never change, and reading one means parsing it. */
const ASPECTS = new WeakMap<Database.Database, Map<string, number>>()

function aspectsOf(sqlite: Database.Database): Map<string, number> {
  const known = ASPECTS.get(sqlite) ?? new Map<string, number>()
  ASPECTS.set(sqlite, known)
  return known
}

function askedAspect(sqlite: Database.Database, key: string): unknown {
  return (
    sqlite
      .prepare(
        "select 1.0 * json_extract(body, '$.width') / json_extract(body, '$.height') from job_request where key = ?",
      )
      .pluck()
      .get(key) ?? null
  )
}

/** How many wait before each job of these panels: every lane is counted through once, whatever its length. */
function placesInLanes(sqlite: Database.Database, ids: string): Map<string, number> {
  const rows = sqlite
    .prepare(
      `with line as (
         select id, panel_id, row_number() over (partition by lane order by rank, batch_id, position) - 1 place
         from job where state = 'queued'
       )
       select id, place from line where panel_id in (select value from json_each(?))`,
    )
    .all(ids) as { id: string; place: number }[]
  return new Map(rows.map(({ id, place }) => [id, place]))
}
