import { type Cli, command, type DefineCommand } from '../command.ts'
import { undoLines } from '../decision-view.ts'
import { dateAndClock, oneLine } from '../terminal-text.ts'
import { withProject } from '../with-project.ts'

/** Edits that a list shows of either kind. */
const SHOWN = 20

export const undoCommand: DefineCommand = (cli) =>
  command(
    'undo <project>',
    'Take back what you did last: moves, titles, deletions, edits, picks, decisions about pages; also days later',
    ['undo tide.panelwright', 'undo tide.panelwright --list'],
  )
    .option('--list', 'show what could be undone and done again, and do nothing')
    .action((folder: string, { list = false }: { list?: boolean }) => {
      if (list) return withProject(cli, folder, 'read', 'undo', (project) => show(cli, project))
      return withProject(cli, folder, 'own', 'undo', async (project) => {
        const { undoLast } = await import('../../services/paging/undoing.ts')
        const report = await undoLast(project)
        cli.output.record(report)
        cli.output.text(undoLines('Undone', report, cli.output.columns))
      })
    })

export const redoCommand: DefineCommand = (cli) =>
  command('redo <project>', 'Do again what was undone last', [
    'redo tide.panelwright',
    'redo tide.panelwright --json',
  ]).action((folder: string) =>
    withProject(cli, folder, 'own', 'redo', async (project) => {
      const { redoLast } = await import('../../services/paging/undoing.ts')
      const report = await redoLast(project)
      cli.output.record(report)
      cli.output.text(undoLines('Done again', report, cli.output.columns))
    }),
  )

async function show(cli: Cli, project: Parameters<Parameters<typeof withProject>[4]>[0]): Promise<void> {
  const { listEdits } = await import('../../services/undoing.ts')
  const { undo, redo } = listEdits(project, SHOWN)
  cli.output.record({ undo, redo })
  const lines = (word: string, edits: typeof undo) =>
    edits.map(({ label, madeAt }) => `  ${word}  ${dateAndClock(madeAt)}  ${oneLine(label)}`)
  const all = [...lines('redo', redo).reverse(), ...lines('undo', undo)]
  cli.output.text(all.length === 0 ? 'Nothing to undo.' : ['Last one first:', ...all])
}
