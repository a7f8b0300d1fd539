import type { Diagnostic } from '../../shared/domain/diagnostic.ts'
import type { GenerationRequest, Tuning, TuningName } from '../../shared/domain/generation.ts'
import type { Priority } from '../../shared/domain/job.ts'
import { AppError } from '../../shared/errors.ts'
import { counted } from '../../shared/quantities.ts'
import { said } from '../../shared/said/said.ts'
import type { Project } from '../open-project.ts'
import { indexReferences } from '../prompts/resolve-references.ts'
import { promptLimits } from '../providers/catalogue/catalogue.ts'
import type { Capabilities, ImageProvider } from '../providers/provider.ts'
import type { BatchOrder } from '../queue/order.ts'
import { overnightLane } from '../queue/overnight/lane-name.ts'
import { PACING_PROFILES } from '../queue/pacing.ts'
import type { QueueStore } from '../store/queue/index.ts'
import type { StoredPanel } from '../store/script.ts'
import { readSharedPictures } from '../store/shared-pictures.ts'
import { drawableSizes } from './plan/drawable-sizes.ts'
import { measuredTimes } from './plan/measured-times.ts'
import { modelNotes } from './plan/model-notes.ts'
import { panelSizes } from './plan/panel-sizes.ts'
import { settleWishes, wishedSizes } from './plan/picture-wishes.ts'
import { type PlanBook, readPlanBook } from './plan/plan-book.ts'
import { type MadePicture, planJobs } from './plan/plan-jobs.ts'
import { type PlanSettings, settlePlan } from './plan/plan-settings.ts'
import { planWarnings } from './plan/plan-warnings.ts'
import type { PlannedJob, PlannedState, Redo } from './plan/planned-job.ts'
import { type Quote, type QuotedTime, quote } from './plan/quote.ts'
import { quotedTime } from './plan/quoted-time.ts'
import { referenceWarnings } from './plan/reference-warnings.ts'
import type { WorkOptions } from './run-jobs.ts'
import type { PlannedFor } from './shaping/asked-shapes.ts'
import { findStyle, listStyles } from './styles.ts'

export interface PlanOptions extends Redo, Pick<WorkOptions, 'concurrency' | 'pacing'>, Pick<OrderOptions, 'maxJobs'> {
  /** Chapter numbers as in the script. Of chapters, scenes and panels nothing named = the whole book; what is named adds up. */
  chapters?: readonly string[] | undefined
  sceneIds?: readonly string[] | undefined
  panelIds?: readonly string[] | undefined
  /** Ids of art styles, at least one. */
  styles: readonly string[]
  /** BCP 47; absent or empty = the book's own. */
  languages?: readonly string[] | undefined
  /** Images for each panel, style and language, from 1. Default 1. */
  images?: number | undefined
  provider: ImageProvider
  /** Default: the provider's first. Any id the vendor may have can be given; an unknown one has no price. */
  model?: string | undefined
  /** Default: the provider's lowest, because better ones cost more. */
  quality?: string | undefined
  /** Pixels; default: what was asked for before, otherwise nearest to the panel's slot on its page. */
  size?: { width: number; height: number } | undefined
  /** Settings of local servers; what the provider does not take is told and left out. */
  tuning?: Tuning | undefined
  /** Name of one of the book's workflows; for providers that work with them. */
  workflow?: string | undefined
  /** Through the provider's overnight service, at half the price. */
  overnight?: boolean | undefined
  /** What is to be seen in the author's own words, by panel, instead of what the script says. */
  words?: ReadonlyMap<string, string> | undefined
  /** Id of a reference picture that goes along with every request, before those of cast and places. */
  referenceId?: string | null | undefined
}

export interface Plan {
  jobs: PlannedJob[]
  quote: Quote
  diagnostics: Diagnostic[]
  /** The options with everything filled in. */
  settings: PlanSettings
  /** The pages that sizes were chosen for. */
  plannedFor: PlannedFor
}

/**
 * Every picture the options ask for, in reading order, with what it would cost; pictures that are there already are
 * named as such. Reads only.
 *
 * @throws AppError WRONG_USE for a style, chapter, model or quality that does not exist, and for a book without panels
 */
