import { Option } from 'commander'
import { DIGIT_SETS, WRITINGS } from '../../../shared/domain/book-language.ts'
import type { LanguageSettings } from '../../services/languages/book-languages.ts'
import { type Cli, command, type DefineCommand, language, languages, oneOf } from '../command.ts'
import { displayPath } from '../display-path.ts'
import { EXIT } from '../exit-code.ts'
import { checkedLine, listView, settingsLine } from '../language-view.ts'
import { addLayoutOptions, type LayoutFlags, layoutWish } from '../layout-options.ts'
import { printDiagnostics } from '../output.ts'
import { withProject } from '../with-project.ts'

export const languageCommand: DefineCommand = (cli) =>
  command('language', 'Languages the book is lettered in, over the same art', [
    'language add tide.panelwright es de ja',
    'language list tide.panelwright',
    'language check tide.panelwright de',
  ])
    .addCommand(add(cli))
    .addCommand(list(cli))
    .addCommand(set(cli))
    .addCommand(check(cli))
    .addCommand(remove(cli))

const add: DefineCommand = (cli) =>
  withSettings(
    command('add <project> <codes...>', 'Add languages to the book', [
      'language add tide.panelwright es de',
      'language add tide.panelwright ja --direction rtl',
    ]),
  ).action((folder: string, codes: string[], flags: SettingFlags) => {
    const wanted = codes.reduce<string[]>((all, code) => languages(code, all), [])
    return withProject(cli, folder, 'own', 'language add', async (project) => {
      const { addLanguages, listLanguages } = await import('../../services/languages/book-languages.ts')
      const added = addLanguages(project, wanted, settingsOf(flags))
      for (const entry of listLanguages(project).filter(({ code }) => added.includes(code))) {
        cli.output.record({ ...entry, added: true })
        cli.output.text(`Added: ${settingsLine(entry.settings)}`)
      }
      const known = wanted.filter((code) => !added.includes(code))
      if (known.length > 0) cli.output.note(`The book has ${known.join(', ')} already.`)
      const book = displayPath(cli.cwd, project.folder)
      if (added.length > 0) cli.output.text(`Next, its texts: panelwright lettering export ${book} texts.csv`)
    })
  })

const list: DefineCommand = (cli) =>
  command('list <project>', 'List the languages of the book, and how far each is', [
    'language list tide.panelwright',
    'language list tide.panelwright --json',
  ]).action((folder: string) =>
    withProject(cli, folder, 'read', 'language list', async (project) => {
      const { listLanguages } = await import('../../services/languages/book-languages.ts')
      const entries = listLanguages(project)
      for (const entry of entries) cli.output.record(entry)
      cli.output.text(listView(entries, displayPath(cli.cwd, project.folder)))
    }),
  )

const set: DefineCommand = (cli) =>
  withSettings(
    command('set <project> <code>', 'Set how a language is read and written', [
      'language set tide.panelwright ja --direction rtl',
      'language set tide.panelwright ar --digits latn',
    ]),
  ).action((folder: string, code: string, flags: SettingFlags) => {
    const wanted = language(code)
    return withProject(cli, folder, 'own', 'language set', async (project) => {
      const { changeLanguage } = await import('../../services/languages/book-languages.ts')
      const settings = changeLanguage(project, wanted, settingsOf(flags))
      cli.output.record(settings)
      cli.output.text(settingsLine(settings))
    })
  })

const check: DefineCommand = (cli) =>
  addLayoutOptions(
    command(
      'check <project> [codes...]',
      'Letter the book in a language without writing it, and tell what does not fit',
      ['language check tide.panelwright de', 'language check tide.panelwright --json'],
    ),
  ).action((folder: string, codes: string[], flags: LayoutFlags) => {
    const wanted = codes.reduce<string[]>((all, code) => languages(code, all), [])
    return withProject(cli, folder, 'read', 'language check', async (project) => {
      const { checkEdition } = await import('../../services/languages/check-edition.ts')
      const chosen = wanted.length > 0 ? wanted : project.languages.all().map(({ code }) => code)
      if (chosen.length === 0) cli.output.text('The book has no language beside its own.')
      for (const code of chosen) await printCheck(cli, await checkEdition(project, code, layoutWish(flags)))
    })
  })

async function printCheck(
  cli: Cli,
  checked: Awaited<ReturnType<typeof import('../../services/languages/check-edition.ts').checkEdition>>,
): Promise<void> {
  const { diagnostics, ...summary } = checked
  cli.output.record({ type: 'edition', ...summary })
  cli.output.text(checkedLine(checked))
  printDiagnostics(cli.output, diagnostics)
  if (checked.missing > 0 || checked.crowded > 0) cli.end(EXIT.someFailed)
}

const remove: DefineCommand = (cli) =>
  command('remove <project> <code>', 'Take a language out of the book; its texts are kept for when it is added again', [
    'language remove tide.panelwright es',
    'language remove tide.panelwright es --json',
  ]).action((folder: string, code: string) => {
    const wanted = language(code)
    return withProject(cli, folder, 'own', 'language remove', async (project) => {
      const { removeLanguage } = await import('../../services/languages/book-languages.ts')
      const kept = removeLanguage(project, wanted)
      cli.output.record({ code: wanted, removed: true, keptTexts: kept })
      cli.output.text(`Removed: ${wanted}. ${kept === 0 ? 'It had no texts.' : `Its ${kept} texts are kept.`}`)
    })
  })

interface SettingFlags {
  direction?: 'ltr' | 'rtl' | 'default'
  writing?: 'horizontal' | 'vertical' | 'default'
  digits?: (typeof DIGIT_SETS)[number] | 'default'
}

function withSettings<Of extends ReturnType<typeof command>>(to: Of): Of {
  const setting = (flags: string, description: string, words: readonly string[]) =>
    new Option(flags, `${description}: ${words.join(', ')}; default goes by the language`).argParser((value) =>
      oneOf(value, [...words, 'default']),
    )
  to.addOption(setting('--direction <word>', 'how its pages are read', ['ltr', 'rtl']))
  to.addOption(setting('--writing <word>', 'lines or columns', WRITINGS))
  to.addOption(setting('--digits <word>', 'digits of page numbers', DIGIT_SETS))
  return to
}

function settingsOf({ direction, writing, digits }: SettingFlags): LanguageSettings {
  return {
    ...(direction !== undefined && { readingDirection: direction === 'default' ? null : direction }),
    ...(writing !== undefined && { writing: writing === 'default' ? null : writing }),
    ...(digits !== undefined && { digits: digits === 'default' ? null : digits }),
  }
}
