import type { Bible } from '../../../shared/domain/bible.ts'
import type { Diagnostic } from '../../../shared/domain/diagnostic.ts'
import type { StoredPanel } from '../../store/script.ts'

/** Somebody of the script that the cast does not know, or knows too little of to draw. */
interface Sighting {
  panel: StoredPanel
  panels: number
}

/**
 * Who stands in panels without a description, and who speaks without being known, each told once where they first
 * appear; drawn all the same, as the words of the script have them.
 */
export function reportUnknownNames(
  panels: readonly StoredPanel[],
  bible: Bible,
  fileOf: (panel: StoredPanel) => string,
): Diagnostic[] {
  const described = new Set(
    bible.people.filter(({ always, looks }) => always !== '' || looks.length > 0).map(({ id }) => id),
  )
  const drawn = new Map<string, Sighting>()
  const speakers = new Map<string, Sighting>()
  for (const panel of panels) {
    const { people, lettering } = panel.content
    const undescribed = people.filter(({ personId, role }) => role !== 'mentioned' && !described.has(personId))
    const unresolved = lettering.filter(({ speakerId, speakerName }) => speakerId === null && speakerName !== null)
    for (const id of new Set(undescribed.map(({ personId }) => personId))) sight(drawn, id, panel)
    for (const name of new Set(unresolved.map(({ speakerName }) => speakerName!))) sight(speakers, name, panel)
  }
  const names = new Map(bible.people.map(({ id, name }) => [id, name]))
  return [
    ...[...drawn].map(
      ([id, { panel, panels: count }]): Diagnostic => ({
        severity: 'info',
        code: 'name-undescribed',
        file: fileOf(panel),
        line: panel.content.line,
        message: `Nothing says what ${names.get(id) ?? `“${id}”`} looks like (${inPanels(count)}).`,
        remedy: 'Describe them in the bible to have them look the same everywhere.',
      }),
    ),
    ...[...speakers].map(
      ([name, { panel, panels: count }]): Diagnostic => ({
        severity: 'info',
        code: 'name-unresolved',
        file: fileOf(panel),
        line: panel.content.line,
        message: `“${name}” speaks (${inPanels(count)}) and is nobody in the bible.`,
        remedy: 'Add them to the bible, or add the name to the aliases of who is meant.',
      }),
    ),
  ]
}

function sight(sightings: Map<string, Sighting>, name: string, panel: StoredPanel): void {
  const known = sightings.get(name)
  if (known) known.panels++
  else sightings.set(name, { panel, panels: 1 })
}

function inPanels(count: number): string {
  return count === 1 ? 'in 1 panel' : `in ${count} panels`
}
