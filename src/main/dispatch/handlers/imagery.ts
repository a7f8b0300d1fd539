import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import { imageryRootOf } from '../../services/imagery/folder-book.ts'
import { generateInBook, planInBook } from '../../services/imagery/generate-in-book.ts'
import { CLASSES } from '../../services/imagery/imagery-task.ts'
import type { Desk } from '../desk.ts'
import type { Part } from './part.ts'

export function imageryHandlers(desk: Desk): Part<'imagery'> {
  const folder = () => {
    const { imagery, files, ...open } = desk.book()
    if (imagery !== null && files !== null) return { ...open, imagery, files }
    if (imageryRootOf(open.project) !== null && open.project.readOnly) throw open.project.readOnly
    throw new AppError('WRONG_USE', said`This book is not that of an imagery folder.`, {
      remedy: said`Open the folder that holds the chapters and locations.`,
    })
  }
  return {
    'imagery.read': () => folder().files.readAgain(),
    'imagery.state': () => folder().files.state(),
    'imagery.plan': ({ sumOnly, ...asked }) => {
      const { project, imagery } = folder()
      const { tasks, targets, problems, sum } = planInBook(project, imagery.root, asked)
      const classes = Object.fromEntries(
        CLASSES.map((name) => [name, targets.filter((target) => target.class === name).length]),
      ) as Record<(typeof CLASSES)[number], number>
      return { ...sum, classes, tasks: sumOnly ? [] : tasks, problems: sumOnly ? [] : problems }
    },
    'imagery.generate': async (asked) => {
      const { project, imagery, work } = folder()
      return generateInBook(project, imagery, work, asked)
    },
  }
}
