import { bookOutline, listPanels, panelIdsFor, rowOfPanel } from '../../services/tree.ts'
import { deleteEntries } from '../../services/tree-edits/delete.ts'
import { duplicatePanels } from '../../services/tree-edits/duplicate.ts'
import { moveEntries } from '../../services/tree-edits/move.ts'
import { renameEntry } from '../../services/tree-edits/rename.ts'
import { joinPanel, splitPanel } from '../../services/tree-edits/split.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function treeHandlers(desk: Desk): Part<'tree'> {
  return {
    'tree.outline': ({ filter }) => bookOutline(desk.book().project, filter),
    'tree.panels': ({ filter = {}, ...page }) => listPanels(desk.book().project, filter, page),
    'tree.row': ({ panelId, filter = {} }) => ({ row: rowOfPanel(desk.book().project, panelId, filter) }),
    'tree.ids': ({ filter = {}, offset, limit }) => ({
      ids: panelIdsFor(desk.book().project, filter).slice(offset, offset + limit),
    }),
    'tree.move': ({ entries, to }) => ({ moved: moveEntries(desk.book().project, entries, to) }),
    'tree.rename': ({ entry, title }) => ({ title: renameEntry(desk.book().project, entry, title) }),
    'tree.duplicate': ({ panelIds }) => ({ panelIds: duplicatePanels(desk.book().project, panelIds) }),
    'tree.delete': ({ entries }) => deleteEntries(desk.book().project, entries),
    'tree.split': ({ panelId, at }) => ({ panelId: splitPanel(desk.book().project, panelId, at) }),
    'tree.join': ({ panelId }) => ({ panelId: joinPanel(desk.book().project, panelId) }),
  }
}
