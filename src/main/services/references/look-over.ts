import type { Bible } from '../../../shared/domain/bible.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { Reference } from '../../../shared/domain/reference.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import { stateOnDisk } from './files.ts'
import { lostSubjects, type Subject, subjectsOf } from './subjects.ts'

/** A reference with whom it shows, and why it cannot be used. */
export interface ReferenceInBook {
  reference: Reference
  subject: Subject
  /** Null = it can be used. */
  problem: ReferenceProblem | null
}

export interface ReferenceProblem {
  code: 'reference-missing' | 'reference-changed' | 'reference-subject-gone' | 'reference-look-gone'
  message: string
  remedy: string
}

type Book = Pick<Project, 'folder' | 'cast' | 'styles' | 'references'>

/**
 * Every reference of the book, oldest first, with what keeps it from being used. None of it is fatal: pictures are made
 * without.
 *
 * @param thorough reads every file; otherwise a change that keeps the length is not seen
 */
export function lookOverReferences(
  project: Book,
  { thorough, bible = project.cast.bible() }: { thorough: boolean; bible?: Bible },
): ReferenceInBook[] {
  const references = project.references.all()
  if (references.length === 0) return []
  const known = subjectsOf(project, bible)
  const subjects = new Map(
    [...known, ...lostSubjects(references, known)].map((each) => [`${each.subject} ${each.of}`, each]),
  )
  const looks = new Map(bible.people.map(({ id, looks }) => [id, new Set(looks.map(({ label }) => label))]))
  return references.map((reference) => {
    const subject = subjects.get(`${reference.subject} ${reference.of}`)!
    const problem =
      problemOfSubject(reference, subject, looks) ?? problemOfFile(project.folder, reference, subject, thorough)
    return { reference, subject, problem }
  })
}

/** What is wrong with references, as an author reads it elsewhere than in their list. */
export function referenceDiagnostics(references: readonly ReferenceInBook[]): Diagnostic[] {
  return references.flatMap(({ reference, problem }) =>
    problem === null ? [] : [{ severity: 'warning', file: reference.path, line: 0, ...problem }],
  )
}

function problemOfSubject(
  { subject, look, role, of }: Reference,
  { name, names }: Subject,
  looks: ReadonlyMap<string, ReadonlySet<string>>,
): ReferenceProblem | null {
  if (names.length === 0) {
    return {
      code: 'reference-subject-gone',
      message:
        subject === 'style'
          ? said`Among the art styles there is no style “${of}” that this reference shows.`
          : said`The bible has no longer a ${subject === 'place' ? 'place' : 'person'} “${of}” that this reference shows.`,
      remedy: said`Put it back, or add the picture to whom it shows now.`,
    }
  }
  if (look === null || looks.get(of)?.has(look)) return null
  return {
    code: 'reference-look-gone',
    message: said`The bible has no longer the look “${look}” of ${name} whose ${role === 'outfit' ? 'outfit' : 'face'} this reference shows.`,
    remedy: said`Add the picture again with the look it has now.`,
  }
}

function problemOfFile(
  folder: string,
  reference: Reference,
  { name }: Subject,
  thorough: boolean,
): ReferenceProblem | null {
  const what = `The reference ${reference.name} of ${name}`
  const remedy = said`Put the file back, or add the picture again.`
  switch (stateOnDisk(folder, reference, thorough)) {
    case 'whole':
      return null
    case 'missing':
      return {
        code: 'reference-missing',
        message: said`${what} is missing on disk; nothing is drawn after it.`,
        remedy,
      }
    case 'changed':
      return {
        code: 'reference-changed',
        message: said`${what} was changed by something else; nothing is drawn after it.`,
        remedy,
      }
  }
}
