import { v7 as uuid } from 'uuid'
import type { PanelContent } from '../../../shared/domain/panel.ts'
import type { Project } from '../../open-project.ts'
import { panelTextHash } from '../../script/merge/text-hash.ts'
import type { EditedRows } from '../../store/edit-journal.ts'
import { contentColumns, putPeople } from '../../store/panel-edits.ts'
import type { Tree } from './entries.ts'

/** Adds a panel of the author's own, without its lettering, as part of an edit. @returns its id */
export function putOwnPanel(
  project: Project,
  tree: Tree,
  rows: EditedRows,
  { sceneId, orderKey, content }: { sceneId: string; orderKey: string; content: PanelContent },
  now: number,
): string {
  const id = uuid()
  const columns = contentColumns(content, panelTextHash(content), { staleAt: null, staleFrom: null })
  rows.put('panel', { id }, { scene_id: sceneId, order_key: orderKey, strip: null, ...columns, trashed_at: null })
  putPeople(project.store.sqlite, rows, id, content.people)
  tree.decisions.change(rows, { kind: 'panel', id }, { standing: 'own' }, now)
  return id
}

/** What a panel is to the pages, where it no longer opens anything. */
export function flagsInside({ reveal, action }: PanelContent['flags']): PanelContent['flags'] {
  return { sceneStart: false, reveal, action, splash: false }
}