export function planBatch(project: Project, options: PlanOptions, book: PlanBook = readPlanBook(project)): Plan {
  const today = new Date(project.now()).toISOString().slice(0, 10)
  const settings = settlePlan(project, options, today)
  const { bible, assumed, queue } = book
  const { own: stored, sharing } = ownPictures(project, chosenPanels(book, options), options)
  const panels = stored.map((panel) => ({ ...panel, date: panel.date ?? assumed.get(panel.id) ?? null }))
  const files = new Map(project.script.chapters().map(({ id, file }) => [id, file]))
  const fileOf = ({ chapterId }: StoredPanel) => files.get(chapterId) ?? ''
  const styles = settings.styles.map((id) => findStyle(project, id))
  const known = new Set(listStyles(project).map(({ style }) => style.id))
  const isStyle = (id: string) => known.has(id)
  const wished = settleWishes(panels, {
    ...{ provider: options.provider, model: settings.model, styles: settings.styles, isStyle, today, fileOf },
    modelIsSaid: options.model !== undefined,
  })
  const drawnBy = (model: string, drawn: readonly StoredPanel[]) => {
    const can = options.provider.capabilities(model)
    const quality = model === settings.model ? settings.quality : qualityOf(can, settings.quality)
    const limits = promptLimits(settings.provider, model, can)
    // Their bytes are part of the key, so they are read where they are sent.
    const references = book.references(can.references > 0)
    const usable = references.filter(({ problem }) => problem === null).map(({ reference }) => reference)
    const shapes = book.shapes(drawableSizes(can.sizes, quality))
    const usual = panelSizes(shapes, { provider: settings.provider, model, quality, sizes: can.sizes })
    const sizeOf = wishedSizes(usual, drawn, can.sizes, quality)
    const jobs = planJobs({
      panels: drawn,
      compositions: book.compositions,
      bible,
      styles,
      isStyle,
      references: indexReferences(usable),
      reference: usable.find(({ id }) => id === options.referenceId),
      words: options.words,
      languages: settings.languages,
      images: settings.images,
      provider: options.provider,
      model,
      quality,
      sizeOf: (picture) => settings.size ?? sizeOf(picture),
      tuning: effective(settings.tuning, can.tuning),
      limits,
      redo: { again: options.again, retryInterrupted: options.retryInterrupted },
      overnight: settings.overnight,
      today,
      edits: (style, language) => project.promptEdits.forEdition(style, language),
      stateOf: (panelId, key) => stateOf(queue, panelId, key),
      takesOf: (panelId, style, language) => takesOf(queue, panelId, style, language),
      ordersOf: (panelId, style, language) => pictures(queue, queue.jobs.onOrder(panelId, style, language)),
    })
    const diagnostics = [
      ...modelNotes({ ...settings, model, quality }, can, today),
      ...referenceWarnings(references, model, can.references),
      ...planWarnings(drawn, jobs, bible, limits, fileOf),
    ]
    return { jobs, diagnostics, plannedFor: shapes.plannedFor }
  }
  const parts = [...wished.byModel].map(([model, drawn]) => drawnBy(model, drawn))
  const place = new Map(panels.map(({ id }, at) => [id, at]))
  const jobs = parts.flatMap((part) => part.jobs).sort((a, b) => place.get(a.panelId)! - place.get(b.panelId)!)
  return {
    jobs,
    quote: quote(upTo(jobs, options.maxJobs), (pictures) => timeFor(project, pictures, options, settings)),
    diagnostics: [
      ...untranslated(project.book.settings().language, settings.languages),
      ...undated(stored, assumed),
      ...wished.diagnostics,
      ...sharingNote(sharing),
      ...parts.flatMap((part) => part.diagnostics),
    ],
    settings,
    plannedFor: parts[0]!.plannedFor,
  }
}

