import { resolve } from 'node:path'
import { command, type DefineCommand, words } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { printDiagnostics } from '../output.ts'
import { shellWord } from '../shell-words.ts'
import { oneLine, table } from '../terminal-text.ts'
import { withProject } from '../with-project.ts'
import { checkView, workflowView } from '../workflow-view.ts'

export const workflowCommand: DefineCommand = (cli) =>
  command('workflow', 'Draw with workflows of your own from ComfyUI', [
    'workflow add tide.panelwright inks.json',
    'workflow list tide.panelwright',
  ])
    .addCommand(add(cli))
    .addCommand(list(cli))
    .addCommand(show(cli))
    .addCommand(check(cli))

const HELP = `What can be bound to inputs of nodes:
  prompt, negative, seed, width, height
  reference1 to reference4   the name of a picture, for LoadImage
  steps, guidance, sampler, scheduler, denoise, referenceWeight, checkpoint
  output                     the node whose picture is taken: output=9
What is not said is guessed from the links of the graph, and from %prompt% and the like in titles and texts.
`

const add: DefineCommand = (cli) =>
  command('add <project> <file>', 'Take in what ComfyUI wrote with Export (API)', [
    'workflow add tide.panelwright inks.json',
    'workflow add tide.panelwright inks.json --name ink --bind prompt=6.text seed=3.seed reference1=12.image',
  ])
    .addHelpText('before', HELP)
    .option('--name <name>', 'how it is called in this book; otherwise as the file is')
    .option('--bind <places...>', 'where a part of the request goes, against the guess; seed= for nowhere', words)
    .action((folder: string, file: string, flags: { name?: string; bind?: string[] }) =>
      withProject(cli, folder, 'own', 'workflow add', async (project) => {
        const { addWorkflow } = await import('../../services/workflows.ts')
        const { diagnostics, ...added } = addWorkflow(project, resolve(cli.cwd, file), flags)
        cli.output.record(added)
        cli.output.text([
          ...workflowView(added, cli.output.columns),
          `${added.replaced ? 'Changed' : 'Added'}. Draw with it: panelwright generate ${folder} --style noir --provider comfyui --workflow ${shellWord(added.name)}`,
        ])
        printDiagnostics(cli.output, diagnostics)
      }),
    )

const list: DefineCommand = (cli) =>
  command('list <project>', 'List the workflows of a book', [
    'workflow list tide.panelwright',
    'workflow list tide.panelwright --json',
  ]).action((folder: string) =>
    withProject(cli, folder, 'read', 'workflow list', async (project) => {
      const { listWorkflows } = await import('../../services/workflows.ts')
      const entries = listWorkflows(project)
      for (const entry of entries) cli.output.record(entry)
      cli.output.text(table(entries.map(({ name, path }) => [oneLine(name), path])))
      if (entries.length === 0) cli.output.note('The book has no workflows: panelwright workflow add takes one in.')
    }),
  )

const show: DefineCommand = (cli) =>
  command('show <project> <name>', 'Show where the parts of a request go in a workflow', [
    'workflow show tide.panelwright ink',
    'workflow show tide.panelwright ink --json',
  ]).action((folder: string, name: string) =>
    withProject(cli, folder, 'read', 'workflow show', async (project) => {
      const { showWorkflow } = await import('../../services/workflows.ts')
      const view = showWorkflow(project, name)
      cli.output.record(view)
      cli.output.text(workflowView(view, cli.output.columns))
    }),
  )

const check: DefineCommand = (cli) =>
  command('check <project> <name>', 'Ask the servers whether they have what a workflow needs; draws nothing', [
    'workflow check tide.panelwright ink',
    'workflow check tide.panelwright ink --json',
  ]).action((folder: string, name: string) =>
    withProject(cli, folder, 'read', 'workflow check', async (project) => {
      const { checkWorkflow } = await import('../../services/workflows.ts')
      const report = await checkWorkflow(project, name, cli.env)
      cli.output.record(report)
      cli.output.text(checkView(report, cli.output.columns))
      if (report.servers.some(({ problems }) => problems.length > 0)) cli.end(EXIT.someFailed)
    }),
  )
