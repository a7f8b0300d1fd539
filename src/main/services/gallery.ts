import type { GalleryFilter, SlotState } from '../../shared/contract/index.ts'
import type { GenerationRequest } from '../../shared/domain/generation.ts'
import type { Project } from '../open-project.ts'
import { type EditionOrAny, panelMarks } from '../store/panel-marks.ts'
import { queueStore } from '../store/queue/index.ts'
import { readSharedPictures } from '../store/shared-pictures.ts'
import { type OpenSlot, type TakeSlot, takeSlots } from '../store/take-slots.ts'
import { findTake } from './culling.ts'
import { firstWords, panelIdsFor } from './tree.ts'

export interface TakeView extends Omit<TakeSlot, 'nth'> {
  /** What it is called in its panel and edition: `2` for the second image, `2.3` where that was made a third time. */
  number: string
}

function named({ nth, ...take }: TakeSlot): TakeView {
  return { ...take, number: nth === 1 ? `${take.index + 1}` : `${take.index + 1}.${nth}` }
}

export interface PanelPlace {
  panelId: string
  sceneId: string
  chapterId: string
  chapter: string
  scene: number
  number: number
}

export interface SharedPicture extends PanelPlace {
  /** What stands for that panel; null = nothing yet. */
  takeId: string | null
}

export interface PanelTakes {
  panelId: string
  chapterId: string
  sceneId: string
  chapter: string
  scene: number
  number: number
  strip: string | null
  shot: string
  words: string
  stale: boolean
  /** The panel whose picture this one shows as long as it has none of its own. */
  shares: SharedPicture | null
  /** Panels that show the picture of this one. */
  sharedBy: PanelPlace[]
  takes: TakeView[]
  open: Omit<OpenSlot, 'panelId'>[]
}

/** What the gallery holds, without its pictures: enough to know its length and where everything stands. */
export interface GalleryOutline {
  /** Panels that have something to show, in reading order. */
  panelIds: string[]
  /** Of each panel: pictures, and pictures with those that are still open. */
  takes: number[]
  slots: number[]
  /** Of each panel: width over height of its pictures, so that their places can be kept before they are there. */
  aspects: number[]
  /** Over the whole, whatever `show` leaves of it. */
  counts: GalleryCounts
  models: { model: string | null; takes: number }[]
}

export type GalleryCounts = Record<SlotState | 'takes' | 'panels', number>

/** Where nobody knows the shape of a picture. */
const USUAL_ASPECT = 1.5

const NO_TAKES = { takes: 0, candidate: 0, kept: 0, rejected: 0, picked: 0, flagged: 0, lost: 0 }
const NO_OPEN = { queued: 0, running: 0, failed: 0, refused: 0, unknown: 0 }

/** Looks and languages the book has pictures in, those with the most panels first. Looks at no file. */
export function drawnEditions({ store }: Pick<Project, 'store'>): { style: string; lang: string; panels: number }[] {
  return takeSlots(store.sqlite).editions()
}

/**
 * @param alsoPanelId shown whatever its state: the one the author is at, so that it does not go from under their hands
 */
export function galleryOutline(
  project: Project,
  edition: EditionOrAny,
  filter: GalleryFilter,
  alsoPanelId?: string,
): GalleryOutline {
  const slots = takeSlots(project.store.sqlite)
  const { show, model, flagged, rating, ...panels } = filter
  const which = { model, flagged, rating }
  const takes = new Map(slots.takeCounts(edition, which).map((row) => [row.panelId, row]))
  // What is not there yet was drawn by nobody and has no mark.
  const asksOfTakes = model !== undefined || flagged !== undefined || rating !== undefined
  const open = new Map(asksOfTakes ? [] : slots.openCounts(edition).map((row) => [row.panelId, row]))
  const outline: GalleryOutline = {
    ...{ panelIds: [], takes: [], slots: [], aspects: [] },
    counts: { panels: 0, ...NO_TAKES, ...NO_OPEN },
    models: slots.models(edition),
  }
  // A panel without a picture of its own that shows another's has a place for it.
  const shared = asksOfTakes || show !== undefined ? new Map<string, string>() : readSharedPictures(project.folder)
  for (const panelId of panelIdsFor(project, treeFilterOf(edition, panels))) {
    const [drawn, wanted] = [takes.get(panelId), open.get(panelId)]
    const [there, coming] = [drawn ?? NO_TAKES, wanted ?? NO_OPEN]
    const counted: Record<SlotState | 'takes', number> = { ...there, ...coming }
    const slotCount =
      Number(there.takes === 0 && shared.has(panelId)) +
      there.takes +
      coming.queued +
      coming.running +
      coming.failed +
      coming.refused +
      coming.unknown
    if (slotCount === 0) continue
    outline.counts.panels++
    for (const name of COUNTED) outline.counts[name] += counted[name]
    if (show !== undefined && panelId !== alsoPanelId && !show.some((state) => counted[state] > 0)) continue
    outline.panelIds.push(panelId)
    outline.takes.push(there.takes)
    outline.slots.push(slotCount)
    const aspect = drawn?.aspect ?? (wanted && slots.askedAspect(wanted.key)) ?? USUAL_ASPECT
    outline.aspects.push(Math.round(aspect * 1_000) / 1_000)
  }
  return outline
}

const COUNTED = [...Object.keys(NO_TAKES), ...Object.keys(NO_OPEN)] as (SlotState | 'takes')[]

