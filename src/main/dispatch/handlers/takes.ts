import { type Culling, cull } from '../../services/culling.ts'
import { galleryPage, panelTakes, takeDetail } from '../../services/gallery.ts'
import { storedPanel } from '../../services/panel-detail.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function takesHandlers(desk: Desk): Part<'takes'> {
  const culling =
    (what: Culling) =>
    ({ takeIds }: { takeIds: string[] }) => ({ takes: cull(desk.book().project, takeIds, what) })
  return {
    'takes.gallery': ({ edition, filter = {}, ...page }) => galleryPage(desk.book().project, edition, filter, page),
    'takes.panel': ({ panelId, edition }) => {
      const { project } = desk.book()
      storedPanel(project, panelId)
      return panelTakes(project, [panelId], edition)[0]!
    },
    'takes.show': ({ takeId }) => takeDetail(desk.book().project, takeId),
    'takes.pick': culling('pick'),
    'takes.unpick': culling('unpick'),
    'takes.reject': culling('reject'),
    'takes.keep': culling('keep'),
    'takes.discard': culling('discard'),
    'takes.restore': culling('restore'),
  }
}
