import { basename } from 'node:path'
import type { Person } from '../../shared/domain/bible.ts'
import type { Diagnostic } from '../../shared/domain/diagnostic.ts'
import type { ReferenceRole } from '../../shared/domain/generation.ts'
import { type Reference, ROLES_OF } from '../../shared/domain/reference.ts'
import type { LookForPerson } from '../../shared/domain/reference-check.ts'
import { AppError } from '../../shared/errors.ts'
import { counted } from '../../shared/quantities.ts'
import { said } from '../../shared/said/said.ts'
import {
  type CheckedReference,
  checkReference,
  type ReferencePicture,
  referenceProblems,
} from '../images/reference-check.ts'
import type { Project } from '../open-project.ts'
import type { SetState } from '../store/references.ts'
import { storageFailure } from '../store/storage-failure.ts'
import { clearAway, storePicture } from './references/files.ts'
import { listPictures, type NamedFile } from './references/list-pictures.ts'
import { lookOverReferences, type ReferenceInBook } from './references/look-over.ts'
import { pickReference } from './references/pick.ts'
import { findLook, findSubject, lostSubjects, type Subject, subjectsOf } from './references/subjects.ts'

export interface AddOptions {
  /** Id, name or alias of whom or what they show. */
  who: string
  /** Files, and folders of pictures. */
  files: readonly NamedFile[]
  /** Default: the face of a person, else what the subject is. */
  role?: ReferenceRole | undefined
  /** Label of the look it shows; absent = it holds at every age, or as it was. */
  look?: string | undefined
  /** Chosen over others of the same subject, role and look. */
  preferred: boolean
  /** Takes blurred pictures, and those on which nobody is found. */
  anyway: boolean
  /** Null = no vision model looks. */
  lookForPerson: LookForPerson | null
  /** Called before the first file, and after each. */
  onProgress?: ((progress: AddProgress) => void) | undefined
}

export interface AddProgress {
  done: number
  total: number
  /** The one that is looked at now; null = all are done. */
  file: string | null
}

export interface AddReport {
  subject: Subject
  role: ReferenceRole
  look: string | null
  files: AddedFile[]
  /** What the author may want to know of all of them together. */
  diagnostics: Diagnostic[]
}

export interface AddedFile {
  /** As the author named it. */
  file: string
  /** `left-out`: refused, or doubtful and not taken anyway. */
  state: SetState | 'left-out'
  reference: Reference | null
  /** Why it was left out, or what it was taken in spite of. */
  problems: Diagnostic[]
}

/**
 * Copies pictures into the project as references. Each is checked by itself; one that is refused keeps none of the
 * others out.
 *
 * @throws AppError READ_ONLY, DISK_FULL, NOT_FOUND; WRONG_USE for a name, a role or a look that there is not
 */
export async function addReferences(project: Project, options: AddOptions): Promise<AddReport> {
  if (project.readOnly) throw project.readOnly
  const bible = project.cast.bible()
  const subject = findSubject(options.who, subjectsOf(project, bible), options.role ?? null)
  const role = options.role ?? ROLES_OF[subject.subject][0]
  const person = bible.people.find(({ id }) => subject.subject === 'person' && id === subject.of)
  const look = options.look === undefined ? null : lookOf(options.look, subject, person)
  const named = listPictures(options.files)
  const files: AddedFile[] = []
  try {
    for (const [done, file] of named.entries()) {
      options.onProgress?.({ done, total: named.length, file: file.name })
      const lookForPerson = subject.subject === 'person' ? options.lookForPerson : null
      const checked = await checkReference(file.path, lookForPerson)
      const problems = referenceProblems(checked, file.name)
      if (!checked.ok || (checked.doubts.length > 0 && !options.anyway)) {
        files.push({ file: file.name, state: 'left-out', reference: null, problems })
        continue
      }
      const draft = { subject: subject.subject, of: subject.of, role, look, name: basename(file.path) }
      files.push({ file: file.name, problems, ...keep(project, checked.picture, draft, options, subject) })
    }
    clearAway(project)
  } catch (error) {
    throw storageFailure(error, project.folder)
  }
  options.onProgress?.({ done: named.length, total: named.length, file: null })
  return {
    subject,
    role,
    look,
    files: asTheyAreNow(project, files),
    diagnostics: [
      ...unboundOutfit(files, role, look, subject, person),
      ...(options.lookForPerson === null ? [] : unanswered(files, subject)),
    ],
  }
}

