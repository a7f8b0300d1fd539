import { command, type DefineCommand } from '../command.ts'
import { statusView } from '../status-view.ts'
import { withProject } from '../with-project.ts'

export const statusCommand: DefineCommand = (cli) =>
  command('status <project>', 'Show where a book stands, and what to do next', [
    'status tide.panelwright',
    'status tide.panelwright --json',
  ]).action((folder: string) =>
    withProject(cli, folder, 'read', 'status', async (project) => {
      const { bookStatus } = await import('../../services/status.ts')
      const status = bookStatus(project)
      cli.output.record(status)
      cli.output.text(statusView(status, folder, cli.output.columns))
    }),
  )
