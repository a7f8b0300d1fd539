import type { Sheet } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import type { ImageProvider } from '../../providers/provider.ts'
import type { PromptEdit } from '../../store/prompt-edits.ts'
import type { PlanBook } from '../plan/plan-book.ts'
import type { PlannedJob } from '../plan/planned-job.ts'
import { quote } from '../plan/quote.ts'
import { type Plan, planBatch, timeFor } from '../planning.ts'
import { type PlannedBox, planSheet, sheetProblems } from './sheet-plan.ts'
import { bookOptions, onceEach } from './sheet-quote.ts'

/** What generating a sheet needs. */
export interface SheetOrder {
  revision: number
  settings: Sheet['settings']
  plan: Plan
  /** Free prompts that have to be put into the book first, each once: until then the plan names panels that are not there. */
  newPrompts: string[]
  /** The author's own words for panels, to be kept with them. */
  edits: Omit<PromptEdit, 'editedAt'>[]
}

/**
 * @param boxIds only these boxes, whatever stands in the way of others
 * @throws AppError WRONG_USE for what stands in the way; as planBatch
 */
export function orderSheet(
  project: Project,
  sheet: Sheet,
  provider: ImageProvider,
  boxIds: readonly string[] | undefined,
  book: PlanBook,
): SheetOrder {
  const { revision, settings } = sheet
  const wanted = boxIds && new Set(boxIds)
  const problems = sheetProblems(project, sheet, provider)
  const meant = problems.filter(({ boxId }) => boxId === null || (wanted?.has(boxId) ?? true))
  const first = meant.find(({ severity }) => severity === 'error')
  if (first) throw new AppError('WRONG_USE', first.says, { remedy: first.remedy })
  if (sheet.mode === 'book') {
    const plan = planBatch(project, bookOptions(sheet, provider), book)
    return { revision, settings, plan, newPrompts: [], edits: [] }
  }
  const { boxes, newPrompts } = planSheet(project, sheet, provider, { boxIds: wanted }, problems, book)
  if (boxes.length === 0)
    throw new AppError('WRONG_USE', said`There is nothing to generate yet.`, {
      remedy: said`Write at least one prompt.`,
    })
  return { revision, settings, plan: together(project, sheet, boxes, provider), newPrompts, edits: editsOf(boxes) }
}

/** The boxes of a sheet are one batch, however differently they are made. */
function together(
  project: Project,
  { settings: master }: Sheet,
  boxes: readonly PlannedBox[],
  provider: ImageProvider,
): Plan {
  const { settings, plannedFor } = (boxes.find(({ isOwn }) => !isOwn) ?? boxes[0]!).plan
  const jobs = onceEach(boxes.flatMap(({ jobs }) => jobs))
  const { pacing } = master
  return {
    jobs,
    quote: quote(jobs, (pictures) => timeFor(project, pictures, { provider, pacing }, settings)),
    diagnostics: [...new Set(boxes.map(({ plan }) => plan))].flatMap(({ diagnostics }) => diagnostics),
    settings: { ...settings, size: master.size },
    plannedFor,
  }
}

/** Own words become the panel's prompt, so that the book asks for the same picture from now on. */
function editsOf(boxes: readonly PlannedBox[]): SheetOrder['edits'] {
  const edits = new Map<string, Omit<PromptEdit, 'editedAt'>>()
  for (const { jobs, hasOwnWords } of boxes)
    for (const job of hasOwnWords ? jobs : []) edits.set(`${job.panelId} ${job.style} ${job.lang}`, editOf(job))
  return [...edits.values()]
}

function editOf({ panelId, style, lang, prompt, negativePrompt, basisHash }: PlannedJob): Omit<PromptEdit, 'editedAt'> {
  return { panelId, artStyleId: style, language: lang, prompt, negativePrompt, basisHash }
}
