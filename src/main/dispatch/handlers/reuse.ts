import { priceOfRefreshing } from '../../services/refreshing.ts'
import { type PanelReuse, reuseMap, setReuse } from '../../services/reusing.ts'
import { firstWords } from '../../services/tree.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'
import { planOptionsFrom } from './plan-options.ts'

export function reuseHandlers(desk: Desk): Part<'reuse'> {
  return {
    'reuse.map': (options) => {
      const { panels, couldShare, share } = reuseMap(desk.book().project, options)
      return {
        ...{ panels: panels.length, couldShare, share },
        rows: panels
          .filter(({ source, sharesNow }) => source !== null || sharesNow !== null)
          .map(({ panel, decision, source, sharesNow, apart, hasOwn }) => ({
            ...nameOf(panel),
            chapter: panel.chapter,
            scene: panel.scene,
            source: source && nameOf(source),
            despite: decision.shows === null ? [] : decision.despite,
            shows: sharesNow && nameOf(sharesNow),
            apart,
            hasOwn,
          })),
      }
    },
    'reuse.saving': ({ panelIds, ...asked }) => ({
      saving: priceOfRefreshing(desk.book().project, panelIds, planOptionsFrom(desk, asked)),
    }),
    'reuse.set': ({ pairs }) => setReuse(desk.book().project, pairs),
  }
}

const nameOf = ({ id, number, content }: PanelReuse['panel']) => ({
  panelId: id,
  panel: number,
  words: firstWords(content.what),
})