function treeFilterOf({ style, lang }: EditionOrAny, panels: Omit<GalleryFilter, keyof TakeFilter>) {
  // The marks of panels are those of one edition, or of all.
  return style !== null && lang !== null ? { ...panels, edition: { style, lang } } : panels
}

type TakeFilter = Pick<GalleryFilter, 'show' | 'model' | 'flagged' | 'rating'>

/** Pictures by panel, in reading order. */
export function galleryPage(
  project: Project,
  edition: EditionOrAny,
  filter: GalleryFilter,
  { offset, limit }: { offset: number; limit: number },
): { total: number; panels: PanelTakes[] } {
  const { panelIds } = galleryOutline(project, edition, filter)
  return {
    total: panelIds.length,
    panels: panelTakes(project, panelIds.slice(offset, offset + limit), edition, filter),
  }
}

/** Takes of these panels, oldest first, and what is on its way. Panels in the trash are left out. */
export function panelTakes(
  project: Project,
  panelIds: readonly string[],
  edition: EditionOrAny,
  { model, flagged, rating }: TakeFilter = {},
): PanelTakes[] {
  const slots = takeSlots(project.store.sqlite)
  const which = { model, flagged, rating }
  const asksOfTakes = model !== undefined || flagged !== undefined || rating !== undefined
  const takes = Map.groupBy(slots.takes(panelIds, edition, which), ({ panelId }) => panelId)
  const open = Map.groupBy(asksOfTakes ? [] : slots.open(panelIds, edition), ({ panelId }) => panelId)
  const sharing = sharedPictures(project, panelIds, edition)
  return project.script
    .panels(panelIds)
    .map(({ id, chapterId, sceneId, chapter, scene, number, strip, content, staleAt }) => ({
      ...{ panelId: id, chapterId, sceneId, chapter, scene, number, strip },
      shot: content.shot,
      words: firstWords(content.what),
      stale: staleAt !== null,
      shares: takes.has(id) || asksOfTakes ? null : (sharing.shows.get(id) ?? null),
      sharedBy: sharing.shownBy.get(id) ?? [],
      takes: (takes.get(id) ?? []).map(named),
      open: (open.get(id) ?? []).map(({ panelId: _, ...slot }) => slot),
    }))
}

/** Which of these panels show the picture of another, and whose is shown by others. */
function sharedPictures(
  project: Project,
  panelIds: readonly string[],
  edition: EditionOrAny,
): { shows: Map<string, SharedPicture>; shownBy: Map<string, PanelPlace[]> } {
  const shared = readSharedPictures(project.folder)
  const here = new Set(panelIds)
  const pairs = [...shared].filter(([id, source]) => here.has(id) || here.has(source))
  if (pairs.length === 0) return { shows: new Map(), shownBy: new Map() }
  const places = new Map(
    project.script
      .panels([...new Set(pairs.flat())])
      .map(({ id, sceneId, chapterId, chapter, scene, number }) => [
        id,
        { panelId: id, sceneId, chapterId, chapter, scene, number },
      ]),
  )
  const standing = panelMarks(project.store.sqlite).standing(
    pairs.map(([, source]) => source),
    edition,
  )
  const shows = new Map<string, SharedPicture>()
  const shownBy = new Map<string, PanelPlace[]>()
  for (const [id, source] of pairs) {
    const [own, other] = [places.get(id), places.get(source)]
    if (own === undefined || other === undefined) continue
    shows.set(id, { ...other, takeId: standing.get(source) ?? null })
    shownBy.set(source, [...(shownBy.get(source) ?? []), own])
  }
  return { shows, shownBy }
}

/** Ids of all pictures a filter shows, by panel in reading order. */
export function galleryTakeIds(project: Project, edition: EditionOrAny, filter: GalleryFilter): string[] {
  const { panelIds } = galleryOutline(project, edition, filter)
  const ids = takeSlots(project.store.sqlite).ids(panelIds, edition, filter)
  const byPanel = Map.groupBy(ids, ({ panelId }) => panelId)
  return panelIds.flatMap((panelId) => (byPanel.get(panelId) ?? []).map(({ id }) => id))
}

export interface PersonTake {
  panelId: string
  chapter: string
  scene: number
  number: number
  words: string
  takeId: string
}

/** The pictures that stand for the panels somebody is drawn in, in reading order; panels without one are left out. */
export function takesOfPerson(
  project: Project,
  personId: string,
  edition: EditionOrAny,
  { offset, limit }: { offset: number; limit: number },
): { total: number; rows: PersonTake[] } {
  const marks = panelMarks(project.store.sqlite)
  const ids = marks.ids({ personId }).map(({ id }) => id)
  const standing = marks.standing(ids, edition)
  const drawn = ids.filter((id) => standing.has(id))
  const rows = project.script
    .panels(drawn.slice(offset, offset + limit))
    .map(({ id, chapter, scene, number, content }) => ({
      ...{ panelId: id, chapter, scene, number },
      words: firstWords(content.what),
      takeId: standing.get(id)!,
    }))
  return { total: drawn.length, rows }
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
  const slot = takeSlots(sqlite).one(takeId)!
  const body = jobs.request(key)
  const request = body === null ? null : (JSON.parse(body) as GenerationRequest)
  const cost = sqlite
    .prepare(
      `select case when count(a.id) = 0 then null when count(l.id) = 0 then 0 else sum(l.usd) end usd,
         max(a.finished_at - a.started_at) ms
       from attempt a left join ledger l on l.attempt_id = a.id where a.job_id = ? and a.outcome = 'done'`,
    )
    .get(jobId) as { usd: number | null; ms: number | null }
  return {
    ...named(slot),
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
