import { AppError } from '../../../shared/errors.ts'
import { command, type DefineCommand } from '../command.ts'
import { printDiagnostics } from '../output.ts'
import { addPlanOptions, type PlanFlags, planOptions } from '../plan-options.ts'
import { planView, quoteLines } from '../plan-view.ts'
import { withProject } from '../with-project.ts'

export const planCommand: DefineCommand = (cli) =>
  addPlanOptions(
    command('plan <project>', 'List every picture to make, with prompt, size, seed and price; makes nothing', [
      'plan tide.panelwright --style noir',
      'plan tide.panelwright --chapters 1 3 --style noir manga --images 2 --json',
    ]),
  ).action((folder: string, flags: PlanFlags) =>
    withProject(cli, folder, 'read', 'plan', async (project) => {
      const { planBatch } = await import('../../services/planning.ts')
      const plan = planBatch(project, await planOptions(flags, requireStyles(flags), cli.env))
      for (const { request, parts: _, ...job } of plan.jobs)
        cli.output.record({ ...job, references: request.references })
      cli.output.text(planView(plan, cli.output.columns))
      if (cli.output.json) cli.output.note(quoteLines(plan.quote))
      printDiagnostics(cli.output, plan.diagnostics)
    }),
  )

/** @throws AppError WRONG_USE */
export function requireStyles({ style }: PlanFlags): string[] {
  if (style && style.length > 0) return style
  throw new AppError('WRONG_USE', 'No art style is given.', {
    remedy: 'Add one, such as --style noir; panelwright style list shows them all.',
  })
}
