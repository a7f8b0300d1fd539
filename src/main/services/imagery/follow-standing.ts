import type { Project } from '../../open-project.ts'
import { picks } from '../../store/queue/picks.ts'
import type { FolderKeeper } from './folder-keeper.ts'
import { IMAGERY_STYLE } from './plan-task.ts'

/**
 * Does something that may change which picture stands for a panel, and has the files of an imagery folder name what
 * stands then. A panel nothing stands for any more leaves its file as it is.
 */
export function followStanding<Result>(
  { project, imagery }: { project: Project; imagery: FolderKeeper | null },
  change: () => Result,
): Result {
  if (imagery === null) return change()
  const standing = () => {
    const takes = picks(project.store.sqlite).standing(IMAGERY_STYLE.id, project.book.settings().language)
    return new Map([...takes].map(([panelId, inOrder]) => [panelId, inOrder[0]?.id]))
  }
  const before = standing()
  const result = change()
  for (const [panelId, takeId] of standing())
    if (takeId !== undefined && before.get(panelId) !== takeId) imagery.apply(takeId, 'chosen')
  return result
}
