import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import { said } from '../../../shared/said/said.ts'
import type { CodePage } from './code-pages.ts'
import type { EncodingCheck } from './mojibake.ts'

const PAGE_NAMES: Record<CodePage, string> = { cp1252: 'Windows-1252', macroman: 'MacRoman' }

/** Lossy spots beyond this many are only counted. */
const MOST_SPOTS = 20

/**
 * Tells the author what an encoding check found.
 * `line` is where the checked text begins in the file, `name` what it is (`Prompt 14`, `The text`), `repaired` whether
 * the repair was made or is only offered.
 */
export function damageDiagnostics(
  check: EncodingCheck,
  where: { file: string; line: number; name: string; repaired: boolean },
): Diagnostic[] {
  const { file, name, repaired } = where
  const lineOf = (line: number) => where.line + line - 1
  const diagnostics = check.damages.map(({ page, count, line, sample }): Diagnostic => {
    const places = count === 1 ? '1 place' : `${count} places`
    const words = `“${sample.before}” ${repaired ? 'became' : 'should be'} “${sample.after}”`
    const message = said`${name} is UTF-8 that was read as ${PAGE_NAMES[page]}, in ${places}: ${words}.`
    const at = { code: `encoding-${page}`, file, line: lineOf(line), message }
    if (repaired) return { severity: 'info', ...at }
    return {
      severity: 'warning',
      ...at,
      remedy: said`Import with --repair to mend it, or paste the text again from its source.`,
    }
  })
  for (const spot of check.lossy.slice(0, MOST_SPOTS)) {
    diagnostics.push({
      severity: 'warning',
      code: 'encoding-lossy',
      file,
      line: lineOf(spot.line),
      message: said`A character was lost here and cannot be mended: “${repaired ? spot.mended : spot.text}”.`,
      remedy: said`Type it in by hand.`,
    })
  }
  const more = check.lossy.length - MOST_SPOTS
  if (more > 0) {
    diagnostics.push({
      severity: 'warning',
      code: 'encoding-lossy',
      file,
      line: lineOf(check.lossy[MOST_SPOTS]?.line ?? 1),
      message: said`From here on ${more} more characters were lost.`,
      remedy: said`Get the text again from its source.`,
    })
  }
  return diagnostics
}