/** Of several that were to be preferred, the last one is. */
function asTheyAreNow(project: Project, files: readonly AddedFile[]): AddedFile[] {
  const now = new Map(project.references.all().map((reference) => [reference.id, reference]))
  return files.map((file) => ({ ...file, reference: file.reference && (now.get(file.reference.id) ?? file.reference) }))
}

/** Somebody was to look, and nobody did. */
function unanswered(files: readonly AddedFile[], { subject }: Subject): Diagnostic[] {
  const unseen = files.filter(({ reference }) => reference !== null && reference.checks?.person == null).length
  if (subject !== 'person' || unseen === 0) return []
  return [
    {
      severity: 'warning',
      code: 'reference-not-looked-at',
      file: '',
      line: 0,
      message: said`The model said nothing of ${counted(unseen, 'picture')}; ${unseen === 1 ? 'it is' : 'they are'} taken without its look.`,
      remedy: said`Add them again with --ask to have them looked at; panelwright provider check tells whether it answers.`,
    },
  ]
}

function keep(
  project: Project,
  picture: ReferencePicture,
  draft: Pick<Reference, 'subject' | 'of' | 'role' | 'look' | 'name'>,
  { look, preferred }: AddOptions,
  { name }: Subject,
): Pick<AddedFile, 'reference' | 'state'> {
  project.assertInPlace()
  const path = storePicture(project, picture)
  const { content, findings, ...facts } = picture
  const before = project.references.find({ ...draft, sha256: picture.sha256 })
  const now = project.now()
  return project.edits.record(said`${draft.name} added to ${name}`, now, (rows) =>
    project.references.set(
      rows,
      {
        ...draft,
        ...facts,
        path,
        bytes: content.byteLength,
        checks: findings,
        // What is not said stays as it was; a file that comes back from the trash has no name of its own.
        name: before?.name ?? draft.name,
        look: look === undefined && before ? before.look : draft.look,
        preferred: preferred || before?.preferred === true,
      },
      now,
    ),
  )
}

function lookOf(word: string, { subject, name }: Subject, person: Person | undefined): string {
  if (person) return findLook(word, person)
  throw new AppError('WRONG_USE', said`${name} is a ${subject}; only people have looks.`, {
    remedy: said`Leave --look out.`,
  })
}

/** Clothes belong to a look. A picture of them that is bound to none goes along with every one. */
function unboundOutfit(
  files: readonly AddedFile[],
  role: ReferenceRole,
  look: string | null,
  { name }: Subject,
  person: Person | undefined,
): Diagnostic[] {
  const labels = [...new Set(person?.looks.map(({ label }) => label))]
  const isUnbound = files.some(({ reference }) => reference?.look === null)
  if (role !== 'outfit' || look !== null || !isUnbound || labels.length < 2) return []
  return [
    {
      severity: 'info',
      code: 'reference-outfit-unbound',
      file: '',
      line: 0,
      message: said`${name} has ${labels.length} looks, and this outfit goes along with all of them.`,
      remedy: said`Add it again with --look to bind it to one: ${labels.join('; ')}.`,
    },
  ]
}

/**
 * References of the book, those of one subject together, in the order they were added, with what keeps them from being
 * used.
 *
 * @param who null = all
 * @throws AppError WRONG_USE for a name that nothing goes by
 */
export function listReferences(project: Project, who: string | null): ReferenceInBook[] {
  const all = lookOverReferences(project, { thorough: true })
  const meant = who === null ? null : findAny(project, who)
  const shown = all.filter(({ subject }) => meant === null || isSame(subject, meant))
  return [...Map.groupBy(shown, ({ subject: { subject, of } }) => `${subject} ${of}`).values()].flat()
}

/** Which reference is meant: the beginning of its hash or its file's name, and of whom, where several have that. */
export interface WhichReference {
  which: string
  of?: string | undefined
  role?: ReferenceRole | undefined
}

export interface RemovedReference {
  reference: Reference
  subject: Subject
  /** Where its file lies now, relative to the project folder, with `/`. */
  path: string
  /** The file stays in its place: another reference, or a picture still to be made, needs it. */
  stillNeeded: boolean
}

/**
 * Takes references out of the book. Their files go to the trash once nothing needs them; adding the same picture again
 * brings a reference back.
 *
 * @throws AppError READ_ONLY; WRONG_USE for one that there is not, or that may be one of several
 */
