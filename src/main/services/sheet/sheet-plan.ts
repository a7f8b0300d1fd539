import type { Sheet, SheetBox, SheetProblem } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { checkBoxes, hasWords } from '../../../shared/sheet/check-boxes.ts'
import { type BoxSettings, boxesOf, combinedPrompt, settingsOf } from '../../../shared/sheet/sheet-boxes.ts'
import type { Project } from '../../open-project.ts'
import type { ImageProvider } from '../../providers/provider.ts'
import type { StoredPanel } from '../../store/script.ts'
import { usualSize } from '../plan/picture-size.ts'
import { type PlanBook, readPlanBook, withPanels } from '../plan/plan-book.ts'
import { settleModel } from '../plan/plan-settings.ts'
import type { PlannedJob } from '../plan/planned-job.ts'
import { type Plan, type PlanOptions, planBatch } from '../planning.ts'
import { loosePanels, panelsToBe } from './loose-prompts.ts'
import { sheetFacts } from './sheet-facts.ts'

/** A box with the pictures it asks for. */
export interface PlannedBox {
  box: SheetBox
  /** Its place in the sheet, from 1. */
  number: number
  /** Its panel, in the book or to be. */
  panelId: string
  /** It has settings of its own. */
  isOwn: boolean
  /** It says it otherwise than the script. */
  hasOwnWords: boolean
  settings: BoxSettings
  /** As the plan filled them in. */
  plan: Plan
  jobs: PlannedJob[]
}

export interface SheetPlan {
  sheet: Sheet
  problems: SheetProblem[]
  /** Boxes without an error, in order. */
  boxes: PlannedBox[]
  /** Boxes with words. */
  prompts: number
  /** Free prompts that are not in the book yet, each once. */
  newPrompts: string[]
}

export interface SheetPlanOptions {
  /** Only these boxes, and of problems only theirs. */
  boxIds?: ReadonlySet<string> | undefined
  /** Through the overnight service whatever the sheet says. */
  overnight?: boolean | undefined
}

/** What stands in the way of a sheet as it is kept. Reads only. */
export function sheetProblems(project: Project, sheet: Sheet, provider: ImageProvider | null): SheetProblem[] {
  const today = new Date(project.now()).toISOString().slice(0, 10)
  const language = sheet.settings.languages[0] ?? project.book.settings().language
  const boxes = boxesOf(sheet)
  return checkBoxes(
    boxes,
    sheet.settings,
    sheetFacts(project, provider, language, today),
    sheet.mode === 'book' ? project.script.counts().panels > 0 : boxes.some(hasWords),
  )
}

/**
 * What the boxes of a sheet come to, picture by picture, each made as the box says. Reads only: free prompts that are not
 * in the book yet are planned as the panels they will be.
 *
 * @throws AppError WRONG_USE for what stands in the way of the sheet as a whole
 */
export function planSheet(
  project: Project,
  sheet: Sheet,
  provider: ImageProvider,
  { boxIds, overnight = sheet.settings.overnight }: SheetPlanOptions = {},
  problems: SheetProblem[] = sheetProblems(project, sheet, provider),
  inBook: PlanBook = readPlanBook(project),
): SheetPlan {
  assertSound(problems)
  const wrong = new Set(problems.flatMap(({ boxId, severity }) => (severity === 'error' && boxId ? [boxId] : [])))
  const all = boxesOf(sheet).map((box, at) => ({ box, number: at + 1 }))
  const meant = all.filter(({ box }) => hasWords(box) && (boxIds?.has(box.id) ?? true))
  const sound = meant.filter(({ box }) => !wrong.has(box.id))
  const free = freePrompts(project, inBook, sound)
  const book = withPanels(inBook, free.added, project)
  const byId = new Map(book.panels.map((panel) => [panel.id, panel]))
  const placed = sound.flatMap((each) => {
    const panelId = each.box.panelId ?? free.panels.get(each.box.text.trim()) ?? ''
    const panel = byId.get(panelId)
    return panel ? [{ ...each, panel, settings: settingsOf(each.box, sheet.settings) }] : []
  })
  return {
    sheet,
    problems,
    boxes: planned(project, book, placed, sheet, provider, overnight),
    prompts: meant.length,
    newPrompts: free.newPrompts,
  }
}

