import { resolve } from 'node:path'
import { PAGE_FORMATS } from '../../../comic/page-formats.ts'
import { choice, command, type DefineCommand, decimal, language, wholeNumber, words } from '../command.ts'
import { displayPath } from '../display-path.ts'
import { exportedLines, exportStepName, readFormats } from '../exported.ts'
import { printDiagnostics } from '../output.ts'
import { addPlanOptions, type PlanFlags, planOptions } from '../plan-options.ts'
import { quoteLines } from '../plan-view.ts'
import { problemOfDiagnostic } from '../problem-line.ts'
import { progressPrinter, stepPrinter } from '../progress-printer.ts'
import { printRunEnd, sayPhase } from '../run-and-print.ts'
import { withInterrupts } from '../with-interrupts.ts'
import { printImport } from './import.ts'
import { requireStyles } from './plan.ts'

interface BatchFlags extends PlanFlags {
  output: string
  export?: string[]
  title?: string
  language?: string
  repair?: boolean
  page?: string
  budget?: number
  concurrency?: number
  pacing?: 'default' | 'gentle'
  retryInterrupted?: boolean
}

export const batchCommand: DefineCommand = (cli) =>
  addPlanOptions(
    command(
      'batch <script>',
      'The whole way in one go: prose, strips or prompts in, pictures by chapter and finished books out',
      [
        'batch strips.txt --style noir --lang es --output chapter-1/',
        'batch prompts.txt --style manga --output out/ --export cbz pdf',
      ],
    ),
  )
    .requiredOption('--output <folder>', 'where project, pictures and books go')
    .option('--export <formats...>', 'books to write: pdf, cbz', words)
    .option('--title <title>', 'title of the book; otherwise the file’s name')
    .option('--language <code>', 'language the script is written in', language)
    .option('--repair', 'mend broken encodings of the script, as import does')
    .addOption(
      choice(
        '--page <format>',
        'page format',
        PAGE_FORMATS.map(({ id }) => id),
      ),
    )
    .option('--budget <usd>', 'never spend more than this', decimal(0))
    .option('--concurrency <count>', 'pictures under way at once, at most', wholeNumber(1, 64))
    .addOption(choice('--pacing <profile>', 'how hard the provider is worked', ['default', 'gentle']))
    .option('--retry-interrupted', 'also make again what was cut off and may have been paid')
    .action(async (script: string, flags: BatchFlags) => {
      const { runBatch } = await import('../../services/batching.ts')
      const output = resolve(cli.cwd, flags.output)
      const job = {
        script: resolve(cli.cwd, script),
        output,
        repair: flags.repair,
        book: { title: flags.title, language: flags.language, pageFormat: flags.page },
        generate: {
          ...(await planOptions(flags, requireStyles(flags), cli.env)),
          budgetUsd: flags.budget,
          concurrency: flags.concurrency,
          pacing: flags.pacing,
          retryInterrupted: flags.retryInterrupted,
        },
        formats: await readFormats(flags.export ?? []),
      }
      const progress = progressPrinter(cli.output, cli.now)
      const steps = stepPrinter(cli.output, cli.now)
      const { pictures, exports, project } = await withInterrupts(cli, sayPhase(cli), ({ drain, abort }) =>
        runBatch(job, {
          stop: drain,
          abort,
          onProject: ({ notices }) => {
            for (const notice of notices) cli.output.warn(problemOfDiagnostic(notice))
          },
          onImport: (imported) => printImport(cli, imported),
          onQuote: (quote) => cli.output.note(quoteLines(quote)),
          onProgress: progress.show,
          onRun: (run, { folder }) => {
            progress.end()
            // What comes next is done by this very command.
            const { next: _, ...ended } = run
            printRunEnd(cli, folder, ended)
            printDiagnostics(cli.output, run.diagnostics)
          },
          onExport: (step) => steps.show({ ...step, name: exportStepName(step) }),
        }),
      ).finally(() => steps.end())
      for (const { diagnostics } of exports) printDiagnostics(cli.output, diagnostics)
      cli.output.record({ type: 'result', project, output, ...pictures, files: exports.flatMap(({ files }) => files) })
      cli.output.text([
        `${pictures.copies} pictures by chapter and scene in ${displayPath(cli.cwd, output)} (${pictures.written} new).`,
        ...exports.flatMap((each) => exportedLines(each, cli.cwd)),
        `The project: ${displayPath(cli.cwd, project)}`,
      ])
    })