export function removeReferences(project: Project, picks: readonly WhichReference[]): RemovedReference[] {
  if (project.readOnly) throw project.readOnly
  const all = lookOverReferences(project, { thorough: false })
  const meant = [...new Set(picks.map((pick) => pickFrom(project, all, pick)))]
  try {
    project.assertInPlace()
    const [first] = meant
    const label = meant.length === 1 ? first!.reference.name : said`${counted(meant.length, 'reference')}`
    const now = project.now()
    project.edits.record(said`${label} removed`, now, (rows) => {
      for (const { reference } of meant) project.references.trash(rows, reference.id, now)
    })
    const moved = clearAway(project)
    return meant.map(({ reference, subject }) => ({
      reference,
      subject,
      path: moved.get(reference.path) ?? reference.path,
      stillNeeded: project.references.isNeeded(reference.sha256),
    }))
  } catch (error) {
    throw storageFailure(error, project.folder)
  }
}

/**
 * Chooses a reference over others of its subject, role and look, or no longer.
 *
 * @throws AppError READ_ONLY; WRONG_USE for one that there is not, or that may be one of several
 */
export function preferReference(project: Project, pick: WhichReference, preferred: boolean): ReferenceInBook {
  if (project.readOnly) throw project.readOnly
  const meant = pickFrom(project, lookOverReferences(project, { thorough: false }), pick)
  const label = said`${meant.reference.name} ${preferred ? '' : 'no longer '}preferred`
  project.edits.record(label, project.now(), (rows) => project.references.prefer(rows, meant.reference.id, preferred))
  return { ...meant, reference: { ...meant.reference, preferred } }
}

/**
 * Says what a reference shows: another role, or another look.
 *
 * @throws AppError READ_ONLY; WRONG_USE for a role or a look its subject has not, or that has this picture already
 */
export function changeReference(
  project: Project,
  pick: WhichReference,
  change: { role?: ReferenceRole | undefined; look?: string | null | undefined },
): ReferenceInBook {
  if (project.readOnly) throw project.readOnly
  const meant = pickFrom(project, lookOverReferences(project, { thorough: false }), pick)
  const { subject, of, name, id } = meant.reference
  const role = change.role ?? meant.reference.role
  if (!ROLES_OF[subject].includes(role)) {
    throw new AppError('WRONG_USE', said`A ${subject} has no ${role}.`, {
      remedy: said`Give ${ROLES_OF[subject].join(' or ')}.`,
    })
  }
  const person = project.cast.bible().people.find((each) => subject === 'person' && each.id === of)
  const look =
    change.look === undefined ? meant.reference.look : change.look && lookOf(change.look, meant.subject, person)
  const twin = project.references.find({ subject, of, role, sha256: meant.reference.sha256 })
  if (twin !== null && twin.id !== id && project.references.all().some((each) => each.id === twin.id)) {
    throw new AppError('WRONG_USE', said`${meant.subject.name} has this picture as ${role} already.`, {
      remedy: said`Remove one of the two.`,
    })
  }
  project.edits.record(said`${name} shows ${look ?? role}`, project.now(), (rows) =>
    project.references.move(rows, id, { role, look }),
  )
  return { ...meant, reference: { ...meant.reference, role, look } }
}

/** @throws AppError WRONG_USE for one that there is not */
export function findReference(project: Project, id: string): Reference {
  return pickFrom(project, lookOverReferences(project, { thorough: false }), { which: id }).reference
}

function pickFrom(
  project: Project,
  all: readonly ReferenceInBook[],
  { which, of, role }: WhichReference,
): ReferenceInBook {
  const subject = of === undefined ? null : findAny(project, of)
  return pickReference(
    which,
    all.filter(
      (each) =>
        (subject === null || isSame(each.subject, subject)) && (role === undefined || each.reference.role === role),
    ),
  )
}

function findAny(project: Project, who: string): Subject {
  const known = subjectsOf(project)
  return findSubject(who, [...known, ...lostSubjects(project.references.all(), known)], null)
}

const isSame = (a: Subject, b: Subject) => a.subject === b.subject && a.of === b.of

export interface CheckedFile {
  /** As the author named it. */
  file: string
  checked: CheckedReference
  problems: Diagnostic[]
}

/** Looks at files as references, without a project. @throws AppError WRONG_USE for a folder without pictures */
export async function checkReferenceFiles(
  files: readonly NamedFile[],
  lookForPerson: LookForPerson | null,
): Promise<CheckedFile[]> {
  const result: CheckedFile[] = []
  // One after another: each holds a whole picture in memory.
  for (const { path, name } of listPictures(files)) {
    const checked = await checkReference(path, lookForPerson)
    result.push({ file: name, checked, problems: referenceProblems(checked, name) })
  }
  return result
}