/** @throws AppError WRONG_USE with the first of what stands in the way of all boxes */
export function assertSound(problems: readonly SheetProblem[]): void {
  const whole = problems.find(({ boxId, severity }) => boxId === null && severity === 'error')
  if (whole) throw new AppError('WRONG_USE', whole.says, { remedy: whole.remedy })
}

interface FreePrompts {
  /** Ids of panels by words. */
  panels: ReadonlyMap<string, string>
  /** Panels that are not in the book yet. */
  added: StoredPanel[]
  newPrompts: string[]
}

function freePrompts(project: Project, book: PlanBook, boxes: readonly { box: SheetBox }[]): FreePrompts {
  const free = boxes.flatMap(({ box }) => (box.panelId === null ? [box.text.trim()] : []))
  if (free.length === 0) return { panels: new Map(), added: [], newPrompts: [] }
  const known = loosePanels(project, book.panels)
  const newPrompts = [...new Set(free)].filter((words) => !known.has(words))
  if (newPrompts.length === 0) return { panels: known, added: [], newPrompts }
  const added = panelsToBe(project, book, newPrompts)
  for (const { id, content } of added) known.set(content.what, id)
  return { panels: known, added, newPrompts }
}

interface PlacedBox {
  box: SheetBox
  number: number
  panel: StoredPanel
  settings: BoxSettings
}

/** Boxes that are made alike are planned together. */
function planned(
  project: Project,
  book: PlanBook,
  placed: readonly PlacedBox[],
  sheet: Sheet,
  provider: ImageProvider,
  overnight: boolean,
): PlannedBox[] {
  const groups = Map.groupBy(placed, ({ box, settings }) =>
    // A free prompt has no slot on a page to take its shape from.
    JSON.stringify([settings, settings.size === null && box.panelId === null]),
  )
  const done: PlannedBox[] = []
  for (const group of groups.values()) {
    const { box, settings } = group[0]!
    const options = optionsOf(settings, provider, overnight, settings.size === null && box.panelId === null, project)
    const words = new Map(
      group.flatMap(({ box, panel }) => {
        const prompt = combinedPrompt(box, sheet.settings.description)
        return prompt === panel.content.what.trim() ? [] : [[panel.id, prompt] as const]
      }),
    )
    const panelIds = [...new Set(group.map(({ panel }) => panel.id))]
    const plan = planBatch(project, { ...options, panelIds, words }, book)
    const jobs = Map.groupBy(plan.jobs, ({ panelId }) => panelId)
    for (const { box, number, panel } of group) {
      const isOwn = Object.keys(box.own).length > 0
      const hasOwnWords = words.has(panel.id)
      done.push({ box, number, panelId: panel.id, isOwn, hasOwnWords, settings, plan, jobs: jobs.get(panel.id) ?? [] })
    }
  }
  return done.sort((a, b) => a.number - b.number)
}

function optionsOf(
  { model, quality, size, images, styles, languages, referenceId }: BoxSettings,
  provider: ImageProvider,
  overnight: boolean,
  isFree: boolean,
  project: Project,
): PlanOptions {
  const chosen = { ...(model === null ? {} : { model }), ...(quality === null ? {} : { quality }) }
  return {
    ...chosen,
    size: size ?? (isFree ? usualSizeOf(provider, chosen, project) : undefined),
    provider,
    styles,
    languages,
    images,
    referenceId,
    overnight,
  }
}

function usualSizeOf(provider: ImageProvider, chosen: { model?: string; quality?: string }, project: Project) {
  const settled = settleModel({ provider, ...chosen }, new Date(project.now()).toISOString().slice(0, 10))
  return usualSize(provider.capabilities(settled.model).sizes, settled.quality)
}
