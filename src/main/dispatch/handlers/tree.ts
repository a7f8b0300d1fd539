import { bookOutline, listPanels, rowOfPanel } from '../../services/tree.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function treeHandlers(desk: Desk): Part<'tree'> {
  return {
    'tree.outline': ({ filter }) => bookOutline(desk.book().project, filter),
    'tree.panels': ({ filter = {}, ...page }) => listPanels(desk.book().project, filter, page),
    'tree.row': ({ panelId, filter = {} }) => ({ row: rowOfPanel(desk.book().project, panelId, filter) }),
  }
}