/** @throws AppError WRONG_USE for a book without panels; NOT_FOUND where scenes or panels are named and none of them is there */
export function chosenPanels(
  { panels, layout }: PlanBook,
  { chapters, sceneIds, panelIds }: Pick<PlanOptions, 'chapters' | 'sceneIds' | 'panelIds'>,
): readonly StoredPanel[] {
  if (panels.length === 0)
    throw new AppError('WRONG_USE', said`There are no panels to draw.`, { remedy: said`Import a script first.` })
  // The whole book is what is on its pages: free prompts beside it are drawn, and paid for, when they are named.
  if (!chapters && !sceneIds && !panelIds) return [...layout.panels.values()]
  const [inChapters, inScenes, these] = [new Set(chapters), new Set(sceneIds), new Set(panelIds)]
  const chosen = panels.filter(
    ({ id, sceneId, chapter }) => these.has(id) || inScenes.has(sceneId) || inChapters.has(chapter),
  )
  if (chosen.length > 0) return chosen
  if (chapters)
    throw new AppError('WRONG_USE', said`There are no panels to draw.`, { remedy: said`Import a script first.` })
  throw new AppError('NOT_FOUND', said`None of these panels is in the script any more.`, {
    remedy: said`They may be in the trash since the last import. Choose others.`,
  })
}

/** Panels that show the picture of another are not drawn, unless they are asked for by themselves. */
function ownPictures(
  project: Project,
  panels: readonly StoredPanel[],
  { panelIds }: Pick<PlanOptions, 'panelIds'>,
): { own: readonly StoredPanel[]; sharing: number } {
  const shared = readSharedPictures(project.folder)
  if (shared.size === 0) return { own: panels, sharing: 0 }
  const live = new Set(project.script.panelIds())
  const named = new Set(panelIds)
  const own = panels.filter(({ id }) => named.has(id) || !live.has(shared.get(id) ?? ''))
  // A plan needs something to plan.
  return own.length === 0 ? { own: panels, sharing: 0 } : { own, sharing: panels.length - own.length }
}

function sharingNote(sharing: number): Diagnostic[] {
  if (sharing === 0) return []
  return [
    {
      severity: 'info',
      code: 'panels-share',
      file: '',
      line: 0,
      message: said`${counted(sharing, 'panel shows', 'panels show')} the picture of another, and ${sharing === 1 ? 'is' : 'are'} not drawn.`,
      remedy: said`To have them drawn: panelwright reuse <project> --withdraw`,
    },
  ]
}

/** The quality of a plan, where another model has it too. */
function qualityOf({ qualities }: Capabilities, wanted: string | null): string | null {
  return wanted !== null && qualities.includes(wanted) ? wanted : (qualities[0] ?? null)
}

export interface OrderOptions {
  /** What the batch is called; default: its styles, languages and chapters. */
  title?: string | undefined
  /** Default `normal`. */
  priority?: Priority | undefined
  /** Hard cap for this batch, US dollars; absent = none. */
  budgetUsd?: number | undefined
  /** At most this many pictures, the first in reading order. */
  maxJobs?: number | undefined
  /** The author means to look after so many; kept for the report. */
  gate?: number | undefined
}

/** A plan without the pictures to make that come after the first so many. */
export function upTo(jobs: readonly PlannedJob[], most = Number.POSITIVE_INFINITY): PlannedJob[] {
  let wanted = 0
  return jobs.filter((job) => !job.wanted || wanted++ < most)
}

/** The pictures of a plan that are to be made, as one batch for the queue. */
export function toBatchOrder({ jobs, settings, plannedFor }: Plan, options: OrderOptions = {}): BatchOrder {
  const wanted = jobs.filter((job) => job.wanted).slice(0, options.maxJobs ?? Number.POSITIVE_INFINITY)
  const { styles, languages } = settings
  const edition = [styles.join(' + '), languages.join(' + ')].filter((part) => part !== '').join(' · ')
  return {
    title: options.title ?? (settings.chapters ? said`${edition} · chapter ${settings.chapters.join(', ')}` : edition),
    settings: { ...settings, pages: plannedFor, ...(options.gate === undefined ? {} : { gate: options.gate }) },
    priority: options.priority ?? 'normal',
    budgetUsd: options.budgetUsd ?? null,
    jobs: wanted.map(({ panelId, key, chapter, scene, request, price }) => ({
      panelId,
      folder: `ch${padded(chapter)}/sc${padded(String(scene))}`,
      key,
      lane: laneOf(settings),
      request,
      // The most it may cost: a cap that holds for that holds for certain.
      estimateUsd: price?.untilUsd ?? null,
    })),
  }
}

