import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import { counted } from '../../../shared/quantities.ts'
import { said } from '../../../shared/said/said.ts'
import { type ReferenceInBook, referenceDiagnostics } from '../references/look-over.ts'

/**
 * What an author should know about the references of a book before a plan is carried out.
 *
 * @param most how many reference pictures a request to the model takes
 */
export function referenceWarnings(references: readonly ReferenceInBook[], model: string, most: number): Diagnostic[] {
  const usable = references.filter(({ problem }) => problem === null).length
  const problems = referenceDiagnostics(references)
  if (most > 0 || usable === 0) return problems
  return [
    ...problems,
    {
      severity: 'info',
      code: 'references-without-effect',
      file: '',
      line: 0,
      message: said`${model} takes no reference pictures: ${counted(usable, 'reference')} ${usable === 1 ? 'has' : 'have'} no effect, and people and places are drawn after the bible’s words alone.`,
      remedy: said`Choose a model that takes references to have pictures drawn after them.`,
    },
  ]
}
