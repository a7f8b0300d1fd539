import type { TreeFilter } from '../../shared/contract/index.ts'
import type { GenerationRequest } from '../../shared/domain/generation.ts'
import type { FailureKind, JobState } from '../../shared/domain/job.ts'
import { FLAGGED_FROM } from '../../shared/domain/take-check.ts'
import type { Project } from '../open-project.ts'
import { queueStore } from '../store/queue/index.ts'
import type { TakeRow } from '../store/queue/takes.ts'
import { findTake } from './culling.ts'
import { firstWords, panelIdsFor } from './tree.ts'

/** A picture as lists show it. */
export interface TakeView {
  id: string
  panelId: string
  style: string
  lang: string
  index: number
  width: number
  height: number
  bytes: number
  state: 'candidate' | 'rejected'
  picked: boolean
  file: TakeRow['fileState']
  flags: number
  createdAt: number
}

/** A picture that is not there: on its way, or ended without one. */
export interface OpenSlot {
  jobId: string
  state: JobState
  index: number
  failure: FailureKind | null
  message: string | null
  attempts: number
  startedAt: number | null
  /** How many wait before it in its lane; null when it does not wait. */
  place: number | null
}

export interface PanelTakes {
  panelId: string
  chapter: string
  scene: number
  number: number
  words: string
  stale: boolean
  takes: TakeView[]
  open: OpenSlot[]
}

export interface Edition {
  style: string
  lang: string
}

/** Pictures by panel, in reading order. */
export function galleryPage(
  project: Project,
  edition: Edition,
  filter: Omit<TreeFilter, 'edition'>,
  { offset, limit }: { offset: number; limit: number },
): { total: number; panels: PanelTakes[] } {
  const ids = panelIdsFor(project, { ...filter, edition })
  return { total: ids.length, panels: panelTakes(project, ids.slice(offset, offset + limit), edition) }
}

/** Takes of these panels in one edition, oldest first, and what is on its way. Panels in the trash are left out. */
export function panelTakes(project: Project, panelIds: readonly string[], edition: Edition): PanelTakes[] {
  const takes = Map.groupBy(readTakes(project, panelIds, edition), ({ panelId }) => panelId)
  const open = Map.groupBy(readOpen(project, panelIds, edition), ({ panelId }) => panelId)
  return project.script.panels(panelIds).map(({ id, chapter, scene, number, content, staleAt }) => ({
    panelId: id,
    chapter,
    scene,
    number,
    words: firstWords(content.what),
    stale: staleAt !== null,
    takes: takes.get(id) ?? [],
    open: (open.get(id) ?? []).map(({ panelId: _, ...slot }) => slot),
  }))
}

const TAKE = `select t.id, t.panel_id panelId, t.art_style_id style, t.language lang, t.image_index "index", t.width,
    t.height, t.bytes, t.state, k.take_id is not null picked, t.file_state file, t.created_at createdAt,
    (select count(*) from take_check c where c.take_id = t.id and c.probability >= ${FLAGGED_FROM}) flags
  from take t left join pick k on k.take_id = t.id`

function readTakes({ store }: Project, panelIds: readonly string[], { style, lang }: Edition): TakeView[] {
  const rows = store.sqlite
    .prepare(
      `${TAKE} where t.panel_id in (select value from json_each(@ids)) and t.art_style_id = @style
         and t.language = @lang and t.trashed_at is null
       order by t.created_at, t.id`,
    )
    .all({ ids: JSON.stringify(panelIds), style, lang }) as (Omit<TakeView, 'picked'> & { picked: 0 | 1 })[]
  return rows.map((row) => ({ ...row, picked: row.picked === 1 }))
}

/** The newest job of each image that is wanted, unless it brought its picture. */
function readOpen({ store }: Project, panelIds: readonly string[], { style, lang }: Edition) {
  return store.sqlite
    .prepare(
      `select j.id jobId, j.panel_id panelId, j.state, j.image_index "index", j.failure, j.message, j.attempts,
         j.started_at startedAt,
         case when j.state = 'queued' then (
           select count(*) from job before where before.state = 'queued' and before.lane = j.lane
             and (before.rank, before.batch_id, before.position) < (j.rank, j.batch_id, j.position)
         ) end place
       from job j
       where j.panel_id in (select value from json_each(@ids)) and j.art_style_id = @style and j.language = @lang
         and j.state not in ('done', 'cancelled')
         and not exists (
           select 1 from job later where later.panel_id = j.panel_id and later.art_style_id = j.art_style_id
             and later.language = j.language and later.image_index = j.image_index and later.id > j.id
         )
       order by j.image_index, j.id`,
    )
    .all({ ids: JSON.stringify(panelIds), style, lang }) as (OpenSlot & { panelId: string })[]
}

export interface TakeDetail extends TakeView {
  /** Null where nobody knows any more. */
  made: {
    provider: string
    model: string
    prompt: string
    negativePrompt: string
    seed: number
    quality: string | null
    costUsd: number | null
    ms: number | null
  } | null
}

/** A picture with how it was made. @throws AppError NOT_FOUND */
export function takeDetail(project: Project, takeId: string): TakeDetail {
  const { sqlite } = project.store
  const { takes, jobs } = queueStore(sqlite)
  const { key, jobId } = findTake({ takes }, takeId)
  const row = sqlite.prepare(`${TAKE} where t.id = ?`).get(takeId) as Omit<TakeView, 'picked'> & { picked: 0 | 1 }
  const body = jobs.request(key)
  const request = body === null ? null : (JSON.parse(body) as GenerationRequest)
  const cost = sqlite
    .prepare(
      `select sum(l.usd) usd, max(a.finished_at - a.started_at) ms
       from attempt a left join ledger l on l.attempt_id = a.id where a.job_id = ? and a.outcome = 'done'`,
    )
    .get(jobId) as { usd: number | null; ms: number | null }
  return {
    ...row,
    picked: row.picked === 1,
    made: request && {
      provider: request.provider,
      model: request.providerModel,
      prompt: request.prompt,
      negativePrompt: request.negativePrompt,
      seed: request.seed,
      quality: request.quality,
      costUsd: cost.usd,
      ms: cost.ms,
    },
  }
}
