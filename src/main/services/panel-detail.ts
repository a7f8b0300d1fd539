import type { PanelState } from '../../shared/contract/index.ts'
import type { Evidence } from '../../shared/domain/evidence.ts'
import type { EditablePart } from '../../shared/domain/panel-edit.ts'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { Project } from '../open-project.ts'
import { promptHash } from '../prompts/job-key.ts'
import type { StoredPanel } from '../store/script.ts'
import { treeDecisionRepository } from '../store/tree-decisions.ts'
import { keepEdit } from './paging/keep-edit.ts'
import type { PlannedJob } from './plan/planned-job.ts'
import { type PlanOptions, planBatch } from './planning.ts'
import { type PanelView, viewScript } from './script-view.ts'
import { panelStateOf } from './tree.ts'
import { editedParts } from './tree-edits/edit-panels.ts'

/** A panel with all that is known about it. What was read out of the script comes with why. */
export interface PanelDetail extends Omit<PanelView, 'panel' | 'stale'> {
  chapterId: string
  sceneId: string
  chapter: string
  scene: number
  number: number
  title: string | null
  edited: EditablePart[]
  state: PanelState
  staleAt: number | null
  file: string
  placeId: string | null
  date: string | null
  props: string[]
  evidence: Evidence[]
  editions: { style: string; lang: string; takes: number; pickedId: string | null }[]
}

/** @throws AppError NOT_FOUND */
export function panelDetail(project: Project, panelId: string): PanelDetail {
  const stored = storedPanel(project, panelId)
  const { chapter, scene: number, content } = stored
  const scene = viewScript(project, { chapters: [chapter], scene: number }).find(({ panels }) =>
    panels.some(({ id }) => id === panelId),
  )!
  const { panel: _, stale: __, ...view } = scene.panels.find(({ id }) => id === panelId)!
  return {
    ...view,
    chapterId: stored.chapterId,
    sceneId: stored.sceneId,
    chapter,
    scene: number,
    number: stored.number,
    title: treeDecisionRepository(project.store).of({ kind: 'panel', id: panelId }).title,
    edited: editedParts(project, panelId),
    state: panelStateOf(project, panelId)!,
    staleAt: stored.staleAt,
    file: scene.file,
    placeId: content.placeId,
    date: stored.date,
    props: content.props,
    evidence: content.evidence,
    editions: editionsOf(project, panelId),
  }
}

/** @throws AppError NOT_FOUND */
export function storedPanel(project: Project, panelId: string): StoredPanel {
  const [panel] = project.script.panels([panelId])
  if (panel) return panel
  throw new AppError('NOT_FOUND', said`This panel is not in the script any more.`, {
    remedy: said`It may be in the trash since the last import.`,
  })
}

function editionsOf({ store }: Project, panelId: string): PanelDetail['editions'] {
  return store.sqlite
    .prepare(
      `select t.art_style_id style, t.language lang, count(*) takes, max(k.take_id) pickedId
       from take t left join pick k on k.take_id = t.id
       where t.panel_id = ? and t.trashed_at is null group by 1, 2 order by 1, 2`,
    )
    .all(panelId) as PanelDetail['editions']
}

/**
 * What would be sent for a panel.
 *
 * @throws AppError as planBatch; NOT_FOUND
 */
export function panelPrompt(
  project: Project,
  panelId: string,
  options: Omit<PlanOptions, 'chapters' | 'sceneIds' | 'panelIds'>,
): PlannedJob {
  storedPanel(project, panelId)
  return planBatch(project, { ...options, panelIds: [panelId] }).jobs[0]!
}

/**
 * Gives a panel the author's own words in one edition; null lets the composition speak again.
 *
 * @throws AppError READ_ONLY, NOT_FOUND, and as planBatch
 */
export function rewritePrompt(
  project: Project,
  panelId: string,
  words: { prompt: string; negativePrompt: string } | null,
  options: Omit<PlanOptions, 'chapters' | 'sceneIds' | 'panelIds'>,
): PlannedJob {
  if (project.readOnly) throw project.readOnly
  const { style, lang, composedHash, basisHash } = panelPrompt(project, panelId, options)
  const edition = { panel_id: panelId, art_style_id: style, language: lang }
  const isComposed = words !== null && promptHash(words.prompt, words.negativePrompt) === composedHash
  keepEdit(project, said`Rewrite prompt`, (rows, now) => {
    if (words === null || isComposed) return rows.put('prompt_edit', edition, null)
    const { prompt, negativePrompt } = words
    rows.put('prompt_edit', edition, { prompt, negative_prompt: negativePrompt, basis_hash: basisHash, edited_at: now })
  })
  return panelPrompt(project, panelId, options)
}
