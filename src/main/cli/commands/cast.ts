import { AppError } from '../../../shared/errors.ts'
import type { Project } from '../../open-project.ts'
import type { PersonChange } from '../../services/cast/edit-people.ts'
import type { PlaceChange } from '../../services/cast/edit-places.ts'
import { castEntryLines, castLines, editedLine } from '../cast-view.ts'
import { choice, command, type DefineCommand, wholeNumber } from '../command.ts'
import { withProject } from '../with-project.ts'

export const castCommand: DefineCommand = (cli) =>
  command('cast', 'People and places of the book: look at them, and say otherwise than the bible', [
    'cast list tide.panelwright',
    'cast set tide.panelwright Nell --always "short red hair"',
  ])
    .addCommand(list(cli))
    .addCommand(show(cli))
    .addCommand(add(cli))
    .addCommand(set(cli))
    .addCommand(merge(cli))
    .addCommand(remove(cli))

const list: DefineCommand = (cli) =>
  command('list <project>', 'List everybody and every place, with how often they are drawn', [
    'cast list tide.panelwright',
    'cast list tide.panelwright --json',
  ]).action((folder: string) =>
    withProject(cli, folder, 'read', 'cast list', async (project) => {
      const { castView } = await import('../../services/cast-view.ts')
      const view = castView(project)
      for (const person of view.people) cli.output.record({ type: 'person', ...person })
      for (const place of view.places) cli.output.record({ type: 'place', ...place })
      for (const walkOn of view.walkOns) cli.output.record({ type: 'walk-on', ...walkOn })
      cli.output.text(castLines(view))
    }),
  )

const show: DefineCommand = (cli) =>
  command('show <project> <who>', 'Show what the book says of somebody, or of a place', [
    'cast show tide.panelwright Nell',
    'cast show tide.panelwright "Gannet Stack" --json',
  ]).action((folder: string, who: string) =>
    withProject(cli, folder, 'read', 'cast show', async (project) => {
      const { personDetail, placeDetail } = await import('../../services/cast-view.ts')
      const { id, kind } = await entryOf(project, who)
      const entry = kind === 'person' ? personDetail(project, id) : placeDetail(project, id)
      cli.output.record(entry)
      cli.output.text(castEntryLines(entry))
    }),
  )

const add: DefineCommand = (cli) =>
  command('add <project> <name>', 'Give somebody, or a place, an entry', [
    'cast add tide.panelwright "Jory Pell"',
    'cast add tide.panelwright "The Dredger" --place',
  ])
    .option('--place', 'it is a place')
    .option('--walk-on <id>', 'who the script draws already without an entry; cast list shows them')
    .action((folder: string, name: string, { place = false, walkOn }: { place?: boolean; walkOn?: string }) =>
      withProject(cli, folder, 'own', 'cast add', async (project) => {
        const { addPerson } = await import('../../services/cast/edit-people.ts')
        const { addPlace } = await import('../../services/cast/edit-places.ts')
        const edited = place ? await addPlace(project, { name }) : await addPerson(project, { name, walkOn })
        cli.output.record(edited)
        cli.output.text(editedLine(edited))
      }),
    )

interface SetFlags {
  name?: string
  alias?: string[]
  gender?: Exclude<PersonChange['gender'], undefined>
  kind?: string
  born?: number
  age?: number
  role?: string
  always?: string
  signature?: string
  light?: string
}

const OF_PEOPLE = ['gender', 'kind', 'born', 'age', 'role', 'always'] as const
const OF_PLACES = ['signature', 'light'] as const

