import { AppError } from '../../../shared/errors.ts'
import type { Project } from '../../open-project.ts'
import type { StoredPanel } from '../../store/script.ts'
import { scenesFor } from '../script-view.ts'

/** A panel as the author names it: numbers as the script shows them. */
export interface PanelName {
  /** Chapter number as in the script. */
  chapter: string
  /** Scene number within the chapter. */
  scene: number
  /** Panel number within the scene. */
  panel: number
}

/** @throws AppError WRONG_USE for a chapter, a scene or a panel that the book does not have */
export function findPanel(project: Project, { panel, ...scene }: PanelName): StoredPanel {
  const panels = panelsOfScene(project, scene)
  const found = panels.find(({ number }) => number === panel)
  if (found) return found
  throw new AppError('WRONG_USE', `There is no panel ${panel} in chapter ${scene.chapter}, scene ${scene.scene}.`, {
    remedy: panels.length === 0 ? 'It has no panels.' : `Panels are numbered 1 to ${panels.length}.`,
  })
}

/** Panels of one scene in reading order. @throws AppError WRONG_USE */
export function panelsOfScene(project: Project, { chapter, scene }: Omit<PanelName, 'panel'>): StoredPanel[] {
  const [found, another] = scenesFor(project, { chapters: [chapter], scene })
  if (!found || another) {
    throw new AppError('WRONG_USE', `The book has several chapters numbered ${chapter}.`, {
      remedy: 'Give them different numbers in the script and import it again.',
    })
  }
  return project.script
    .panels(project.script.panelIds({ chapters: [chapter] }))
    .filter(({ sceneId }) => sceneId === found.id)
}
