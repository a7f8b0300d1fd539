import type { RouteOutput, Sheet } from '../../../shared/contract/index.ts'
import { said } from '../../../shared/said/said.ts'
import { nextStep } from '../../../shared/sheet/gates.ts'
import type { Project } from '../../open-project.ts'
import { findModel } from '../../providers/catalogue/catalogue.ts'
import { OVERNIGHT_FACTOR, type Price } from '../../providers/catalogue/price.ts'
import type { ImageProvider } from '../../providers/provider.ts'
import { readBudgets } from '../budgets.ts'
import { type PlanBook, readPlanBook } from '../plan/plan-book.ts'
import { settleModel } from '../plan/plan-settings.ts'
import { isToMake, type PlannedJob } from '../plan/planned-job.ts'
import { type PlanOptions, planBatch, timeFor } from '../planning.ts'
import { loosePanels } from './loose-prompts.ts'
import { assertSound, type PlannedBox, planSheet, sheetProblems } from './sheet-plan.ts'

export type SheetQuote = RouteOutput<'sheet.quote'>

interface Sum {
  pictures: number
  fromUsd: number
  untilUsd: number
  unknownPrices: number
}

/** Pictures a sheet asks for, box by box; a sheet about the book has one for the whole selection. */
interface QuotedSheet {
  boxes: readonly PlannedBox[]
  /** Pictures to make, each once, in order. */
  jobs: readonly PlannedJob[]
  prompts: number
  left: number
}

/**
 * What a sheet comes to. Reads only.
 *
 * @throws AppError WRONG_USE for what stands in the way of the sheet as a whole; as planBatch
 */
export function quoteSheet(
  project: Project,
  sheet: Sheet,
  provider: ImageProvider,
  usualPacing: 'default' | 'gentle' = 'default',
  inBook: PlanBook = readPlanBook(project),
): SheetQuote {
  const { settings } = sheet
  const today = new Date(project.now()).toISOString().slice(0, 10)
  const problems = sheetProblems(project, sheet, provider)
  assertSound(problems)
  const { model, quality } = settleModel(
    { provider, model: settings.model ?? undefined, quality: settings.quality ?? undefined },
    today,
  )
  const night = whyNoNight(provider, model)
  const overnight = settings.overnight && night === null
  const quoted = sheet.mode === 'book' ? quoteBook(project, sheet, provider) : quoteBoxes()
  const wanted = quoted.jobs.filter((job) => job.wanted)
  const all = sumOf(wanted)
  const { pictures } = nextStep(wanted.length, settings.gates)
  const languages = settings.languages.length > 0 ? settings.languages : [project.book.settings().language]
  const master = quoted.boxes.filter(({ isOwn }) => !isOwn)
  const time = timeFor(
    project,
    wanted.length,
    { provider, pacing: pacingOf(settings, usualPacing) },
    { overnight, model, quality },
  )
  return {
    revision: sheet.revision,
    settings: { ...settings, provider: provider.id, model, quality, languages: [...languages] },
    prompts: quoted.prompts,
    left: quoted.left,
    ...all,
    asked: quoted.jobs.length,
    there: quoted.jobs.filter(({ wanted, problem, state }) => !wanted && !(problem !== null && isToMake(state))).length,
    apart: apartOf(project, quoted.boxes, inBook),
    master: {
      ...(sheet.mode === 'book' ? all : sumOf(jobsOf(master, wanted))),
      asked: sheet.mode === 'book' ? quoted.jobs.length : onceEach(master.flatMap(({ jobs }) => jobs)).length,
      boxes: sheet.mode === 'book' ? quoted.prompts : master.length,
      styles: settings.styles.length,
      languages: languages.length,
      images: settings.images,
    },
    own: quoted.boxes
      .filter(({ isOwn }) => isOwn)
      .map((each) => {
        const jobs = jobsOf([each], wanted)
        return {
          ...sumOf(jobs),
          asked: each.jobs.length,
          boxId: each.box.id,
          box: each.number,
          each: priceEach(each.jobs),
          settings: { ...each.settings, ...made(each), styles: [...each.settings.styles], languages: [...languages] },
        }
      }),
    time: time === null || wanted.length === 0 ? null : { ...time, source: time.measured > 0 ? 'measured' : 'tier' },
    overnight: night === null ? (overnight ? all : halved(all)) : null,
    overnightWhy: night,
    first: { ...sumOf(wanted.slice(0, pictures)), gated: pictures < wanted.length },
    money: moneyOf(project, settings.capUsd, all),
    without: withoutEffect(sheet, provider, model, night),
  }

  function quoteBoxes(): QuotedSheet {
    const plan = planSheet(project, sheet, provider, { overnight }, problems, inBook)
    return { ...plan, jobs: onceEach(plan.boxes.flatMap(({ jobs }) => jobs)), left: plan.prompts - plan.boxes.length }
  }

  function quoteBook(project: Project, sheet: Sheet, provider: ImageProvider): QuotedSheet {
    const { jobs } = planBatch(project, { ...bookOptions(sheet, provider), overnight }, inBook)
    return { boxes: [], jobs, prompts: new Set(jobs.map(({ panelId }) => panelId)).size, left: 0 }
  }
}

