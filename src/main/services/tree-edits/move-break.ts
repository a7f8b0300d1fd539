import { asRead } from '../../../shared/domain/panel-edit.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import type { Project } from '../../open-project.ts'
import { putLettering, readPanelEdits } from '../../store/panel-edits.ts'
import type { TreeRow } from '../../store/tree-rows.ts'
import { keepEdit } from '../paging/keep-edit.ts'
import { storedPanel } from '../panel-detail.ts'
import { liveEntry, type Tree, treeOf } from './entries.ts'
import { moveEntries } from './move.ts'
import { isCutAlike, lettersOf, moveWords, withoutCut } from './move-words.ts'
import { putPanels } from './panel-parts.ts'
import { nearestSentence, textToSplit } from './split-content.ts'

/** Where a panel is to begin: at a place in its own words or in those of the panel before it, or a step away. */
export type BreakTarget = { panelId: string; at: number } | 'earlier' | 'later'

/** What moving a break came to. */
export interface MovedBreak {
  /** What went over the break: sentences to the neighbour, or whole panels to the scene beside. */
  moved: 'sentences' | 'panels'
  /** The panel that begins elsewhere now. */
  panelId: string
}

/**
 * Moves the place where a panel begins. Within a scene the sentences between go to the neighbour, with their lines and
 * with who is in them alone. Where it opens a scene, the scene begins elsewhere: whole panels go to the scene beside. All
 * keep their ids and pictures, which are marked where they show something else now. One edit, that imports leave.
 *
 * @param panelId the panel that begins at the break
 * @throws AppError NOT_FOUND, READ_ONLY, WRONG_USE where the break cannot go there
 */
export function moveBreak(project: Project, panelId: string, target: BreakTarget): MovedBreak {
  const tree = treeOf(project)
  const entry = liveEntry(tree, { kind: 'panel', id: panelId })
  const siblings = tree.rows.live('panel', entry.parentId)
  const at = siblings.findIndex(({ id }) => id === panelId)
  const before = siblings[at - 1]
  return before ? moveSentences(project, tree, before, entry, target) : moveSceneBreak(project, tree, siblings, target)
}

function moveSentences(project: Project, tree: Tree, before: TreeRow, entry: TreeRow, target: BreakTarget): MovedBreak {
  const { language } = project.book.settings()
  const [first, second] = [storedPanel(project, before.id), storedPanel(project, entry.id)]
  const giver = giverOf(target, before.id, entry.id)
  const text = textToSplit((giver === 'before' ? first : second).content)
  const starts = target === 'earlier' ? text.length : target === 'later' ? 0 : target.at
  const at = nearestSentence(text, starts, language)
  if (at === null) {
    throw new AppError(
      'WRONG_USE',
      said`The panel that would give words is one sentence: nothing would be left of it.`,
      {
        remedy: said`Join the panels, or split elsewhere first.`,
      },
    )
  }
  const [left, right] = moveWords(first.content, second.content, { from: giver, at }, language)
  const edits = readPanelEdits(project.store.sqlite, [first.id, second.id])
  keepEdit(project, said`Move break`, (rows, now) => {
    const changed = [
      { id: first.id, content: first.content, to: left },
      { id: second.id, content: second.content, to: right },
    ]
    const after = putPanels(
      project,
      tree,
      rows,
      changed.map(({ id, content, to: { what, source, people, props, lettering } }) => ({
        id,
        content,
        next: (said) => {
          const cut = { what, people, props, lettering, ...(source === content.source ? {} : { source }) }
          const edit = edits.get(id)
          // Back where the script has it, it is the script's again, and follows it.
          return edit && isCutAlike({ ...content, ...cut }, asRead(content, edit))
            ? withoutCut(said)
            : { ...said, ...cut }
        },
      })),
      now,
    )
    putLettering(
      project.store.sqlite,
      rows,
      changed.map(({ id }, n) => ({ id, lettering: after[n]!.lettering })),
    )
  })
  return { moved: 'sentences', panelId: entry.id }
}

