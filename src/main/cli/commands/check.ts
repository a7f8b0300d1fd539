import type { Project } from '../../open-project.ts'
import type { CheckHooks, CheckOptions, CheckQuote, CheckReport } from '../../services/checking.ts'
import { checkExitCode, checkQuoteLines, checkView, flagLines } from '../check-view.ts'
import { type Cli, chapters, choice, command, type DefineCommand, decimal, wholeNumber, words } from '../command.ts'
import { displayPath } from '../display-path.ts'
import { stepPrinter } from '../progress-printer.ts'
import { sayPhase } from '../run-and-print.ts'
import { withInterrupts } from '../with-interrupts.ts'
import { withProject } from '../with-project.ts'

interface CheckFlags {
  provider?: 'openai' | 'google'
  model?: string
  moderation?: boolean
  chapters?: string[]
  style?: string[]
  max?: number
  budget?: number
  anyPrice?: boolean
  again?: boolean
  dryRun?: boolean
  list?: boolean
}

export const checkCommand: DefineCommand = (cli) =>
  command(
    'check <project>',
    'Have a model look at the pictures: people, outfits, writing, style; flags, never rejects',
    [
      'check tide.panelwright --dry-run',
      'check tide.panelwright --chapters 1 --style noir --budget 1',
      'check tide.panelwright --moderation',
    ],
  )
    .addOption(choice('--provider <id>', 'who looks; otherwise whoever there is a key for', ['openai', 'google']))
    .option('--model <id>', 'one of the provider’s models; otherwise its usual one')
    .option('--moderation', 'have OpenAI’s moderation look instead, free of charge')
    .option('--chapters <numbers...>', 'these chapters only: 1 3 5-7', chapters)
    .option('--style <ids...>', 'these art styles only', words)
    .option('--max <count>', 'so many pictures at most', wholeNumber(1))
    .option('--budget <usd>', 'never spend more than this', decimal(0))
    .option('--any-price', 'go on although nobody knows what the model charges')
    .option('--again', 'also pictures that the same model has looked at')
    .option('--dry-run', 'only say how many pictures there are, and what it costs')
    .option('--list', 'only show what was found before')
    .action((folder: string, flags: CheckFlags) =>
      withProject(cli, folder, flags.dryRun || flags.list ? 'read' : 'own', 'check', async (project) => {
        if (flags.list) return listFlags(cli, project, flags)
        const pass = await passOf(cli, project, flags)
        if (flags.dryRun) return printQuote(cli, pass.quote(), 'text')
        const since = cli.now()
        const steps = stepPrinter(cli.output, cli.now)
        const report = await withInterrupts(cli, sayPhase(cli, LANDING), ({ drain, abort }) =>
          pass.run({
            stop: drain,
            abort,
            onQuote: (quote) => printQuote(cli, quote, 'note'),
            onProgress: ({ done, total }) => steps.show({ name: 'Pictures looked at', done, total }),
          }),
        ).finally(() => steps.end())
        await printReport(cli, project, report, since)
      }),
    )

const LANDING = 'Starting nothing new; answers under way still land. Ctrl-C again cuts them off.'

interface Pass {
  quote(): CheckQuote
  run(hooks: CheckHooks): Promise<CheckReport>
}

async function passOf(cli: Cli, project: Project, flags: CheckFlags): Promise<Pass> {
  const { checkTakes, moderateTakes, quoteCheck, quoteModeration } = await import('../../services/checking.ts')
  const { chooseModeration, chooseVision } = await import('../../services/checking/choose-vision.ts')
  const options = optionsOf(flags)
  if (flags.moderation) {
    return {
      quote: () => quoteModeration(project, options).quote,
      run: (hooks) => moderateTakes(project, chooseModeration(cli.env), options, hooks),
    }
  }
  const model = chooseVision(cli.env, { provider: flags.provider, model: flags.model, now: cli.now })
  return {
    quote: () => quoteCheck(project, model, options).quote,
    run: (hooks) => checkTakes(project, model, options, hooks),
  }
}

function optionsOf({ chapters, style, max, budget, anyPrice, again }: CheckFlags): CheckOptions {
  return { chapters, styles: style, max, budgetUsd: budget, anyPrice, again }
}

async function listFlags(cli: Cli, project: Project, flags: CheckFlags): Promise<void> {
  const { standingFlags } = await import('../../services/checking.ts')
  const standing = standingFlags(project, optionsOf(flags))
  for (const flag of standing) cli.output.record({ type: 'flag', ...flag })
  const lines = flagLines(standing, cli.output.columns)
  cli.output.text(lines.length > 0 ? lines.slice(1) : 'No picture has a flag.')
}

function printQuote(cli: Cli, quote: CheckQuote, as: 'text' | 'note'): void {
  cli.output.record({ type: 'quote', ...quote })
  cli.output[as](checkQuoteLines(quote))
}

/** @param since when the pass began, epoch ms */
async function printReport(cli: Cli, project: Project, report: CheckReport, since: number): Promise<void> {
  const { standingFlags } = await import('../../services/checking.ts')
  const { provider, model } = report.quote
  const standing = standingFlags(project)
  const found = standing.filter((flag) => flag.checkedAt >= since && flag.checker === `${provider} ${model}`)
  for (const flag of found) cli.output.record({ type: 'flag', ...flag })
  const { quote: _, end, ...counts } = report
  cli.output.record({ type: 'summary', ...counts, ended: end.ended, left: end.left, why: end.why, held: end.held })
  const flags = { flags: found, earlier: standing.length - found.length }
  cli.output.text(checkView(report, flags, displayPath(cli.cwd, project.folder), cli.output.columns))
  cli.end(checkExitCode(report))
}