/** `01`, `12`, `03.5`: sorts as it is read. */
export const padded = (number: string) => number.replace(/^\d+/, (digits) => digits.padStart(2, '0'))

/** @throws AppError WRONG_USE with the chapters there are */
export function assertChapters(project: Project, chapters: readonly string[]): void {
  const unknown = project.script.unknownChapters(chapters)
  if (unknown.length === 0) return
  const known = project.script.chapters().map(({ number }) => number)
  throw new AppError('WRONG_USE', said`There is no chapter ${unknown.join(', ')}.`, {
    remedy: said`The book has: ${known.join(', ') || 'none yet'}.`,
  })
}

/** Where the pictures of a plan wait for their turn. */
export function laneOf({ provider, overnight }: Pick<PlanSettings, 'provider' | 'overnight'>): string {
  return overnight ? overnightLane(provider) : provider
}

/** How long so many pictures take; null = nothing says. */
export function timeFor(
  project: Project,
  pictures: number,
  options: Pick<PlanOptions, 'provider' | 'concurrency' | 'pacing'>,
  settings: Pick<PlanSettings, 'overnight' | 'model' | 'quality'>,
): QuotedTime | null {
  // How long a night takes nobody can tell.
  if (settings.overnight) return null
  const { provider, concurrency = null, pacing = 'default' } = options
  const { model, quality } = settings
  const work = { pace: provider.pace(model), profile: PACING_PROFILES[pacing], concurrency }
  return quotedTime(pictures, work, measuredTimes(project.store.sqlite, provider.id, model, quality))
}

/** The settings that have an effect; the others must not make another picture of the same key. */
function effective(tuning: Tuning, taken: readonly TuningName[]): Tuning {
  return Object.fromEntries(Object.entries(tuning).filter(([name]) => taken.includes(name as TuningName)))
}

function stateOf(queue: QueueStore, panelId: string, key: string): Exclude<PlannedState, 'repeated'> {
  if (queue.takes.hasWhole(key)) return 'done'
  const state = queue.jobs.ofImage(panelId, key)?.state
  // A job that is done without its picture: the picture was thrown away or lost since.
  return state === undefined || state === 'done' ? 'new' : state
}

/** Pictures of a panel in an edition with the requests they were made from, newest first. */
function takesOf(queue: QueueStore, panelId: string, style: string, language: string): MadePicture[] {
  const takes = queue.takes.ofPanel(panelId)
  return pictures(queue, takes.filter((take) => take.artStyleId === style && take.language === language).reverse())
}

function pictures({ jobs }: QueueStore, rows: readonly { key: string; imageIndex: number }[]): MadePicture[] {
  return rows.flatMap(({ key, imageIndex }) => {
    const body = jobs.request(key)
    return body === null ? [] : [{ key, index: imageIndex, request: JSON.parse(body) as GenerationRequest }]
  })
}

function undated(panels: readonly StoredPanel[], assumed: ReadonlyMap<string, string>): Diagnostic[] {
  const undated = panels.filter(({ id }) => assumed.has(id))
  if (undated.length === 0) return []
  const scenes = new Set(undated.map(({ sceneId }) => sceneId)).size
  const dates = [...new Set(undated.map(({ id }) => assumed.get(id)!))].sort()
  return [
    {
      severity: 'info',
      code: 'scene-undated',
      file: '',
      line: 0,
      message: said`${counted(scenes, 'scene')} without a date: people are drawn as they look in ${dates.join(', ')}.`,
      remedy: said`Open a scene with a line such as "The quay — 3 May 1931, evening" to say when it plays.`,
    },
  ]
}

/** Until a translator is set up, a prompt has the words the script has, whatever language the edition is in. */
function untranslated(own: string, languages: readonly string[]): Diagnostic[] {
  const base = (tag: string) => new Intl.Locale(tag).language
  const others = languages.filter((tag) => base(tag) !== base(own))
  if (others.length === 0) return []
  return [
    {
      severity: 'warning',
      code: 'no-translator',
      file: '',
      line: 0,
      message: said`No translator is set up: the prompts for ${others.join(', ')} stay in the language of the script (${own}).`,
      remedy: said`Image models read most languages; lettering is set apart from the pictures.`,
    },
  ]
}