const set: DefineCommand = (cli) =>
  command('set <project> <who>', 'Say otherwise than the bible; it holds also when the file is read again', [
    'cast set tide.panelwright Nell --always "short red hair" --born 1912',
    'cast set tide.panelwright "Gannet Stack" --light "one lamp"',
  ])
    .option('--name <name>', 'called otherwise; the old name is still found in the script')
    .option('--alias <names...>', 'called these as well')
    .addOption(choice('--gender <gender>', 'of a person', ['female', 'male', 'unknown']))
    .option('--kind <noun>', 'of a person: person, dog, rabbit …')
    .option('--born <year>', 'of a person: year of birth', wholeNumber(0, 9_999))
    .option('--age <years>', 'of a person, where no year of birth is known', wholeNumber(0, 9_999))
    .option('--role <words>', 'of a person: who they are in the story')
    .option('--always <words>', 'of a person: hair, eyes, marks, at every age')
    .option('--signature <words>', 'of a place: what makes it recognisable')
    .option('--light <words>', 'of a place: its light')
    .action((folder: string, who: string, flags: SetFlags) =>
      withProject(cli, folder, 'own', 'cast set', async (project) => {
        const { changePerson } = await import('../../services/cast/edit-people.ts')
        const { changePlace } = await import('../../services/cast/edit-places.ts')
        const { id, kind } = await entryOf(project, who)
        assertMeant(flags, kind)
        const edited =
          kind === 'person'
            ? await changePerson(project, id, personChange(project, id, flags))
            : await changePlace(project, id, placeChange(project, id, flags))
        cli.output.record({ id, ...edited })
        cli.output.text(editedLine(edited))
      }),
    )

/** @throws AppError WRONG_USE for nothing to change, or for what a person or a place has not */
function assertMeant(flags: SetFlags, kind: 'person' | 'place'): void {
  const foreign = (kind === 'person' ? OF_PLACES : OF_PEOPLE).find((name) => flags[name] !== undefined)
  if (foreign !== undefined) {
    throw new AppError('WRONG_USE', `A ${kind} has no ${foreign}.`, { remedy: `Leave --${foreign} out.` })
  }
  if (Object.keys(flags).some((name) => name !== 'json')) return
  throw new AppError('WRONG_USE', 'Nothing to change.', { remedy: 'Add an option; --help lists them.' })
}

function personChange(project: Project, id: string, { name, alias, ...flags }: SetFlags): PersonChange {
  const { aliases } = project.cast.bible().people.find((person) => person.id === id)!
  const more = alias?.map((text) => ({ text, fromYear: null, untilYear: null, chapter: null }))
  const { gender, kind, born, age, role, always } = flags
  return { name, gender, kind, born, age, role, always, aliases: more && [...aliases, ...more] }
}

function placeChange(project: Project, id: string, { name, alias, signature, light }: SetFlags): PlaceChange {
  const { aliases } = project.cast.bible().places.find((place) => place.id === id)!
  return { name, signature, light, aliases: alias && [...aliases, ...alias] }
}

const merge: DefineCommand = (cli) =>
  command('merge <project> <from> <into>', 'Make one person of two entries', [
    'cast merge tide.panelwright "the ferryman" "Jory Pell"',
    'cast merge tide.panelwright ferryman jory-pell --json',
  ]).action((folder: string, from: string, into: string) =>
    withProject(cli, folder, 'own', 'cast merge', async (project) => {
      const { mergePeople } = await import('../../services/cast/merge-people.ts')
      const edited = await mergePeople(project, (await entryOf(project, from)).id, (await entryOf(project, into)).id)
      cli.output.record(edited)
      cli.output.text(editedLine(edited))
    }),
  )

const remove: DefineCommand = (cli) =>
  command('remove <project> <who...>', 'Take people and places out of the cast; undo brings them back', [
    'cast remove tide.panelwright "Jory Pell"',
    'cast remove tide.panelwright jory-pell dredger --json',
  ]).action((folder: string, who: string[]) =>
    withProject(cli, folder, 'own', 'cast remove', async (project) => {
      const { removeEntries } = await import('../../services/cast/remove-entries.ts')
      const entries: { id: string; kind: 'person' | 'place' }[] = []
      for (const word of who) entries.push(await entryOf(project, word))
      const ids = (wanted: string) => entries.filter(({ kind }) => kind === wanted).map(({ id }) => id)
      const edited = await removeEntries(project, { people: ids('person'), places: ids('place') })
      cli.output.record(edited)
      cli.output.text(editedLine(edited))
    }),
  )

/** @throws AppError WRONG_USE for a name that nobody goes by */
async function entryOf(project: Project, word: string): Promise<{ id: string; kind: 'person' | 'place' }> {
  const { findSubject, subjectsOf } = await import('../../services/references/subjects.ts')
  const known = subjectsOf(project).filter(({ subject, of }) => subject !== 'style' && !of.includes('/'))
  const { of, subject } = findSubject(word, known, null)
  return { id: of, kind: subject === 'person' ? 'person' : 'place' }
}