/** How many free prompts are, or will be, panels on no page: see `ChapterEntry.loose`. */
function apartOf(project: Project, boxes: readonly PlannedBox[], { layout, panels }: PlanBook): number {
  const free = boxes.filter(({ box }) => box.panelId === null)
  if (free.length === 0) return 0
  const apart = new Set(layout.apart.map(({ id }) => id))
  const loose = new Set(loosePanels(project, panels).values())
  const areTakenIn = project.script.chapters().some(({ loose }) => loose === 'in-book')
  const hasOwn = [...layout.panels.keys()].some((id) => !loose.has(id))
  const isNewApart = hasOwn && !areTakenIn
  return free.filter(({ panelId }) => apart.has(panelId) || (isNewApart && !loose.has(panelId))).length
}

/** A sheet that asks for nothing special is worked at the author's usual pace. */
export function pacingOf(
  { pacing }: Pick<Sheet['settings'], 'pacing'>,
  usual: 'default' | 'gentle',
): 'default' | 'gentle' {
  return pacing === 'default' ? usual : pacing
}

/** The plan of a sheet about the book itself. */
export function bookOptions({ settings, selection }: Sheet, provider: ImageProvider): PlanOptions {
  return {
    provider,
    model: settings.model ?? undefined,
    quality: settings.quality ?? undefined,
    size: settings.size ?? undefined,
    images: settings.images,
    styles: settings.styles,
    languages: settings.languages,
    referenceId: settings.referenceId,
    pacing: settings.pacing,
    overnight: settings.overnight,
    ...selectionOptions(selection),
  }
}

/** What of the book is chosen; nothing named = all of it. */
export function selectionOptions({
  chapters,
  sceneIds,
  panelIds,
}: Sheet['selection']): Pick<PlanOptions, 'chapters' | 'sceneIds' | 'panelIds'> {
  return {
    ...(chapters.length > 0 ? { chapters } : {}),
    ...(sceneIds.length > 0 ? { sceneIds } : {}),
    ...(panelIds.length > 0 ? { panelIds } : {}),
  }
}

/** Two boxes may ask for the very same picture: it is made, and paid, once. */
export function onceEach(jobs: readonly PlannedJob[]): PlannedJob[] {
  const seen = new Set<string>()
  return jobs.filter(({ key }) => !seen.has(key) && seen.add(key))
}

function jobsOf(boxes: readonly PlannedBox[], wanted: readonly PlannedJob[]): PlannedJob[] {
  const counted = new Set(wanted)
  return boxes.flatMap(({ jobs }) => jobs.filter((job) => counted.has(job)))
}

function sumOf(jobs: readonly Pick<PlannedJob, 'price'>[]): Sum {
  const sum = { pictures: jobs.length, fromUsd: 0, untilUsd: 0, unknownPrices: 0 }
  for (const { price } of jobs) {
    if (price === null) sum.unknownPrices++
    else {
      sum.fromUsd += price.fromUsd
      sum.untilUsd += price.untilUsd
    }
  }
  return sum
}

const halved = ({ fromUsd, untilUsd, ...rest }: Sum): Sum => ({
  ...rest,
  fromUsd: fromUsd * OVERNIGHT_FACTOR,
  untilUsd: untilUsd * OVERNIGHT_FACTOR,
})

/** Of one picture, at least and at most. */
function priceEach(jobs: readonly PlannedJob[]): Price | null {
  const prices = jobs.map(({ price }) => price)
  if (prices.length === 0 || prices.includes(null)) return null
  return {
    fromUsd: Math.min(...prices.map((price) => price!.fromUsd)),
    untilUsd: Math.max(...prices.map((price) => price!.untilUsd)),
  }
}

function made({ plan }: PlannedBox): { provider: string; model: string; quality: string | null } {
  const { provider, model, quality } = plan.settings
  return { provider, model, quality }
}

function whyNoNight(provider: ImageProvider, model: string): string | null {
  if (provider.overnight === undefined) return said`${provider.name} has no overnight service.`
  return findModel(provider.id, model)?.overnight === false
    ? said`${provider.name} does not take ${model} overnight.`
    : null
}

function moneyOf(project: Project, capUsd: number | null, { untilUsd, unknownPrices }: Sum): SheetQuote['money'] {
  const { book, day } = readBudgets(project)
  const room = [capUsd, book.leftUsd, day.leftUsd].filter((usd) => usd !== null)
  const over = room.length === 0 ? 0 : Math.max(0, untilUsd - Math.min(...room))
  return {
    spentUsd: book.spentUsd,
    bookUsd: book.capUsd,
    bookLeftUsd: book.leftUsd,
    dayUsd: day.capUsd,
    dayLeftUsd: day.leftUsd,
    capUsd,
    overUsd: unknownPrices > 0 && over === 0 && room.length > 0 ? null : over,
  }
}

function withoutEffect(
  { settings }: Sheet,
  provider: ImageProvider,
  model: string,
  night: string | null,
): SheetQuote['without'] {
  const found: SheetQuote['without'] = []
  if (settings.referenceId !== null && provider.capabilities(model).references === 0)
    found.push({ setting: 'reference', why: said`${model} takes no reference pictures.` })
  if (settings.overnight && night !== null) found.push({ setting: 'overnight', why: night })
  return found
}
