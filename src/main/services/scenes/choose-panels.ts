import { AppError } from '../../../shared/errors.ts'
import type { StoredPanel } from '../../store/script.ts'
import type { ChapterReport } from '../importing.ts'
import { keyPanel } from './key-panel.ts'
import type { PanelToName } from './picture-names.ts'

export interface SceneChoice {
  /** Chapter numbers as in the script; absent = all that were read. */
  chapters?: readonly string[] | undefined
  /** Begin with this scene; what comes before is left alone. */
  resume?: { chapter: string; scene: number } | undefined
  /** A picture for each panel instead of one for each scene. */
  panels?: boolean | undefined
}

export interface ChosenPanel extends PanelToName {
  panel: StoredPanel
}

/**
 * Which panels are to have a picture, in reading order: one for each scene, or all.
 *
 * @param panels of the whole book, in reading order
 * @param read chapters of the files that were named
 * @param isDrawn whether a panel has a picture, or one on order: a scene keeps the panel that stood for it
 * @throws AppError WRONG_USE for a chapter or scene that was not read
 */
export function choosePanels(
  panels: readonly StoredPanel[],
  read: readonly Pick<ChapterReport, 'chapter' | 'isRead'>[],
  choice: SceneChoice,
  isDrawn: (panelId: string) => boolean,
): ChosenPanel[] {
  const known = [...new Set(read.filter(({ isRead }) => isRead).map(({ chapter }) => chapter))]
  assertChapters([...(choice.chapters ?? []), ...(choice.resume ? [choice.resume.chapter] : [])], known)
  const wanted = new Set(choice.chapters ?? known)
  const scenes = [...Map.groupBy(panels, ({ sceneId }) => sceneId).values()]
  const from = choice.resume === undefined ? 0 : placeOf(scenes, choice.resume)
  return scenes
    .slice(from)
    .filter((ofScene) => wanted.has(ofScene[0]!.chapter) && known.includes(ofScene[0]!.chapter))
    .flatMap((ofScene): ChosenPanel[] => {
      if (choice.panels) return ofScene.map((panel) => ({ panel, standsForScene: false }))
      const drawn = ofScene.filter(({ id }) => isDrawn(id))
      return [{ panel: keyPanel(drawn.length > 0 ? drawn : ofScene), standsForScene: true }]
    })
}

function placeOf(scenes: readonly StoredPanel[][], { chapter, scene }: NonNullable<SceneChoice['resume']>): number {
  const at = scenes.findIndex(([panel]) => panel!.chapter === chapter && panel!.scene === scene)
  if (at >= 0) return at
  const last = scenes.findLast(([panel]) => panel!.chapter === chapter)?.[0]?.scene
  throw new AppError('WRONG_USE', `Chapter ${chapter} has no scene ${scene}.`, {
    remedy: last === undefined ? 'It has no scenes to draw.' : `Its last scene is ${last}.`,
  })
}

/** @throws AppError WRONG_USE with the chapters there are */
function assertChapters(asked: readonly string[], known: readonly string[]): void {
  const unknown = asked.filter((number) => !known.includes(number))
  if (unknown.length === 0) return
  throw new AppError('WRONG_USE', `There is no chapter ${unknown.join(', ')} in what was read.`, {
    remedy: `There are: ${known.join(', ') || 'none'}.`,
  })
}
