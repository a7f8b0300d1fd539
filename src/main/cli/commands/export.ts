import { resolve } from 'node:path'
import type { Project } from '../../open-project.ts'
import type { ScriptFormat } from '../../services/script-export.ts'
import { type Cli, command, type DefineCommand, language, words } from '../command.ts'
import { exportedLines, exportedScriptLines, exportStepName, readAllFormats } from '../exported.ts'
import { addLayoutOptions, type LayoutFlags, layoutWish } from '../layout-options.ts'
import { problemOfDiagnostic } from '../problem-line.ts'
import { stepPrinter } from '../progress-printer.ts'
import { withInterrupts } from '../with-interrupts.ts'
import { withProject } from '../with-project.ts'

interface ExportFlags extends LayoutFlags {
  format: string[]
  style?: string
  lang?: string
  out?: string
}

export const exportCommand: DefineCommand = (cli) =>
  addLayoutOptions(
    command('export <project>', 'Write the finished book, or its script', [
      'export tide.panelwright --format pdf cbz',
      'export tide.panelwright --format cbz --style noir --lang es --out finished/',
      'export tide.panelwright --format pdf --house-style album --pages 48',
      'export tide.panelwright --format script fountain',
    ]),
  )
    .option('--format <formats...>', 'one or more of: pdf, cbz, script, fountain', words)
    .option('--style <id>', 'art style; otherwise the one with the most panels drawn')
    .option(
      '--lang <code>',
      'language of pictures and lettering; otherwise the one with the most panels drawn',
      language,
    )
    .option('--out <folder>', 'where the files go; otherwise exports/ of the project')
    .action((folder: string, options: Partial<ExportFlags>) =>
      withProject(cli, folder, 'read', 'export', (project) =>
        printExport(cli, project, { ...options, format: options.format ?? ['pdf', 'cbz'] }),
      ),
    )

async function printExport(cli: Cli, project: Project, options: ExportFlags): Promise<void> {
  const { exportBook } = await import('../../services/exporting.ts')
  const { books: formats, scripts } = await readAllFormats(options.format)
  if (scripts.length > 0) await printScripts(cli, project, options, scripts)
  if (formats.length === 0) return
  const printer = stepPrinter(cli.output, cli.now)
  const report = await withInterrupts(
    cli,
    () => {},
    ({ drain }) =>
      exportBook(project, {
        formats,
        ...(options.style === undefined ? {} : { artStyle: options.style }),
        ...(options.lang === undefined ? {} : { language: options.lang }),
        ...(options.out === undefined ? {} : { outDir: resolve(cli.cwd, options.out) }),
        wish: layoutWish(options),
        signal: drain,
        onProgress: (step) => printer.show({ ...step, name: exportStepName(step) }),
      }),
  ).finally(() => printer.end())
  for (const diagnostic of report.diagnostics) cli.output.warn(problemOfDiagnostic(diagnostic))
  const { artStyleId: style, language: lang } = report.edition
  for (const { format, path } of report.files) cli.output.record({ format, path, pages: report.pages, style, lang })
  cli.output.text(exportedLines(report, cli.cwd))
}

async function printScripts(cli: Cli, project: Project, options: ExportFlags, formats: ScriptFormat[]): Promise<void> {
  const { exportScript } = await import('../../services/script-export.ts')
  const files = exportScript(project, {
    formats,
    ...(options.out === undefined ? {} : { outDir: resolve(cli.cwd, options.out) }),
    wish: layoutWish(options),
  })
  for (const { format, path } of files) cli.output.record({ format, path })
  cli.output.text(exportedScriptLines(files, cli.cwd))
}
