import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import { readFolderAgain } from '../../services/imagery/folder-book.ts'
import { generateInBook, planInBook } from '../../services/imagery/generate-in-book.ts'
import { CLASSES } from '../../services/imagery/imagery-task.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function imageryHandlers(desk: Desk): Part<'imagery'> {
  const folder = () => {
    const { imagery, ...open } = desk.book()
    if (imagery !== null) return { ...open, imagery }
    throw new AppError('WRONG_USE', said`This book is not that of an imagery folder.`, {
      remedy: said`Open the folder that holds the chapters and locations.`,
    })
  }
  return {
    'imagery.read': async () => {
      const { project, imagery } = folder()
      await imagery.idle()
      return readFolderAgain(project, imagery.root)
    },
    'imagery.plan': (asked) => {
      const { project, imagery } = folder()
      const { tasks, targets, problems, sum } = planInBook(project, imagery.root, asked)
      const classes = Object.fromEntries(
        CLASSES.map((name) => [name, targets.filter((target) => target.class === name).length]),
      ) as Record<(typeof CLASSES)[number], number>
      return { ...sum, classes, tasks, problems }
    },
    'imagery.generate': async (asked) => {
      const { project, imagery, work } = folder()
      return generateInBook(project, imagery, work, asked)
    },
  }
}
