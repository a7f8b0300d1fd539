import { generateKeyBetween } from 'fractional-indexing'
import { v7 as uuid } from 'uuid'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import type { EditedRows } from '../../store/edit-journal.ts'
import { putLettering } from '../../store/panel-edits.ts'
import type { StoredPanel } from '../../store/script.ts'
import { keepEdit } from '../paging/keep-edit.ts'
import { inWords, liveEntries, treeOf } from './entries.ts'
import { flagsInside, putOwnPanel } from './own-panel.ts'

/**
 * Makes a copy of each panel, right behind it: what is seen, its lettering with translations, and prompts the author
 * rewrote; no pictures. Copies are the author's own: imports leave them alone.
 *
 * @returns ids of the copies, in reading order
 * @throws AppError NOT_FOUND, READ_ONLY
 */
export function duplicatePanels(project: Project, panelIds: readonly string[]): string[] {
  const tree = treeOf(project)
  const chosen = liveEntries(
    tree,
    panelIds.map((id) => ({ kind: 'panel', id })),
  )
  const panels = new Map(project.script.panels(chosen.map(({ id }) => id)).map((panel) => [panel.id, panel]))
  return keepEdit(project, said`Duplicate ${inWords(chosen)}`, (rows, now) =>
    chosen.map((entry) => {
      const panel = panels.get(entry.id)!
      const { content } = panel
      const siblings = tree.rows.live('panel', entry.parentId)
      const next = siblings[siblings.findIndex(({ id }) => id === entry.id) + 1]
      const orderKey = generateKeyBetween(entry.orderKey, next?.orderKey ?? null)
      const own = { ...content, flags: flagsInside(content.flags) }
      const id = putOwnPanel(project, tree, rows, { sceneId: entry.parentId!, orderKey, content: own }, now)
      const { title } = tree.decisions.of(entry)
      if (title !== null) tree.decisions.change(rows, { kind: 'panel', id }, { title }, now)
      putLettering(project.store.sqlite, rows, [{ id, lettering: content.lettering }])
      copyTranslations(project, rows, panel, id)
      copyPrompts(project, rows, entry.id, id)
      return id
    }),
  )
}

function copyTranslations({ store }: Project, rows: EditedRows, { letteringIds }: StoredPanel, copyId: string): void {
  const ids = store.sqlite
    .prepare('select id from lettering where panel_id = ? order by position')
    .pluck()
    .all(copyId) as string[]
  for (const [at, lineId] of letteringIds.entries()) {
    const texts = store.sqlite
      .prepare(
        `select language, text, own_text, state, changed_at from lettering_text where subject = 'line' and subject_id = ?`,
      )
      .all(lineId) as ({ language: string } & Record<string, string | number>)[]
    for (const { language, ...text } of texts)
      rows.put('lettering_text', { subject: 'line', subject_id: ids[at] ?? uuid(), language }, text)
  }
}

function copyPrompts({ store }: Project, rows: EditedRows, panelId: string, copyId: string): void {
  const prompts = store.sqlite
    .prepare(
      `select art_style_id, language, prompt, negative_prompt, basis_hash, edited_at from prompt_edit where panel_id = ?`,
    )
    .all(panelId) as ({ art_style_id: string; language: string } & Record<string, string | number>)[]
  for (const { art_style_id, language, ...words } of prompts)
    rows.put('prompt_edit', { panel_id: copyId, art_style_id, language }, words)
}
