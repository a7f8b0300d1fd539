import { resolve } from 'node:path'
import { counted } from '../../../shared/quantities.ts'
import { chapters, command, type DefineCommand, languages } from '../command.ts'
import { displayPath } from '../display-path.ts'
import { EXIT } from '../exit-code.ts'
import { takenInView } from '../language-view.ts'
import { printDiagnostics } from '../output.ts'
import { withProject } from '../with-project.ts'

export const letteringCommand: DefineCommand = (cli) =>
  command('lettering', 'The lettering as a table, to be translated in any editor or spreadsheet', [
    'lettering export tide.panelwright texts.csv --lang es de',
    'lettering import tide.panelwright texts.csv',
  ])
    .addCommand(exportTable(cli))
    .addCommand(importTable(cli))

interface TableFlags {
  lang?: string[]
  chapters?: string[]
}

const exportTable: DefineCommand = (cli) =>
  command('export <project> <file>', 'Write titles, headings and lines as a table, a column for each language', [
    'lettering export tide.panelwright texts.csv',
    'lettering export tide.panelwright chapter-1.json --lang es --chapters 1',
  ])
    .option('--lang <codes...>', 'languages to write; otherwise all of the book', languages)
    .option('--chapters <numbers...>', 'chapters and ranges of them: 1 3 5-7; otherwise all', chapters)
    .action((folder: string, file: string, { lang, chapters }: TableFlags) =>
      withProject(cli, folder, 'read', 'lettering export', async (project) => {
        const { writeTable } = await import('../../services/languages/table-files.ts')
        const path = resolve(cli.cwd, file)
        const written = writeTable(project, path, {
          ...(lang !== undefined && { languages: lang }),
          ...(chapters !== undefined && { chapters }),
        })
        cli.output.record({ path, ...written })
        const beside = written.languages.length === 0 ? 'no other language yet' : written.languages.join(', ')
        cli.output.text(`${counted(written.texts, 'text')} in ${displayPath(cli.cwd, path)}, with ${beside}.`)
        if (written.languages.length > 0) return
        cli.output.note('Add a language first: panelwright language add <project> es')
      }),
    )

const importTable: DefineCommand = (cli) =>
  command('import <project> <file>', 'Read a table back; twice the same changes nothing', [
    'lettering import tide.panelwright texts.csv',
    'lettering import tide.panelwright texts.json --json',
  ]).action((folder: string, file: string) =>
    withProject(cli, folder, 'own', 'lettering import', async (project) => {
      const { takeInTable } = await import('../../services/languages/take-in-table.ts')
      const taken = takeInTable(project, resolve(cli.cwd, file))
      const { changed, confirmed, unchanged, stale, empty, diagnostics } = taken
      cli.output.record({ type: 'summary', changed, confirmed, unchanged, stale, empty: Object.fromEntries(empty) })
      cli.output.text(takenInView(taken))
      printDiagnostics(cli.output, diagnostics)
      if (diagnostics.some(({ severity }) => severity !== 'info')) cli.end(EXIT.someFailed)
    }),
  )
