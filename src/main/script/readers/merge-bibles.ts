import type { Bible } from '../../../shared/domain/bible.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import { said } from '../../../shared/said/said.ts'

/** Makes one bible of several files. Who or what stands in two keeps the entry of the first, with a warning. */
export function mergeBibles(bibles: readonly { file: string; bible: Bible }[]): {
  bible: Bible | null
  diagnostics: Diagnostic[]
} {
  const diagnostics: Diagnostic[] = []
  const owner = new Map<string, string>()
  const firstOf = <Entry extends { id: string; name: string }>(entries: readonly Entry[], file: string, what: string) =>
    entries.filter((entry) => {
      const key = `${what} ${entry.id}`
      const before = owner.get(key)
      if (before === undefined || before === file) {
        owner.set(key, file)
        return true
      }
      diagnostics.push({
        severity: 'warning',
        code: 'bible-id-twice',
        file,
        line: 0,
        message: said`“${entry.name}” stands in ${before} too; the entry there is used.`,
        remedy: said`Keep one of the two: every description has one source.`,
      })
      return false
    })
  if (bibles.length === 0) return { bible: null, diagnostics }
  const people = bibles.flatMap(({ file, bible }) => firstOf(bible.people, file, 'person'))
  const places = bibles.flatMap(({ file, bible }) => firstOf(bible.places, file, 'place'))
  return { bible: { people, places }, diagnostics }
}
