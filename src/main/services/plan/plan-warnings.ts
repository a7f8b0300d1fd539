import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { PromptLimits } from '../../../shared/domain/prompt.ts'
import { said } from '../../../shared/said/said.ts'
import { namedArtists } from '../../prompts/artist-names.ts'
import { type BibleIndex, resolvePanel } from '../../prompts/parts.ts'
import { spoken } from '../../prompts/phrases.ts'
import { walkOnOf } from '../../prompts/walk-on.ts'
import type { StoredPanel } from '../../store/script.ts'
import type { PlannedJob } from './planned-job.ts'
import { promptProblems } from './prompt-problems.ts'
import { namesOf, touchyWords } from './touchy-words.ts'

/** What an author should know before a plan is carried out. Each matter is said once, at the first panel it concerns. */
export function planWarnings(
  panels: readonly StoredPanel[],
  jobs: readonly PlannedJob[],
  bible: BibleIndex,
  limits: PromptLimits,
  fileOf: (panel: StoredPanel) => string,
): Diagnostic[] {
  const byId = new Map(panels.map((panel) => [panel.id, panel]))
  const at = (panelId: string) => {
    const panel = byId.get(panelId)!
    return { file: fileOf(panel), line: panel.content.line }
  }
  const names = namesOf({ people: bible.people.values(), places: bible.places.values() })
  return [
    ...touchyWords(jobs, names, at),
    ...undescribed(panels, bible, at),
    ...artistNames(panels, at),
    ...promptProblems(jobs, limits, at),
  ]
}

/** Where a panel stands in the author's material. */
export type PlaceOf = (panelId: string) => Pick<Diagnostic, 'file' | 'line'>

/**
 * People and places the bible has no words for are named only, and come out different each time. Somebody the script
 * calls «a bearded man» is described by just that, and needs no entry.
 */
function undescribed(panels: readonly StoredPanel[], bible: BibleIndex, at: PlaceOf): Diagnostic[] {
  const people = new Map<string, string>()
  const places = new Map<string, string>()
  for (const panel of panels) {
    const { people: drawn, place, panel: content } = resolvePanel(panel.content, panel, bible)
    for (const [n, { personId, name, described }] of drawn.entries()) {
      const isDescribed = described || (!bible.people.has(personId) && !walkOnOf(content.people[n]!).isNamed)
      if (!isDescribed && !people.has(name)) people.set(name, panel.id)
    }
    const unknown = content.placeId !== null && place === null ? (content.placeName ?? spoken(content.placeId)) : null
    if (unknown !== null && !places.has(unknown)) places.set(unknown, panel.id)
  }
  return [...barelyNamed('person-undescribed', people, at), ...barelyNamed('place-undescribed', places, at)]
}

/** Names told in one line; the rest are counted. */
const MOST_NAMES = 12

function barelyNamed(code: string, firstPanels: ReadonlyMap<string, string>, at: PlaceOf): Diagnostic[] {
  const sightings = [...firstPanels].map(([name, panelId]) => ({ name, ...at(panelId) }))
  const [first] = sightings
  if (first === undefined) return []
  const told = sightings.slice(0, MOST_NAMES).map(({ name, file, line }, n, all) => {
    const isSameFile = file === (all[n - 1] ?? first).file
    return isSameFile ? said`${name} (line ${line})` : said`${name} (${file}:${line})`
  })
  const more = sightings.length - told.length
  return [
    {
      severity: 'info',
      code,
      file: first.file,
      line: first.line,
      message: said`The bible does not say how to draw ${told.join(', ')}${more > 0 ? ` and ${more} more` : ''}; prompts only name them.`,
      remedy: said`Describe them in the bible to have them look the same everywhere.`,
    },
  ]
}

function artistNames(panels: readonly StoredPanel[], at: PlaceOf): Diagnostic[] {
  return panels.flatMap(({ id, content }) =>
    namedArtists(content.what).map(
      (name): Diagnostic => ({
        severity: 'warning',
        code: 'artist-named',
        ...at(id),
        message: said`The prompt asks for the manner of ${name}.`,
        remedy: said`Describe the manner in words instead; providers may refuse names of artists, and rights may stand against it.`,
      }),
    ),
  )
}
