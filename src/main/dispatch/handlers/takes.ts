import { said } from '../../../shared/said/said.ts'
import { type Culling, cull, rate } from '../../services/culling.ts'
import {
  drawnEditions,
  galleryOutline,
  galleryPage,
  galleryTakeIds,
  panelTakes,
  takeDetail,
  takesOfPerson,
} from '../../services/gallery.ts'
import { followStanding } from '../../services/imagery/follow-standing.ts'
import { findOrphans, orphanBytes, orphansCsv } from '../../services/orphans.ts'
import { storedPanel } from '../../services/panel-detail.ts'
import { discarded, weigh } from '../../services/trash-of-takes.ts'
import type { Desk } from '../desk.ts'
import { ask } from '../host.ts'
import type { Part } from './part.ts'

/** Orphans that travel in one answer; the table holds them all. */
const MOST_ORPHANS = 500

export function takesHandlers(desk: Desk): Part<'takes'> {
  const project = () => desk.book().project
  const culling =
    (what: Culling) =>
    ({ takeIds }: { takeIds: string[] }) => ({
      takes: followStanding(desk.book(), () => cull(project(), takeIds, what)),
    })
  return {
    'takes.editions': () => ({ editions: drawnEditions(project()) }),
    'takes.outline': ({ edition, filter = {}, alsoPanelId }) => galleryOutline(project(), edition, filter, alsoPanelId),
    'takes.gallery': ({ edition, filter = {}, ...page }) => galleryPage(project(), edition, filter, page),
    'takes.panels': ({ panelIds, edition, filter }) => {
      const found = new Map(panelTakes(project(), panelIds, edition, filter).map((panel) => [panel.panelId, panel]))
      return { panels: panelIds.flatMap((id) => found.get(id) ?? []) }
    },
    'takes.panel': ({ panelId, edition }) => {
      storedPanel(project(), panelId)
      return panelTakes(project(), [panelId], edition)[0]!
    },
    'takes.ids': ({ edition, filter = {} }) => ({ takeIds: galleryTakeIds(project(), edition, filter) }),
    'takes.show': ({ takeId }) => takeDetail(project(), takeId),
    'takes.reveal': async ({ takeId }) => {
      const reveal = ask(desk.host.reveal, said`file manager`, said`Save the file instead.`)
      reveal((await desk.book().assets.take(takeId, null)).path)
      return {}
    },
    'takes.of-person': ({ personId, edition, ...page }) => takesOfPerson(project(), personId, edition, page),
    'takes.pick': ({ takeIds }) => {
      const takes = cull(project(), takeIds, 'pick')
      // Also one that stood already: its file may name a picture of the author's, which gives way to nothing less.
      for (const takeId of takeIds) desk.book().imagery?.apply(takeId, 'chosen')
      return { takes }
    },
    'takes.unpick': culling('unpick'),
    'takes.keep': culling('keep'),
    'takes.reject': culling('reject'),
    'takes.unmark': culling('unmark'),
    'takes.rate': ({ takeIds, rating }) => ({ takes: rate(project(), takeIds, rating) }),
    'takes.weigh': ({ takeIds }) => weigh(project(), takeIds),
    'takes.discard': culling('discard'),
    'takes.restore': culling('restore'),
    'takes.discarded': () => discarded(project()),
    'takes.orphans': async () => {
      const files = await findOrphans(project())
      return {
        files: files.slice(0, MOST_ORPHANS),
        total: files.length,
        bytes: orphanBytes(files),
        csv: orphansCsv(files),
      }
    },
  }
}
