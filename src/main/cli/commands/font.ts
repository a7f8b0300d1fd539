import { resolve } from 'node:path'
import { Option } from 'commander'
import { LETTERING_ROLES, type LetteringRole } from '../../../comic/text/type-case.ts'
import { command, type DefineCommand, oneOf } from '../command.ts'
import { displayPath } from '../display-path.ts'
import { EXIT } from '../exit-code.ts'
import { addedView, checkedView, listView, missingRecord } from '../font-view.ts'
import { printDiagnostics } from '../output.ts'
import { withProject } from '../with-project.ts'

export const fontCommand: DefineCommand = (cli) =>
  command('font', 'Fonts of your own for the lettering, and what they cover', [
    'font add tide.panelwright MyHand.ttf --for dialogue emphasis',
    'font list tide.panelwright',
  ])
    .addCommand(add(cli))
    .addCommand(list(cli))
    .addCommand(check(cli))
    .addCommand(remove(cli))

const roles = (description: string) =>
  new Option('--for <uses...>', `${description}: ${LETTERING_ROLES.join(', ')}`).argParser(
    (value: string, previous: string[] | undefined) => [...(previous ?? []), oneOf(value, LETTERING_ROLES)],
  )

const add: DefineCommand = (cli) =>
  command('add <project> <file>', 'Take a TTF or OTF file into the project', [
    'font add tide.panelwright MyHand.ttf',
    'font add tide.panelwright Crash.otf --for shout sfx',
  ])
    .addOption(roles('what it letters; otherwise dialogue and caption'))
    .action((folder: string, file: string, flags: { for?: LetteringRole[] }) =>
      withProject(cli, folder, 'own', 'font add', async (project) => {
        const { addFont } = await import('../../services/fonts.ts')
        const added = await addFont(project, resolve(cli.cwd, file), flags.for)
        const { font, roles, replaced } = added
        cli.output.record({ ...font, roles, replaced })
        cli.output.text(addedView(added))
      }),
    )

const list: DefineCommand = (cli) =>
  command('list <project>', 'List the fonts of a book, and the characters that no font has', [
    'font list tide.panelwright',
    'font list tide.panelwright --json',
  ]).action((folder: string) =>
    withProject(cli, folder, 'read', 'font list', async (project) => {
      const { listFonts } = await import('../../services/fonts.ts')
      const inBook = await listFonts(project)
      for (const { report, roles } of inBook.fonts) cli.output.record({ type: 'font', ...report, roles })
      for (const missing of inBook.missing) cli.output.record(missingRecord(missing, inBook.language))
      cli.output.text(listView(inBook, displayPath(cli.cwd, project.folder)))
      printDiagnostics(cli.output, inBook.diagnostics)
      if (inBook.missing.length > 0) cli.end(EXIT.someFailed)
    }),
  )

const check: DefineCommand = (cli) =>
  command('check <project> <file>', 'Tell what a font file covers of the book, without taking it in', [
    'font check tide.panelwright MyHand.ttf',
    'font check tide.panelwright MyHand.ttf --json',
  ]).action((folder: string, file: string) =>
    withProject(cli, folder, 'read', 'font check', async (project) => {
      const { checkFont } = await import('../../services/fonts.ts')
      const report = await checkFont(project, resolve(cli.cwd, file))
      cli.output.record(report)
      cli.output.text(checkedView(report))
    }),
  )

const remove: DefineCommand = (cli) =>
  command('remove <project> <file>', 'Take a font out; its file goes to the project’s trash', [
    'font remove tide.panelwright MyHand.ttf',
    'font remove tide.panelwright MyHand.ttf --json',
  ]).action((folder: string, file: string) =>
    withProject(cli, folder, 'own', 'font remove', async (project) => {
      const { removeFont } = await import('../../services/fonts.ts')
      const removed = removeFont(project, file)
      cli.output.record({ ...removed, removed: true })
      cli.output.text(
        removed.path === null ? `Removed: ${removed.file}.` : `Removed: ${removed.file}; it lies in ${removed.path}.`,
      )
    }),
  )
