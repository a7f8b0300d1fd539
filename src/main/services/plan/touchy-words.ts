import type { Bible } from '../../../shared/domain/bible.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import { said } from '../../../shared/said/said.ts'
import { promptChecker, type WordsFound } from '../../checks/check-prompt.ts'
import { hasContentRules } from '../../checks/words/categories.ts'
import type { PlannedJob } from './planned-job.ts'

/** Panels named in one line; the rest are counted. */
const MOST_PLACES = 6

/**
 * Words that prompts may be refused for, before anything is sent. Said once for the same words, with the panels they
 * stand in: where they come from the bible, half the book has them. Nothing is held back and nothing is changed.
 */
export function touchyWords(
  jobs: readonly PlannedJob[],
  names: readonly string[],
  at: (panelId: string) => Pick<Diagnostic, 'file' | 'line'>,
): Diagnostic[] {
  const checkers = new Map<string, (prompt: string) => WordsFound>()
  const matters = new Map<string, { words: string[]; tier: keyof WordsFound; panels: Map<string, PlannedJob> }>()
  for (const job of jobs) {
    const which = `${job.lang} ${job.provider}`
    const check = checkers.get(which) ?? promptChecker(job.lang, job.provider, names)
    checkers.set(which, check)
    const found = check(job.prompt)
    for (const tier of ['every', 'provider'] as const) {
      if (found[tier].length === 0) continue
      const words = found[tier].map((word) => word.toLowerCase()).sort()
      const id = `${tier} ${job.provider} ${words.join('|')}`
      const matter = matters.get(id) ?? { words: found[tier], tier, panels: new Map() }
      matters.set(id, matter)
      if (!matter.panels.has(job.panelId)) matter.panels.set(job.panelId, job)
    }
  }
  return [...matters.values()].map(({ words, tier, panels }) => {
    const [first] = panels.values()
    return { ...tell(tier, first!.provider, words, [...panels.values()]), ...at(first!.panelId) }
  })
}

/** What the book calls its people and places. */
export function namesOf({
  people,
  places,
}: {
  people: Iterable<Bible['people'][number]>
  places: Iterable<Bible['places'][number]>
}): string[] {
  return [
    ...[...people].flatMap(({ name, aliases }) => [name, ...aliases.map(({ text }) => text)]),
    ...[...places].flatMap(({ name, aliases, zones }) => [
      name,
      ...aliases,
      ...zones.flatMap((zone) => [zone.name, ...zone.aliases]),
    ]),
  ]
}

function tell(
  tier: keyof WordsFound,
  provider: string,
  words: readonly string[],
  panels: readonly PlannedJob[],
): Omit<Diagnostic, 'file' | 'line'> {
  const quoted = words.map((word) => `“${word}”`).join(', ')
  const told = panels
    .slice(0, MOST_PLACES)
    .map(({ chapter, scene, panel }) => said`chapter ${chapter}, scene ${scene}, panel ${panel}`)
  const more = panels.length - MOST_PLACES
  const places = more > 0 ? said`${told.join('; ')} and ${more} more` : told.join('; ')
  const remedy = said`It is sent as it stands. Other words in the script, the bible or the panel’s prompt may pass.`
  if (tier === 'provider')
    return {
      severity: 'warning',
      code: 'words-touchy',
      message: said`${provider} may refuse ${quoted} (${places}).`,
      remedy,
    }
  const isSent = hasContentRules(provider)
  return {
    severity: isSent ? 'warning' : 'info',
    code: 'words-refused',
    message: isSent
      ? said`Every provider is likely to refuse ${quoted} (${places}).`
      : said`${provider} draws it, but every provider on the net is likely to refuse ${quoted} (${places}).`,
    remedy,
  }
}
