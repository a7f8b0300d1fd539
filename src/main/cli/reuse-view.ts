import type { OwnPictureReason } from '../../comic/shot-reuse.ts'
import { counted, formatPercent } from '../../shared/quantities.ts'
import type { PanelReuse, ReuseMap } from '../services/reusing.ts'
import { wrap } from './terminal-text.ts'

const REASON_WORDS: Readonly<Record<OwnPictureReason, string>> = {
  'first-of-scene': 'first of its scene',
  action: 'something happens',
  big: 'a big panel',
  reveal: 'something is revealed',
  silent: 'nobody speaks',
  spent: 'its picture was shown often enough',
  people: 'other people',
  expression: 'another expression',
  pose: 'another pose',
  standing: 'people stand elsewhere',
  shot: 'another shot',
  angle: 'another angle',
  place: 'another place',
  time: 'another time of day',
  weather: 'other weather',
  props: 'something else to be seen',
}

/** Panel by panel: whose picture it could show, or why it needs its own. */
export function reuseLines({ panels, couldShare, share }: ReuseMap, columns: number): string[] {
  const head = share === 0 ? [] : [`${counted(share, 'panel shows', 'panels show')} the picture of another now.`]
  return [
    ...panels.flatMap((each) => wrap(`${placeOf(each)}: ${wordsOf(each)}`, columns)),
    '',
    `${counted(couldShare, 'panel')} of ${panels.length} could show the picture of another: ${savedWords(couldShare, panels.length)}.`,
    ...head,
  ]
}

const savedWords = (shared: number, all: number) => `${formatPercent(all === 0 ? 0 : shared / all)} fewer pictures`

const placeOf = ({ panel }: Pick<PanelReuse, 'panel'>) =>
  `chapter ${panel.chapter}, scene ${panel.scene}, panel ${panel.number}`

function wordsOf({ decision, source, sharesNow, apart, hasOwn }: PanelReuse): string {
  const now =
    sharesNow === null
      ? ''
      : `; shows that of panel ${sharesNow.number} now${apart.length > 0 ? `, although they came apart: ${reasonWords(apart)}` : ''}`
  if (decision.shows === null || source === null)
    return `a picture of its own: ${reasonWords(decision.shows === null ? decision.reasons : [])}${now}`
  const own = hasOwn ? '; it has one of its own' : ''
  const { despite } = decision
  const why = despite.length === 0 ? 'same people, pose, shot and place' : `despite ${reasonWords(despite)}`
  return `could show that of panel ${source.number}: ${why}${own}${now}`
}

const reasonWords = (reasons: readonly OwnPictureReason[]) => reasons.map((reason) => REASON_WORDS[reason]).join(', ')

export function reuseRecord({ panel, decision, source, sharesNow, apart, hasOwn }: PanelReuse): object {
  return {
    type: 'panel',
    panelId: panel.id,
    ...{ chapter: panel.chapter, scene: panel.scene, panel: panel.number },
    couldShow: source && { panelId: source.id, panel: source.number },
    reasons: decision.shows === null ? decision.reasons : [],
    despite: decision.shows === null ? [] : decision.despite,
    shows: sharesNow && { panelId: sharesNow.id, panel: sharesNow.number, apart },
    hasOwn,
  }
}
