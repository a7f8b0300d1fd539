import { extname, resolve } from 'node:path'
import { command, type DefineCommand } from '../command.ts'
import { displayPath } from '../display-path.ts'
import { reportView } from '../report-view.ts'
import { withProject } from '../with-project.ts'

/** Columns of a report in a text file. */
const FILE_COLUMNS = 100

export const reportCommand: DefineCommand = (cli) =>
  command('report <project>', 'Tell how the runs went: success, pace, failures, cost', [
    'report tide.panelwright --out tide.html',
    'report tide.panelwright --batch 01a1fb3b-74c3-76fb-88d2-0f93780f8da0 --json',
  ])
    .option('--batch <id>', 'one batch only')
    .option('--out <file>', 'write it to a file: a page for .html, an object for .json, else text')
    .action((folder: string, options: { batch?: string; out?: string }) =>
      withProject(cli, folder, 'read', 'report', async (project) => {
        const { runReport, writeReport } = await import('../../services/reporting.ts')
        const report = runReport(project, options.batch ?? null)
        cli.output.record(report)
        if (options.out === undefined) {
          cli.output.text(reportView(report, cli.output.columns))
          return
        }
        const file = resolve(cli.cwd, options.out)
        writeReport(report, file, contentFor(extname(file)))
        cli.output.note(`The report is in ${displayPath(cli.cwd, file)}.`)

        function contentFor(ending: string) {
          if (/^\.html?$/i.test(ending)) return 'page'
          if (/^\.json$/i.test(ending)) return 'json'
          return reportView(report, FILE_COLUMNS)
        }
      }),
    )
