import { resolve } from 'node:path'
import { REFERENCE_ROLES, type ReferenceRole } from '../../../shared/domain/generation.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Project } from '../../open-project.ts'
import type { AddReport, WhichReference } from '../../services/references.ts'
import { type Cli, choice, command, type DefineCommand } from '../command.ts'
import { displayPath } from '../display-path.ts'
import { EXIT } from '../exit-code.ts'
import { printDiagnostics } from '../output.ts'
import { problemOfDiagnostic } from '../problem-line.ts'
import {
  addedView,
  addRecord,
  checkedView,
  checkRecord,
  listRecord,
  listView,
  preferredView,
  removedView,
} from '../reference-view.ts'
import { withProject } from '../with-project.ts'

export const referenceCommand: DefineCommand = (cli) =>
  command('reference', 'Pictures that show how people, places and styles look', [
    'reference add tide.panelwright Nell nell.png',
    'reference list tide.panelwright',
  ])
    .addCommand(add(cli))
    .addCommand(list(cli))
    .addCommand(remove(cli))
    .addCommand(prefer(cli))
    .addCommand(check(cli))

async function personLookerOf(cli: Cli, project: Project, provider: string | undefined) {
  if (provider === undefined) return null
  const { personLooker } = await import('../../services/checking/person-looker.ts')
  return personLooker(project, cli.env, provider)
}

interface AddFlags {
  role?: ReferenceRole
  look?: string
  preferred?: boolean
  anyway?: boolean
  ask?: string
}

const add: DefineCommand = (cli) =>
  command('add <project> <who> <files...>', 'Check pictures and take them into the project', [
    'reference add tide.panelwright Nell nell.png --preferred',
    'reference add tide.panelwright nell-marrick coats/ --role outfit --look 1931',
    'reference add tide.panelwright "lamp room" lamp-room.jpg',
    'reference add tide.panelwright noir page-12.png',
  ])
    .addOption(roleOption('what they show; otherwise the face of a person'))
    .option('--look <label>', 'they show this look of the bible, and are used with no other')
    .option('--preferred', 'use them before others of the same kind')
    .option('--anyway', 'take them also when they are blurred or nobody is found on them')
    .addOption(
      choice('--ask <provider>', 'have its model look for a person, for less than a cent', ['openai', 'google']),
    )
    .action((folder: string, who: string, files: string[], flags: AddFlags) =>
      withProject(cli, folder, 'own', 'reference add', async (project) => {
        const { addReferences } = await import('../../services/references.ts')
        const { preferred = false, anyway = false, role, look } = flags
        const report = await addReferences(project, {
          ...{ who, files: named(cli, files), role, look, preferred, anyway },
          lookForPerson: await personLookerOf(cli, project, flags.ask),
        })
        assertOneIsIn(report)
        for (const record of addRecord(report)) cli.output.record(record)
        cli.output.text(addedView(report))
        for (const { problems, state } of report.files)
          if (state === 'left-out') for (const problem of problems) cli.output.warn(problemOfDiagnostic(problem))
        printDiagnostics(cli.output, report.diagnostics)
        if (report.files.some(({ state }) => state === 'left-out')) cli.end(EXIT.someFailed)
      }),
    )

/** One file that is left out is all that was asked for, and fails the command. @throws AppError BAD_INPUT */
function assertOneIsIn({ files }: AddReport): void {
  const [only, another] = files
  if (only?.state !== 'left-out' || another) return
  const { message, remedy, file } = only.problems[0]!
  throw new AppError('BAD_INPUT', message, { place: { file }, ...(remedy === undefined ? {} : { remedy }) })
}

const list: DefineCommand = (cli) =>
  command('list <project> [who]', 'List the references, with what keeps them from being used', [
    'reference list tide.panelwright',
    'reference list tide.panelwright Nell --json',
  ]).action((folder: string, who: string | undefined) =>
    withProject(cli, folder, 'read', 'reference list', async (project) => {
      const { listReferences } = await import('../../services/references.ts')
      const references = listReferences(project, who ?? null)
      for (const each of references) cli.output.record(listRecord(each))
      cli.output.text(listView(references, displayPath(cli.cwd, project.folder), cli.output.columns))
    }),
  )

const remove: DefineCommand = (cli) =>
  narrowed(
    command('remove <project> <references...>', 'Take references out; their files go to the project’s trash', [
      'reference remove tide.panelwright 3fa9c2d1',
      'reference remove tide.panelwright nell.png --of Nell',
    ]),
  ).action((folder: string, which: string[], flags: Omit<WhichReference, 'which'>) =>
    withProject(cli, folder, 'own', 'reference remove', async (project) => {
      const { removeReferences } = await import('../../services/references.ts')
      const removed = removeReferences(
        project,
        which.map((word) => ({ which: word, ...flags })),
      )
      for (const { reference, path, stillNeeded } of removed)
        cli.output.record({ ...reference, path, stillNeeded, removed: true })
      cli.output.text(removed.flatMap((each) => removedView(each, displayPath(cli.cwd, project.folder))))
    }),
  )

const prefer: DefineCommand = (cli) =>
  narrowed(
    command('prefer <project> <reference>', 'Use a reference before others of the same kind', [
      'reference prefer tide.panelwright 3fa9c2d1',
      'reference prefer tide.panelwright nell.png --of Nell --not',
    ]),
  )
    .option('--not', 'no longer; the newest is used again')
    .action((folder: string, which: string, { not, ...flags }: Omit<WhichReference, 'which'> & { not?: boolean }) =>
      withProject(cli, folder, 'own', 'reference prefer', async (project) => {
        const { preferReference } = await import('../../services/references.ts')
        const preferred = preferReference(project, { which, ...flags }, not !== true)
        cli.output.record(listRecord(preferred))
        cli.output.text(preferredView(preferred))
      }),
    )

const check: DefineCommand = (cli) =>
  command('check <files...>', 'Look whether pictures can serve as references; takes nothing', [
    'reference check nell.png',
    'reference check portraits/ --json',
  ]).action(async (files: string[]) => {
    const { checkReferenceFiles } = await import('../../services/references.ts')
    const checked = await checkReferenceFiles(named(cli, files), null)
    for (const each of checked) cli.output.record(checkRecord(each))
    cli.output.text(checkedView(checked, cli.output.columns))
    if (checked.some(({ problems }) => problems.length > 0)) cli.end(EXIT.someFailed)
  })

function narrowed(each: ReturnType<typeof command>) {
  return each
    .option('--of <who>', 'where several show the same picture: that of this person, place or style')
    .addOption(roleOption('where somebody has it twice: in this role'))
}

const roleOption = (description: string) => choice('--role <role>', description, REFERENCE_ROLES)

const named = (cli: Cli, files: readonly string[]) => files.map((name) => ({ path: resolve(cli.cwd, name), name }))
