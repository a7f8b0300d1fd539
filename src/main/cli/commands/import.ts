import { resolve } from 'node:path'
import type { ImportReport } from '../../services/importing.ts'
import { type Cli, choice, command, type DefineCommand, words } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { importView } from '../import-view.ts'
import { printDiagnostics } from '../output.ts'
import { stepPrinter } from '../progress-printer.ts'
import { keepHeapSmall } from '../small-heap.ts'
import { withInterrupts } from '../with-interrupts.ts'
import { withProject } from '../with-project.ts'

const KINDS = ['prose', 'strips', 'script', 'fountain', 'prompts', 'table', 'bible'] as const

interface ImportFlags {
  as?: (typeof KINDS)[number]
  notesHeading?: string[]
  repair?: boolean
}

export const importCommand: DefineCommand = (cli) =>
  command('import <project> <script...>', 'Read script files and bibles; again after every edit, nothing is doubled', [
    'import tide.panelwright chapters/',
    'import tide.panelwright strips.txt bible.md --as strips --notes-heading "TO DO"',
  ])
    .addOption(choice('--as <kind>', 'read the files as this instead of looking what they are', KINDS))
    .option('--notes-heading <headings...>', 'further headings of notes that are no story', words)
    .option('--repair', 'mend broken encodings instead of only pointing them out')
    .action((folder: string, paths: string[], flags: ImportFlags) =>
      withProject(cli, folder, 'own', 'import', async (project) => {
        const { importScript } = await import('../../services/importing.ts')
        keepHeapSmall()
        const printer = stepPrinter(cli.output, cli.now)
        const report = await withInterrupts(
          cli,
          () => {},
          ({ drain }) =>
            importScript(
              project,
              paths.map((path) => resolve(cli.cwd, path)),
              {
                as: flags.as,
                noteHeadings: flags.notesHeading,
                repair: flags.repair,
                signal: drain,
                onProgress: (done, total) => printer.show({ name: 'scenes', done, total }),
              },
            ),
        ).finally(() => printer.end())
        printImport(cli, report)
        if (report.diagnostics.some(({ severity }) => severity === 'error')) cli.end(EXIT.someFailed)
      }),
    )

/** What an import found, and what there is to say about it. */
export function printImport({ output }: Cli, report: ImportReport): void {
  for (const chapter of report.chapters) output.record({ type: 'chapter', ...chapter })
  for (const chapter of report.removedChapters) output.record({ type: 'removed-chapter', ...chapter })
  output.text(importView(report))
  printDiagnostics(output, report.diagnostics)
}
