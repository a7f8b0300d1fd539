import { resolve } from 'node:path'
import { PAGE_FORMATS } from '../../../comic/page-formats.ts'
import { choice, command, type DefineCommand, language } from '../command.ts'
import { displayPath } from '../display-path.ts'

export const newCommand: DefineCommand = (cli) =>
  command('new <project>', 'Make a new, empty book', [
    'new "Postage Due.panelwright" --title "Postage Due"',
    'new tide.panelwright --language ja --page manga-b6 --direction rtl',
  ])
    .option('--title <title>', 'title of the book; otherwise the folder’s name')
    .option('--author <name>', 'who it is by')
    .option('--language <code>', 'language the script is written in', language, 'en')
    .addOption(
      choice(
        '--page <format>',
        'page format',
        PAGE_FORMATS.map(({ id }) => id),
      ).default('us-comic'),
    )
    .addOption(choice('--direction <direction>', 'reading direction', ['ltr', 'rtl', 'vertical']))
    .action(async (folder: string, options) => {
      const { newBook } = await import('../../services/new-book.ts')
      const project = newBook(
        resolve(cli.cwd, folder),
        {
          title: options.title,
          author: options.author,
          language: options.language,
          pageFormat: options.page,
          readingDirection: options.direction,
        },
        { what: 'panelwright new', now: cli.now },
      )
      const { createdAt: _, noteHeadings: __, ...book } = project.book.settings()
      project.close()
      const shown = displayPath(cli.cwd, project.folder)
      cli.output.record({ project: project.folder, ...book })
      cli.output.text([
        `“${book.title}” is ready in ${shown}: ${book.pageFormat}, ${book.readingDirection}, ${book.language}.`,
        `Next: panelwright import ${shown} <script>`,
      ])
    })
