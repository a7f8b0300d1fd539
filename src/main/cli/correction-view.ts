import type { Override } from '../../shared/domain/override.ts'
import { counted } from '../../shared/quantities.ts'
import type { Change, PanelChange } from '../services/correcting/changes.ts'
import type { CorrectionReport } from '../services/correcting.ts'
import { oneLine, wrap } from './terminal-text.ts'

/** What a correction is about, as it is typed. */
export function subjectWord(about: Override['about']): string {
  return about === 'time-of-day' ? 'time' : about
}

/** What a correction changed, scene by scene. */
export function correctionView(report: CorrectionReport, columns: number): string[] {
  const { about, chapter, scene, line, person, value, scenes, panels, stale } = report
  const of = line === null ? (person === null ? '' : ` of ${person}`) : ` of “${line}”`
  const subject = `Chapter ${chapter}, scene ${scene}, ${subjectWord(about)}${of}`
  return [
    ...wrap(
      value === null ? `${subject}: as the script is read, again.` : `${subject}: ${value}, as you say.`,
      columns,
    ),
    ...scenes.flatMap((each) =>
      each.changes.flatMap((change) => bullet(`scene ${each.scene}, ${inWords(change)}`, columns)),
    ),
    ...panelLines(panels).flatMap((text) => bullet(text, columns)),
    panels.length === 0 ? 'No panel is read otherwise for it.' : `${counted(panels.length, 'panel')} read otherwise.`,
    ...(stale > 0
      ? [`${counted(stale, 'panel')} with pictures older than the script; generate refreshes only these.`]
      : []),
  ]
}

/** The same change in several panels of a scene is one line. */
function panelLines(panels: readonly PanelChange[]): string[] {
  const told = panels.flatMap(({ scene, panel, state, changes }) =>
    state === 'changed'
      ? changes.map((change) => ({ scene, panel, text: `, ${inWords(change)}` }))
      : [{ scene, panel, text: ` ${state}` }],
  )
  return [...Map.groupBy(told, ({ scene, text }) => `${scene}${text}`).values()].map((same) => {
    const numbers = same.map(({ panel }) => panel)
    return `scene ${same[0]!.scene}, ${numbers.length === 1 ? 'panel' : 'panels'} ${numbers.join(', ')}${same[0]!.text}`
  })
}

const inWords = ({ what, before, after }: Change) => `${what}: ${before || 'none'} → ${after || 'none'}`

function bullet(text: string, columns: number): string[] {
  return wrap(oneLine(text), columns - 4).map((line, at) => `${at === 0 ? '  ' : '    '}${line}`)
}
