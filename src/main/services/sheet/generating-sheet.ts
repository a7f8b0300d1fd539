import type { ParsedInput, RouteOutput } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import { nextStep } from '../../../shared/sheet/gates.ts'
import type { Project } from '../../open-project.ts'
import { chooseProvider } from '../choose-provider.ts'
import type { NightWatch } from '../night-watch.ts'
import type { Planner } from '../planner/planner.ts'
import { assertAgreed } from '../queue-up.ts'
import type { BookWork } from '../working.ts'
import { currentSheet } from './drafting.ts'
import { keepLoosePrompts } from './loose-prompts.ts'
import type { SheetOrder } from './sheet-order.ts'
import { pacingOf } from './sheet-quote.ts'

/**
 * Generates the draft as it is kept, which stays as it is. Nothing is written before everything is known to be sound and
 * no dearer than agreed; the same words are the same panels, so that a second click makes nothing twice.
 *
 * @throws AppError WRONG_USE for what stands in the way, or a draft that has changed since; BUDGET; READ_ONLY
 */
export async function generateSheet(
  project: Project,
  planner: Planner,
  work: BookWork,
  night: NightWatch,
  { revision, agreedUsd, boxIds }: ParsedInput<'sheet.generate'>,
  usualPacing: 'default' | 'gentle' = 'default',
): Promise<RouteOutput<'sheet.generate'>> {
  await work.ready()
  const first = await order()
  assertAgreed(first.plan, agreedUsd)
  const madePanels = await keepLoosePrompts(project, first.newPrompts)
  // Now that they are panels of the book, pictures can be asked for them.
  if (madePanels > 0) planner.forget()
  const { plan, edits, settings } = madePanels > 0 ? await order() : first
  const wanted = plan.jobs.filter(({ wanted }) => wanted).length + plan.quote.waiting.jobs
  const { pictures, left } = nextStep(wanted, settings.gates)
  const provider = chooseProvider(settings.provider ?? undefined, project.env)
  const editedAt = project.now()
  const capUsd = settings.capUsd ?? undefined
  const options = {
    provider,
    styles: plan.settings.styles,
    overnight: settings.overnight,
    pacing: pacingOf(settings, usualPacing),
    budgetUsd: capUsd,
    title: [settings.tag.trim(), plan.settings.styles.join(' + '), plan.settings.languages.join(' + ')]
      .filter(Boolean)
      .join(' · '),
    // A night is handed over whole: the author is asleep.
    ...(pictures < wanted && !settings.overnight ? { gate: pictures, laterGates: left } : {}),
  }
  const { batchId, jobIds, ...begun } = await work.take(plan, options, agreedUsd)
  project.store.sqlite.transaction(() => {
    for (const edit of edits) project.promptEdits.set({ ...edit, editedAt })
  })()
  if (settings.overnight) await night.start({ jobIds, budgetUsd: capUsd })
  return { batchId, ...begun, madePanels, overnight: settings.overnight, quote: plan.quote }

  async function order(): Promise<SheetOrder> {
    assertNewest()
    const made = await planner.ask('sheet-order', { boxIds })
    assertNewest()
    return made
  }

  function assertNewest(): void {
    if (currentSheet(project).revision === revision) return
    throw new AppError('WRONG_USE', said`The sheet has changed since its price was shown.`, {
      remedy: said`Look at it as it is now, then start it again.`,
    })
  }
}
