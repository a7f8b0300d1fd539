import { closest } from '../../../shared/closest.ts'
import type { Bible, Person } from '../../../shared/domain/bible.ts'
import type { ReferenceRole } from '../../../shared/domain/generation.ts'
import { plainWords } from '../../../shared/domain/override.ts'
import { type Reference, type ReferenceSubject, ROLES_OF } from '../../../shared/domain/reference.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import { everydayName } from '../script-view/names.ts'
import { listStyles } from '../styles.ts'

/** Somebody or something a reference can show. */
export interface Subject {
  subject: ReferenceSubject
  /** Id of the person, the place or zone, or the art style. */
  of: string
  /** As the author is told. */
  name: string
  /** Everything it goes by, the name included. */
  names: string[]
}

/** All that references of this book can show: its cast, its places with their zones, the art styles. */
export function subjectsOf(project: Pick<Project, 'cast' | 'styles'>, bible: Bible = project.cast.bible()): Subject[] {
  return [
    ...bible.people.map(({ id, name, aliases }): Subject => {
      const shown = everydayName(name)
      return { subject: 'person', of: id, name: shown, names: [shown, name, ...aliases.map(({ text }) => text)] }
    }),
    ...bible.places.flatMap(({ id, name, aliases, zones }): Subject[] => [
      { subject: 'place', of: id, name, names: [name, ...aliases] },
      ...zones.map(
        (zone): Subject => ({
          subject: 'place',
          of: zone.id,
          name: `${name}, ${zone.name}`,
          names: [zone.name, ...zone.aliases, `${zone.name}, ${name}`],
        }),
      ),
    ]),
    ...listStyles(project).map(
      ({ style: { id, name } }): Subject => ({ subject: 'style', of: id, name, names: [name] }),
    ),
  ]
}

/** Subjects that references have and the book no longer knows, so that they can still be listed and removed. */
export function lostSubjects(references: readonly Reference[], known: readonly Subject[]): Subject[] {
  const ids = new Set(known.map(({ subject, of }) => `${subject} ${of}`))
  const lost = references.filter(({ subject, of }) => !ids.has(`${subject} ${of}`))
  return [
    ...new Map(lost.map(({ subject, of }) => [`${subject} ${of}`, { subject, of, name: of, names: [] }])).values(),
  ]
}

/**
 * Who or what is meant: an id, a name or an alias; case, accents and a leading “the” do not matter.
 *
 * @param role says what kind of subject is meant; null = any
 * @throws AppError WRONG_USE for a word that nothing is called by, with the nearest; or that several are
 */
export function findSubject(word: string, subjects: readonly Subject[], role: ReferenceRole | null): Subject {
  const open = role === null ? subjects : subjects.filter(({ subject }) => ROLES_OF[subject].includes(role))
  const found = matches(word, open)
  if (found.length === 1) return found[0]!
  if (found.length > 1) {
    const told = found.map(({ name, subject }) => `${name} (${subject})`).join(' or ')
    throw new AppError('WRONG_USE', said`“${word}” may be ${told}.`, {
      remedy: `Give the id: ${found.map(({ of }) => of).join(' or ')}.`,
    })
  }
  const [other] = matches(word, subjects)
  if (other && role !== null) throw wrongRole(other, role)
  const near = closest(
    word,
    open.flatMap(({ of, names }) => [...names, of]),
  )
  throw new AppError('WRONG_USE', said`Nobody and nothing in the book is called “${word}”.`, {
    remedy: near ? said`Did you mean ${near}?` : remedyOf(open),
  })
}

function matches(word: string, subjects: readonly Subject[]): Subject[] {
  const byId = subjects.filter(({ of }) => of === word)
  if (byId.length > 0) return byId
  const byName = subjects.filter(({ name }) => bare(name) === bare(word))
  if (byName.length > 0) return byName
  return subjects.filter(({ names }) => names.some((name) => bare(name) === bare(word)))
}

const bare = (name: string) => plainWords(name).replace(/^the /, '')

function wrongRole({ name, subject }: Subject, role: ReferenceRole): AppError {
  return new AppError('WRONG_USE', said`${name} is a ${subject}, and a ${subject} has no ${role}.`, {
    remedy: `Leave --role out, or give ${ROLES_OF[subject].join(' or ')}.`,
  })
}

function remedyOf(subjects: readonly Subject[]): string {
  const names = subjects.filter(({ subject, of }) => subject !== 'style' && !of.includes('/')).map(({ name }) => name)
  return names.length === 0
    ? said`Import a bible first, or give an art style; panelwright style list shows them.`
    : said`There are: ${names.join(', ')}, and the art styles.`
}

/**
 * The label of a look as the bible has it, given whole or by its beginning (`1931` for `1931 (age 18)`).
 *
 * @throws AppError WRONG_USE for a look that they have not, or that may be one of several
 */
export function findLook(word: string, { name, looks }: Pick<Person, 'name' | 'looks'>): string {
  const labels = [...new Set(looks.map(({ label }) => label).filter((label) => label !== ''))]
  const wanted = plainWords(word)
  const exact = labels.find((label) => plainWords(label) === wanted)
  if (exact !== undefined) return exact
  const begun = labels.filter((label) => plainWords(label).startsWith(`${wanted} `))
  if (begun.length === 1) return begun[0]!
  const shown = everydayName(name)
  if (begun.length > 1) {
    throw new AppError('WRONG_USE', said`“${word}” may be several looks of ${shown}.`, {
      remedy: said`Give one whole: ${begun.join('; ')}.`,
    })
  }
  const near = closest(word, labels)
  throw new AppError('WRONG_USE', said`The bible has no look “${word}” for ${shown}.`, {
    remedy: near
      ? said`Did you mean ${near}?`
      : labels.length > 0
        ? said`There are: ${labels.join('; ')}.`
        : said`Leave --look out: the bible tells only one look apart.`,
  })
}
