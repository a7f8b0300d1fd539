import { counted, grouped } from '../../shared/quantities.ts'
import type { Guess } from '../services/script-view/guess.ts'
import { unsureInPanel, unsureSettings } from '../services/script-view/unsure.ts'
import type { CorrectionView, LineView, PanelView, PersonInPanel, SceneView } from '../services/script-view.ts'
import { subjectWord } from './correction-view.ts'
import { oneLine, wrap } from './terminal-text.ts'

const LABEL = 11
/** Before what another reader could read otherwise. */
const UNSURE = '?'

/** Scenes with what was read out of them and why; unsure guesses have a `?` before them. */
export function scriptView(scenes: readonly SceneView[], columns: number): string[] {
  return [...scenes.flatMap((scene) => [...sceneLines(scene, columns), '']), ...wrap(summary(scenes), columns)]
}

function sceneLines(scene: SceneView, columns: number): string[] {
  const title = scene.title ? `: ${oneLine(scene.title)}` : ''
  return [
    ...wrap(`Chapter ${scene.chapter}, scene ${scene.scene}${title} (${scene.file}:${scene.line})`, columns),
    ...settingLines(scene, columns),
    ...scene.panels.flatMap((panel) => ['', ...panelLines(panel, scene, columns)]),
  ]
}

function settingLines(scene: SceneView, columns: number): string[] {
  const single: [string, Guess<string | null>][] = [
    ['place', scene.place],
    ['time', scene.timeOfDay],
    ['weather', scene.weather],
    ['mood', scene.mood],
    ['date', scene.date],
    ['pov', scene.pov],
  ]
  const several: [string, Guess<string>[]][] = [
    ['present', scene.present],
    ['mentioned', scene.mentioned],
  ]
  return [
    ...single
      .filter(([, { value, unsure, rule }]) => value !== null || unsure || rule === 'author')
      .flatMap(([label, guess]) =>
        labelled(label, guess.unsure, `${guess.value ?? 'not known'}${why(guess)}`, columns),
      ),
    ...several
      .filter(([, people]) => people.length > 0)
      .flatMap(([label, people]) => {
        const told = people.map((person) => `${person.unsure ? `${UNSURE} ` : ''}${person.value}${why(person)}`)
        return labelled(label, false, told.join(', '), columns)
      }),
    ...scene.corrections.flatMap((row) => labelled('corrected', !row.fits, correctionWords(row), columns)),
  ]
}

function labelled(label: string, unsure: boolean, text: string, columns: number): string[] {
  const mark = unsure ? UNSURE : ' '
  return wrap(oneLine(text), columns - LABEL - 4).map(
    (line, at) => `${at === 0 ? `${mark} ${label.padEnd(LABEL)} ` : ' '.repeat(LABEL + 3)}${line}`,
  )
}

function correctionWords({ about, value, person, line, fits }: CorrectionView): string {
  const of = person ? ` of ${person}` : line ? ` of “${line}”` : ''
  return `${subjectWord(about)}${of}: ${value}${fits ? '' : '; no line has these words any more'}`
}

function panelLines(panel: PanelView, scene: SceneView, columns: number): string[] {
  const number = `Panel ${panel.panel}${panel.strip ? ` (strip ${panel.strip})` : ''}`
  const framing = [panel.shot, panel.angle, `importance ${panel.importance}`]
  const elsewhere = panel.place.value !== null && panel.place.value !== scene.place.value ? [panel.place.value] : []
  const sky = [
    panel.timeOfDay === scene.timeOfDay.value ? null : panel.timeOfDay,
    panel.weather === scene.weather.value ? null : panel.weather,
  ].filter((word) => word !== null)
  const stale = panel.stale ? ['pictures older than the script'] : []
  const head = [`${number}, line ${panel.line}`, ...framing, ...elsewhere, ...sky, ...stale]
  return [
    ...wrap(head.join(' · '), columns - 2).map((line) => `  ${line}`),
    ...indented(panel.what, columns),
    ...panel.people.flatMap((person) => marked(person.unsure, personWords(person), columns)),
    ...panel.lettering.flatMap((line) => marked(line.unsure, lineWords(line), columns)),
  ]
}

function personWords(person: PersonInPanel): string {
  const acting = person.role === 'mentioned' ? [] : [person.expression, person.pose]
  return `${person.value}: ${[person.role, ...acting].join(', ')}${why(person)}`
}

function lineWords(line: LineView): string {
  if (line.kind !== 'dialogue') return `${line.kind}: “${line.text}”`
  const how = line.balloon === 'speech' ? '' : ` (${line.balloon})`
  return `${line.value ?? 'nobody named'}${how}: “${line.text}”${why(line)}`
}

/** `  [“said Nell”, said-verb-after]`: the script's words, and the rule that went by them. */
function why({ words, rule, confidence, unsure }: Guess<unknown>): string {
  if (rule === '') return ''
  if (rule === 'author') return ' [your correction]'
  const quoted = words === '' ? '' : `“${oneLine(words)}”, `
  return ` [${quoted}${rule}${unsure ? ` ${confidence.toFixed(2)}` : ''}]`
}

const indented = (text: string, columns: number) => wrap(oneLine(text), columns - 4).map((line) => `    ${line}`)

/** A guess on lines of its own, with a `?` in the margin when it is unsure. */
function marked(unsure: boolean, text: string, columns: number): string[] {
  return wrap(oneLine(text), columns - 6).map((line, at) => {
    if (at > 0) return `      ${line}`
    return `  ${unsure ? UNSURE : ' '} ${line}`
  })
}

function summary(scenes: readonly SceneView[]): string {
  const panels = scenes.flatMap((scene) => scene.panels)
  const lines = panels.flatMap(({ lettering }) => lettering.filter(({ kind }) => kind === 'dialogue'))
  const unsureLines = lines.filter(({ unsure }) => unsure).length
  const others =
    scenes.reduce((sum, scene) => sum + unsureSettings(scene).length, 0) +
    panels.reduce((sum, panel) => sum + unsureInPanel(panel).length, 0) -
    unsureLines
  const total = [counted(scenes.length, 'scene'), counted(panels.length, 'panel'), counted(lines.length, 'spoken line')]
  return `${total.join(' · ')}. Unsure: ${grouped(unsureLines)} of the speakers, ${counted(others, 'other guess', 'other guesses')}.`
}
