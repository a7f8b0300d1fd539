import { generateKeyBetween } from 'fractional-indexing'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import { putLettering } from '../../store/panel-edits.ts'
import { keepEdit } from '../paging/keep-edit.ts'
import { storedPanel } from '../panel-detail.ts'
import { liveEntry, treeOf } from './entries.ts'
import { putOwnPanel } from './own-panel.ts'
import { putPanels } from './panel-parts.ts'
import { joinContents, nearestSentence, splitContent, textToSplit } from './split-content.ts'

/**
 * Splits a panel in two at the sentence nearest to a place in its words. The first half stays the panel it was, with its
 * pictures; the second is new. Imports leave both as they are.
 *
 * @param at characters into the script's words of the panel, or into what is seen where the script has none
 * @returns id of the second half
 * @throws AppError NOT_FOUND, READ_ONLY, WRONG_USE for a panel of one sentence
 */
export function splitPanel(project: Project, panelId: string, at: number): string {
  const tree = treeOf(project)
  const entry = liveEntry(tree, { kind: 'panel', id: panelId })
  const { content } = storedPanel(project, panelId)
  const { language } = project.book.settings()
  const start = nearestSentence(textToSplit(content), at, language)
  if (start === null) {
    throw new AppError('WRONG_USE', said`This panel is one sentence and cannot be split.`, {
      remedy: said`Duplicate it, or change the script.`,
    })
  }
  const [first, second] = splitContent(content, start, language)
  const { what, source, props, lettering } = first
  const siblings = tree.rows.live('panel', entry.parentId)
  const next = siblings[siblings.findIndex(({ id }) => id === panelId) + 1]
  const spot = { sceneId: entry.parentId!, orderKey: generateKeyBetween(entry.orderKey, next?.orderKey ?? null) }
  return keepEdit(project, said`Split panel`, (rows, now) => {
    const half = { what, props, lettering, ...(content.source === '' ? {} : { source }) }
    putPanels(project, tree, rows, [{ id: panelId, content, next: (said) => ({ ...said, ...half }) }], now)
    const id = putOwnPanel(project, tree, rows, { ...spot, content: second }, now)
    putLettering(project.store.sqlite, rows, [
      { id: panelId, lettering },
      { id, lettering: second.lettering },
    ])
    return id
  })
}

/**
 * Joins a panel with the one before it in its scene, which keeps its pictures; the panel itself goes to the trash with
 * its own.
 *
 * @returns id of the panel that both are now
 * @throws AppError NOT_FOUND, READ_ONLY, WRONG_USE for the first panel of a scene
 */
export function joinPanel(project: Project, panelId: string): string {
  const tree = treeOf(project)
  const entry = liveEntry(tree, { kind: 'panel', id: panelId })
  const siblings = tree.rows.live('panel', entry.parentId)
  const before = siblings[siblings.findIndex(({ id }) => id === panelId) - 1]
  if (!before) {
    throw new AppError('WRONG_USE', said`This is the first panel of its scene: there is none to join it with.`)
  }
  const { content } = storedPanel(project, before.id)
  const joined = joinContents(content, storedPanel(project, panelId).content)
  const { what, source, importance, people, props, lettering } = joined
  keepEdit(project, said`Join panels`, (rows, now) => {
    const both = { what, importance, people, props, lettering, ...(source === content.source ? {} : { source }) }
    putPanels(project, tree, rows, [{ id: before.id, content, next: (said) => ({ ...said, ...both }) }], now)
    putLettering(project.store.sqlite, rows, [
      { id: before.id, lettering },
      { id: panelId, lettering: [] },
    ])
    rows.put('panel_trash', { id: panelId }, { trashed_at: now })
    if (tree.decisions.of(entry).standing !== 'own') tree.decisions.change(rows, entry, { standing: 'joined' }, now)
  })
  return before.id
}