function giverOf(target: BreakTarget, before: string, panelId: string): 'before' | 'after' {
  if (target === 'earlier') return 'before'
  if (target === 'later' || target.panelId === panelId) return 'after'
  if (target.panelId === before) return 'before'
  throw tooFar()
}

/** Where a scene opens: its first panels go to the one before, or the last of that come to it. */
function moveSceneBreak(project: Project, tree: Tree, panels: readonly TreeRow[], target: BreakTarget): MovedBreak {
  const first = panels[0]!
  const sceneBefore = neighbourBefore(tree, first)
  if (sceneBefore === null) throw new AppError('WRONG_USE', said`The book begins with this panel.`)
  const panelsBefore = tree.rows.live('panel', sceneBefore.id)
  const goes = panelsOver(project, panels, panelsBefore, target)
  if (goes === null) throw tooFar()
  if (goes.length === panels.length && goes[0] === first) {
    throw new AppError('WRONG_USE', said`This is the only panel of its scene: the scene would be empty.`, {
      remedy: said`Move it by itself, or delete the scene.`,
    })
  }
  if (goes.length === panelsBefore.length && goes[0] === panelsBefore[0]) {
    throw new AppError('WRONG_USE', said`Nothing would be left of the scene before.`, {
      remedy: said`Move its panels by themselves, or delete the scene.`,
    })
  }
  const entries = goes.map(({ id }) => ({ kind: 'panel' as const, id }))
  const isEarlier = goes[0]!.parentId === sceneBefore.id
  moveEntries(
    project,
    entries,
    isEarlier ? { where: 'before', kind: 'panel', id: first.id } : { where: 'into', kind: 'scene', id: sceneBefore.id },
    said`Move break`,
  )
  return { moved: 'panels', panelId: isEarlier ? goes[0]!.id : panels[goes.length]!.id }
}

/** Whole panels between the break and where it goes; a panel goes along where the new break is in its first half. */
function panelsOver(
  project: Project,
  panels: readonly TreeRow[],
  panelsBefore: readonly TreeRow[],
  target: BreakTarget,
): TreeRow[] | null {
  if (target === 'earlier') return panelsBefore.slice(-1)
  if (target === 'later') return panels.slice(0, 1)
  const isIn = (rows: readonly TreeRow[]) => rows.findIndex(({ id }) => id === target.panelId)
  const [here, ahead] = [isIn(panels), isIn(panelsBefore)]
  if (here < 0 && ahead < 0) return null
  const { content } = storedPanel(project, target.panelId)
  const text = textToSplit(content)
  const isPast = lettersOf(text.slice(0, target.at)) > lettersOf(text) / 2
  if (here >= 0) return panels.slice(0, Math.max(1, here + (isPast ? 1 : 0)))
  return panelsBefore.slice(Math.min(panelsBefore.length - 1, ahead + (isPast ? 1 : 0)))
}

/** The scene before the one a panel stands in that has panels, over the edge of a chapter too. */
function neighbourBefore({ rows }: Tree, panel: TreeRow): TreeRow | null {
  const [scene, chapter] = rows.around(panel)
  if (!scene || !chapter) return null
  const scenes = rows.live('scene', chapter.id)
  const ahead = scenes.slice(
    0,
    scenes.findIndex(({ id }) => id === scene.id),
  )
  const chapters = rows.live('chapter', null)
  const earlier = chapters.slice(
    0,
    chapters.findIndex(({ id }) => id === chapter.id),
  )
  const holds = ({ id }: TreeRow) => rows.live('panel', id).length > 0
  const found = ahead.findLast(holds)
  if (found) return found
  for (const { id } of earlier.toReversed()) {
    const last = rows.live('scene', id).findLast(holds)
    if (last) return last
  }
  return null
}

const tooFar = () =>
  new AppError('WRONG_USE', said`The break of a panel stays between it and its neighbours.`, {
    remedy: said`Move the breaks between first.`,
  })
