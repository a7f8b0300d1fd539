import { FAILURE_KINDS } from '../../../shared/domain/job.ts'
import { choice, command, type DefineCommand, decimal, wholeNumber, words } from '../command.ts'
import { runAndPrint } from '../run-and-print.ts'
import { withProject } from '../with-project.ts'

interface RetryFlags {
  batch?: string
  kind?: (typeof FAILURE_KINDS)[number]
  job?: string[]
  refused?: boolean
  retryInterrupted?: boolean
  budget?: number
  concurrency?: number
  pacing?: 'default' | 'gentle'
}

export const retryCommand: DefineCommand = (cli) =>
  command('retry <project>', 'Try again what failed, and nothing else', [
    'retry tide.panelwright',
    'retry tide.panelwright --kind refused --batch 01a1fb3b-74c3-76fb-88d2-0f93780f8da0',
  ])
    .option('--batch <id>', 'of one batch only')
    .addOption(choice('--kind <kind>', 'one kind of failure only', FAILURE_KINDS))
    .option('--job <ids...>', 'these jobs only', words)
    .option('--refused', 'also what a provider refused, in the same words')
    .option('--retry-interrupted', 'also what was cut off and may have been paid')
    .option('--budget <usd>', 'never spend more than this', decimal(0))
    .option('--concurrency <count>', 'pictures under way at once, at most', wholeNumber(1, 64))
    .addOption(choice('--pacing <profile>', 'how hard the provider is worked', ['default', 'gentle']))
    .action((folder: string, flags: RetryFlags) =>
      withProject(cli, folder, 'own', 'retry', async (project) => {
        const { goOn } = await import('../../services/going-on.ts')
        const options = {
          batchId: flags.batch,
          retry: {
            ...(flags.kind === undefined ? {} : { failure: flags.kind }),
            ...(flags.job === undefined ? {} : { ids: flags.job }),
          },
          refused: flags.refused,
          retryInterrupted: flags.retryInterrupted,
          budgetUsd: flags.budget,
          concurrency: flags.concurrency,
          pacing: flags.pacing,
        }
        await runAndPrint(cli, project.folder, (hooks) => goOn(project, options, hooks), 'There was nothing to retry.')
      }),
    )
