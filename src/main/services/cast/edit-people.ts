import type { Alias, Look, Person } from '../../../shared/domain/bible.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import { walkOnOf } from '../../prompts/walk-on.ts'
import { completeAliases } from '../../script/readers/bible/aliases.ts'
import { guessGender } from '../../script/readers/bible/guess-gender.ts'
import type { EditedRows } from '../../store/edit-journal.ts'
import { castView } from '../cast-view.ts'
import { everydayName } from '../script-view/names.ts'
import { changedWords } from './changed-words.ts'
import { type CastEdited, editCast, type OnRead } from './edit-cast.ts'
import { emptyPerson } from './empty-entries.ts'
import { findPersonEntry, freeId, nextPosition } from './find-entry.ts'
import { writeEntry } from './write-entry.ts'

/** A look, with the label it had before, so that its references go along when it is called otherwise. */
export type LookAsEdited = Look & { was?: string | undefined }

/** What is not given stays. */
export type PersonChange = { [Field in Exclude<keyof Person, 'id' | 'looks'>]?: Person[Field] | undefined } & {
  looks?: readonly LookAsEdited[] | undefined
}

/**
 * Changes what the book says of somebody. A new name is found in the script together with the old one.
 *
 * @throws AppError NOT_FOUND; WRONG_USE for an empty name, or a period that ends before it begins
 */
export async function changePerson(
  project: Project,
  id: string,
  change: PersonChange,
  onRead?: OnRead,
): Promise<CastEdited> {
  const { looks, ...given } = change
  const fields = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  for (const look of looks ?? []) assertPeriod(look)
  const { body } = findPersonEntry(project, id)
  const label = said`${everydayName(body.name)}: ${changedWords(change)} changed`
  const { edited } = await editCast(
    project,
    label,
    (rows) => {
      // As it is now: another edit may have come between.
      const entry = findPersonEntry(project, id)
      const before = entry.body
      const next: Person = { ...before, ...fields, ...(looks ? { looks: looks.map(plainLook) } : {}) }
      if (next.name !== before.name) next.aliases = aliasesAfter(project, next, before.name)
      if (looks) carryReferences(project, rows, id, looks)
      writeEntry(project, rows, 'person', entry, next)
    },
    onRead,
  )
  return edited
}

export interface NewPerson {
  name: string
  /** Id of a walk-on whom the script already draws: the entry is theirs. */
  walkOn?: string | undefined
}

/**
 * Gives somebody an entry.
 *
 * @throws AppError NOT_FOUND for a walk-on there is not; WRONG_USE for a name that somebody has already
 */
export async function addPerson(
  project: Project,
  { name, walkOn }: NewPerson,
  onRead?: OnRead,
): Promise<CastEdited & { id: string }> {
  const called = walkOn === undefined ? null : findWalkOn(project, walkOn)
  const { people } = project.cast.entries()
  const namesake = people.find((entry) => entry.removedAt === null && sameName(entry.name, name))
  if (namesake) {
    throw new AppError('WRONG_USE', said`${namesake.name} is in the cast already.`, {
      remedy: said`Open that entry, or give a name that tells the two apart.`,
    })
  }
  const id = walkOn !== undefined && !people.some((entry) => entry.id === walkOn) ? walkOn : freeId(name, people)
  const person = emptyPerson(id, name)
  const listed = called === null ? [] : wordsFor(called.id, called.name)
  person.aliases = completeAliases(listed, name, (word) => isTaken(project, word, id))
  person.gender = guessGender({
    stated: null,
    names: [name, ...person.aliases.map(({ text }) => text)],
    roles: [],
    descriptions: [],
  })
  const { edited } = await editCast(
    project,
    said`${name} added to the cast`,
    (rows) =>
      project.cast.put(rows, 'person', {
        ...{ id, name, body: person, read: null, sourceId: null, removedAt: null },
        position: nextPosition(people),
      }),
    onRead,
  )
  return { ...edited, id }
}

function findWalkOn(project: Project, id: string): { id: string; name: string } {
  const walkOn = castView(project).walkOns.find((each) => each.id === id)
  if (walkOn) return walkOn
  throw new AppError('NOT_FOUND', said`The script draws nobody called ${id} without an entry.`, {
    remedy: said`Look at the list again: somebody may have got an entry since.`,
  })
}

/** What the script calls a walk-on: a name as it is, a common noun with its article. */
function wordsFor(id: string, description: string): Alias[] {
  const { name, isNamed } = walkOnOf({ personId: id, description })
  return [always(isNamed ? name : `the ${name}`)]
}

function aliasesAfter(project: Project, { id, name, aliases }: Person, oldName: string): Alias[] {
  const kept = aliases.some(({ text }) => sameName(text, oldName)) ? aliases : [...aliases, always(oldName)]
  return completeAliases(kept, name, (word) => isTaken(project, word, id))
}

const always = (text: string): Alias => ({ text, fromYear: null, untilYear: null, chapter: null })
const sameName = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase()

/** Somebody else goes by this word. */
function isTaken({ cast }: Project, word: string, id: string): boolean {
  return cast
    .bible()
    .people.some((person) => person.id !== id && person.aliases.some(({ text }) => sameName(text, word)))
}

/** Pictures that show a look go on showing it when it is called otherwise. */
function carryReferences(project: Project, rows: EditedRows, id: string, looks: readonly LookAsEdited[]): void {
  // Several looks may go by one label: as long as one does, it means what it meant.
  const kept = new Set(looks.map(({ label }) => label))
  const renamed = new Map(
    looks.flatMap(({ was, label }) =>
      was !== undefined && was !== '' && was !== label && !kept.has(was) ? [[was, label]] : [],
    ),
  )
  for (const { id: reference, subject, of, look } of project.references.all()) {
    const label = subject === 'person' && of === id && look !== null ? renamed.get(look) : undefined
    if (label !== undefined) project.references.move(rows, reference, { look: label })
  }
}

function plainLook({ was: _, ...look }: LookAsEdited): Look {
  return look
}

/** @throws AppError WRONG_USE */
function assertPeriod({ label, from, until }: Look): void {
  if (from === null || until === null) return
  const shared = Math.min(from.length, until.length)
  if (from.slice(0, shared) <= until.slice(0, shared)) return
  throw new AppError('WRONG_USE', said`The look “${label}” would end (${until}) before it begins (${from}).`, {
    remedy: said`Swap the two dates, or leave one of them out.`,
  })
}
