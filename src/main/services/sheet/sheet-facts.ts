import type { SheetFacts } from '../../../shared/sheet/check-boxes.ts'
import type { BoxSettings } from '../../../shared/sheet/sheet-boxes.ts'
import { promptChecker } from '../../checks/check-prompt.ts'
import { hasContentRules } from '../../checks/words/categories.ts'
import type { Project } from '../../open-project.ts'
import { promptLimits } from '../../providers/catalogue/catalogue.ts'
import type { Capabilities, ImageProvider } from '../../providers/provider.ts'
import { fitsSize } from '../../queue/capability-problem.ts'
import { checkEncoding } from '../../script/readers/index.ts'
import { settleModel } from '../plan/plan-settings.ts'
import { namesOf } from '../plan/touchy-words.ts'
import { lookOverReferences } from '../references/look-over.ts'
import { listStyles } from '../styles.ts'

/** What the checks of a sheet may ask about the book and its provider. */
export function sheetFacts(
  project: Project,
  provider: ImageProvider | null,
  language: string,
  today: string,
): Required<SheetFacts> {
  const panels = new Set(project.script.panelIds())
  const styles = new Set(listStyles(project).map(({ style }) => style.id))
  const references = new Map(
    lookOverReferences(project, { thorough: false }).map(({ reference, problem }) => [reference.id, problem]),
  )
  const can = remembered((model: string | null) => capabilitiesOf(provider, model, today))
  return {
    hasPanel: (id) => panels.has(id),
    hasStyle: (id) => styles.has(id),
    reference(id) {
      const problem = references.get(id)
      return problem === undefined ? undefined : (problem?.message ?? null)
    },
    unknown: (settings) => unknownOf(provider, settings, can(settings.model)),
    takesReferences: (model) => (can(model)?.can.references ?? 1) > 0,
    most(model) {
      const known = can(model)
      if (provider === null || known === null || known.can.staged) return Number.POSITIVE_INFINITY
      const { unit, max } = promptLimits(provider.id, known.model, known.can)
      return unit === 'characters' ? max : Number.POSITIVE_INFINITY
    },
    broken: (text) => (MAY_BE_BROKEN.test(text) ? checkEncoding(text).damages.map(({ sample }) => sample.before) : []),
    flagged: flaggedBy(project, provider, language),
  }
}

/** ASCII alone is never broken. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is what ASCII is
const MAY_BE_BROKEN = /[^\x00-\x7f]/

interface Known {
  model: string
  can: Capabilities
}

/** Null = there is no such model. */
function capabilitiesOf(provider: ImageProvider | null, model: string | null, today: string): Known | null {
  if (provider === null) return null
  try {
    const settled = settleModel({ provider, ...(model === null ? {} : { model }) }, today)
    return { model: settled.model, can: provider.capabilities(settled.model) }
  } catch {
    return null
  }
}

function unknownOf(
  provider: ImageProvider | null,
  { quality, size }: BoxSettings,
  known: Known | null,
): ReturnType<Required<SheetFacts>['unknown']> {
  if (provider === null) return 'unknown-provider'
  if (known === null) return 'unknown-model'
  const { qualities, sizes } = known.can
  if (quality !== null && !qualities.includes(quality)) return 'unknown-quality'
  const settled = quality ?? qualities[0] ?? null
  return size !== null && !fitsSize(size, sizes, settled) ? 'unknown-size' : null
}

/** Who draws on the author's own computer refuses nothing. */
function flaggedBy(
  project: Project,
  provider: ImageProvider | null,
  language: string,
): Required<SheetFacts>['flagged'] {
  if (provider === null || !hasContentRules(provider.id)) return () => ({ every: [], provider: [] })
  const names = namesOf(project.cast.bible())
  const basis = JSON.stringify([language, provider.id, [...names]])
  if (CHECKED?.basis !== basis || CHECKED.size() > MOST_CHECKED) {
    const known = new Map<string, ReturnType<Required<SheetFacts>['flagged']>>()
    CHECKED = { basis, size: () => known.size, check: remembered(promptChecker(language, provider.id, names), known) }
  }
  return CHECKED.check
}

/** Of many prompts one is written on at a time: what was found in the others holds. */
let CHECKED: { basis: string; size(): number; check: Required<SheetFacts>['flagged'] } | null = null
const MOST_CHECKED = 20_000

function remembered<Key, Value>(work: (key: Key) => Value, known = new Map<Key, Value>()): (key: Key) => Value {
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const value = work(key)
    known.set(key, value)
    return value
  }
}
