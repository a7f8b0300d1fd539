import { resolve } from 'node:path'
import type { Project } from '../../open-project.ts'
import { type Cli, command, type DefineCommand } from '../command.ts'
import { displayPath } from '../display-path.ts'
import { problemOfDiagnostic } from '../problem-line.ts'
import { oneLine, table, wrap } from '../terminal-text.ts'
import { withProject } from '../with-project.ts'

export const styleCommand: DefineCommand = (cli) =>
  command('style', 'List, show, add and export art styles', ['style list', 'style add tide.panelwright my-style.json'])
    .addCommand(list(cli))
    .addCommand(show(cli))
    .addCommand(add(cli))
    .addCommand(exportOne(cli))

const list: DefineCommand = (cli) =>
  command('list [project]', 'List the art styles, with those of a book', [
    'style list',
    'style list tide.panelwright',
  ]).action((folder: string | undefined) =>
    withStyles(cli, folder, async (project) => {
      const { listStyles } = await import('../../services/styles.ts')
      const entries = listStyles(project)
      for (const { style, origin } of entries) cli.output.record({ ...style, origin })
      cli.output.text(
        table(
          entries.map(({ style, origin }) => [
            style.id,
            oneLine(style.description),
            origin === 'preset' ? '' : `(${origin})`,
          ]),
        ),
      )
    }),
  )

const show: DefineCommand = (cli) =>
  command('show <id> [project]', 'Show the words of a style', [
    'style show noir',
    'style show my-style tide.panelwright',
  ]).action((id: string, folder: string | undefined) =>
    withStyles(cli, folder, async (project) => {
      const { findStyle } = await import('../../services/styles.ts')
      const style = findStyle(project, id)
      cli.output.record(style)
      const { columns } = cli.output
      cli.output.text([
        `${oneLine(style.name)} (${style.id}, version ${style.version})`,
        ...wrap(style.description, columns),
        '',
        'Drawn',
        ...wrap(style.prompt, columns - 2).map((line) => `  ${line}`),
        'Kept out',
        ...wrap(style.negativePrompt, columns - 2).map((line) => `  ${line}`),
      ])
    }),
  )

const add: DefineCommand = (cli) =>
  command('add <project> <file>', 'Read a style file into a book', [
    'style add tide.panelwright my-style.json',
    'style add tide.panelwright my-style.json --json',
  ]).action((folder: string, file: string) =>
    withProject(cli, folder, 'own', 'style add', async (project) => {
      const { addStyle } = await import('../../services/styles.ts')
      const { style, replaced, diagnostics } = addStyle(project, resolve(cli.cwd, file))
      for (const diagnostic of diagnostics) cli.output.warn(problemOfDiagnostic(diagnostic))
      cli.output.record({ ...style, replaced })
      cli.output.text(`${replaced ? 'Changed' : 'Added'}: ${style.id}, version ${style.version}.`)
    }),
  )

const exportOne: DefineCommand = (cli) =>
  command('export <id> <file> [project]', 'Write a style as a file, to change it or to share it', [
    'style export noir my-noir.json',
    'style export my-style my-style.json tide.panelwright',
  ]).action((id: string, file: string, folder: string | undefined) =>
    withStyles(cli, folder, async (project) => {
      const { exportStyle } = await import('../../services/styles.ts')
      const path = resolve(cli.cwd, file)
      exportStyle(project, id, path)
      cli.output.record({ id, path })
      cli.output.text(`${id} is in ${displayPath(cli.cwd, path)}.`)
    }),
  )

/** Shipped styles need no book; a book's own do. */
async function withStyles(
  cli: Cli,
  folder: string | undefined,
  work: (project: Project | null) => Promise<void>,
): Promise<void> {
  if (folder === undefined) await work(null)
  else await withProject(cli, folder, 'read', 'style', work)
}
