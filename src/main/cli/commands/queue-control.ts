import { counted } from '../../../shared/quantities.ts'
import { command, type DefineCommand } from '../command.ts'
import { displayPath } from '../display-path.ts'
import { withProject } from '../with-project.ts'

export const pauseCommand: DefineCommand = (cli) =>
  command('pause <project>', 'Hold batches: generate passes them over until they are resumed', [
    'pause tide.panelwright',
    'pause tide.panelwright --batch 01a1fb3b-74c3-76fb-88d2-0f93780f8da0',
  ])
    .option('--batch <id>', 'one batch only')
    .action((folder: string, flags: { batch?: string }) =>
      withProject(cli, folder, 'own', 'pause', async (project) => {
        const { pauseBatches } = await import('../../services/queue-control.ts')
        const batches = pauseBatches(project, { batchId: flags.batch })
        cli.output.record({ paused: batches })
        cli.output.text(
          batches === 0 ? 'Nothing waits that could be paused.' : `${counted(batches, 'batch', 'batches')} paused.`,
        )
      }),
    )

export const resumeCommand: DefineCommand = (cli) =>
  command('resume <project>', 'Let paused batches and halted providers go on', [
    'resume tide.panelwright',
    'resume tide.panelwright --provider openai',
  ])
    .option('--batch <id>', 'one batch only')
    .option('--provider <id>', 'one halted provider only')
    .action((folder: string, flags: { batch?: string; provider?: string }) =>
      withProject(cli, folder, 'own', 'resume', async (project) => {
        const { resumeWork } = await import('../../services/queue-control.ts')
        const resumed = resumeWork(project, { batchId: flags.batch, provider: flags.provider })
        cli.output.record(resumed)
        const freed = [
          ...(resumed.batches > 0 ? [counted(resumed.batches, 'batch', 'batches')] : []),
          ...(resumed.lanes > 0 ? [counted(resumed.lanes, 'provider')] : []),
        ]
        cli.output.text(
          freed.length === 0
            ? 'Nothing was paused or halted.'
            : [
                `${freed.join(' and ')} may go on.`,
                `Go on with: panelwright generate ${displayPath(cli.cwd, project.folder)}`,
              ],
        )
      }),
    )

export const cancelCommand: DefineCommand = (cli) =>
  command('cancel <project>', 'Take waiting pictures out of the queue; those that are there stay', [
    'cancel tide.panelwright --batch 01a1fb3b-74c3-76fb-88d2-0f93780f8da0',
    'cancel tide.panelwright --json',
  ])
    .option('--batch <id>', 'one batch only')
    .action((folder: string, flags: { batch?: string }) =>
      withProject(cli, folder, 'own', 'cancel', async (project) => {
        const { cancelWork } = await import('../../services/queue-control.ts')
        const { callBackNight } = await import('../../services/overnight.ts')
        const called = await callBackNight(project, { batchId: flags.batch })
        const cancelled = cancelWork(project, { batchId: flags.batch })
        cli.output.record({ cancelled, calledBack: called })
        cli.output.text([
          ...calledBackLines(called, displayPath(cli.cwd, project.folder)),
          ...(cancelled > 0 ? [`${counted(cancelled, 'picture')} cancelled; generate asks for them again.`] : []),
          ...(cancelled + called.pictures === 0 ? ['Nothing waits that could be cancelled.'] : []),
        ])
      }),
    )

function calledBackLines({ pictures, unheard }: { pictures: number; unheard: number }, project: string): string[] {
  if (pictures === 0) return []
  const collect = `panelwright generate ${project} --overnight`
  return [
    `${counted(pictures, 'picture')} called back from the overnight service; what it has made already is paid, and is kept: ${collect}`,
    ...(unheard > 0
      ? [`The service has not heard it yet for ${counted(unheard, 'picture')}: ${collect} tells it.`]
      : []),
  ]
}
