import { closest } from '../../../shared/closest.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import { shortHash } from './files.ts'
import type { ReferenceInBook } from './look-over.ts'

/** Fewer digits of a hash are a name. */
const LEAST_DIGITS = 4

/**
 * The reference a word means: its id, the beginning of its hash, or the name of its file.
 *
 * @throws AppError WRONG_USE for one that there is not, or that may be one of several
 */
export function pickReference(word: string, references: readonly ReferenceInBook[]): ReferenceInBook {
  const byId = references.find(({ reference }) => reference.id === word)
  if (byId) return byId
  const wanted = word.toLowerCase()
  const isHash = new RegExp(`^[0-9a-f]{${LEAST_DIGITS},}$`).test(wanted)
  const byName = references.filter(
    ({ reference: { name, path } }) => name.toLowerCase() === wanted || path === word || path.endsWith(`/${word}`),
  )
  const found =
    byName.length > 0 ? byName : references.filter(({ reference }) => isHash && reference.sha256.startsWith(wanted))
  if (found.length === 1) return found[0]!
  if (found.length === 0) {
    const near = closest(
      word,
      references.map(({ reference }) => reference.name),
    )
    throw new AppError('WRONG_USE', said`There is no reference “${word}”.`, {
      remedy: near ? said`Did you mean ${near}?` : 'panelwright reference list shows them all.',
    })
  }
  const told = found.map(
    ({ reference, subject }) => `${shortHash(reference)} (${reference.role} of ${subject.name}, ${reference.name})`,
  )
  throw new AppError('WRONG_USE', `“${word}” may be ${told.join(' or ')}.`, {
    remedy: 'Give the eight digits; where they are the same, add --of and --role.',
  })
}
