import { bookOutline, findPanel, listPanels, rowOfPanel } from '../../services/tree.ts'
import { deleteEntries } from '../../services/tree-edits/delete.ts'
import { duplicatePanels } from '../../services/tree-edits/duplicate.ts'
import { takeLooseIn } from '../../services/tree-edits/loose-chapter.ts'
import { moveEntries, stepEntries } from '../../services/tree-edits/move.ts'
import { moveBreak } from '../../services/tree-edits/move-break.ts'
import { renameEntry } from '../../services/tree-edits/rename.ts'
import { joinPanel, splitPanel } from '../../services/tree-edits/split.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function treeHandlers(desk: Desk): Part<'tree'> {
  return {
    'tree.outline': ({ filter, withPanels }) => bookOutline(desk.book().project, filter, { withPanels }),
    'tree.panels': ({ filter = {}, ...page }) => listPanels(desk.book().project, filter, page),
    'tree.row': ({ panelId, filter = {} }) => ({ row: rowOfPanel(desk.book().project, panelId, filter) }),
    'tree.find': ({ begins, filter = {}, afterRow = -1 }) => ({
      panelId: findPanel(desk.book().project, begins, filter, afterRow),
    }),
    'tree.move': ({ entries, to }) => ({ moved: moveEntries(desk.book().project, entries, to) }),
    'tree.step': ({ entries, direction }) => ({ moved: stepEntries(desk.book().project, entries, direction) }),
    'tree.loose': ({ inBook }) => {
      takeLooseIn(desk.book().project, inBook)
      return {}
    },
    'tree.rename': ({ entry, title }) => ({ title: renameEntry(desk.book().project, entry, title) }),
    'tree.duplicate': ({ panelIds }) => ({ panelIds: duplicatePanels(desk.book().project, panelIds) }),
    'tree.delete': ({ entries }) => deleteEntries(desk.book().project, entries),
    'tree.split': ({ panelId, at }) => ({ panelId: splitPanel(desk.book().project, panelId, at) }),
    'tree.move-break': ({ panelId, to }) => moveBreak(desk.book().project, panelId, to),
    'tree.join': ({ panelId }) => ({ panelId: joinPanel(desk.book().project, panelId) }),
  }
}
