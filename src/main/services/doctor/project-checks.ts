import { statSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { counted } from '../../../shared/quantities.ts'
import { openProject, type Project } from '../../open-project.ts'
import { describeOwner } from '../../store/owner-lock.ts'
import { type Check, lacking, missing, ok } from './check.ts'

/** Looks at a project without changing it. Opening it runs SQLite's own check over the whole book. */
export function checkProject(folder: string): Check[] {
  let project: Project
  try {
    project = openProject(folder, { mode: 'read', what: 'panelwright doctor' })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return [missing('Project', error.message, error.remedy ?? 'Name a project folder.')]
  }
  try {
    return [checkBook(project), checkOwner(project), checkTakes(project)]
  } finally {
    project.close()
  }
}

function checkBook(project: Project): Check {
  const broken = project.store.sqlite.pragma('foreign_key_check') as unknown[]
  return broken.length === 0
    ? ok('Project', `“${project.book.settings().title}” is whole`)
    : missing(
        'Project',
        `${counted(broken.length, 'row')} without what they belong to`,
        'Put the newest backup in its place.',
      )
}

function checkOwner({ owner }: Project): Check {
  return owner === null
    ? ok('Owner', 'nobody works on it')
    : lacking('Owner', describeOwner(owner), 'Until it is done, other commands can only read.')
}

/** Looks at every file, but not into it: that it is there and as long as it was. */
function checkTakes({ folder, store }: Project): Check {
  const takes = store.sqlite.prepare('select path, bytes from take where trashed_at is null order by path').all() as {
    path: string
    bytes: number
  }[]
  const broken = takes.filter(
    ({ path, bytes }) => statSync(join(folder, path), { throwIfNoEntry: false })?.size !== bytes,
  )
  return broken.length === 0
    ? ok('Takes', `${counted(takes.length, 'picture')}, all in place`)
    : lacking(
        'Takes',
        `${broken.length} of ${counted(takes.length, 'picture')} missing or changed, such as ${broken[0]!.path}`,
        'Put the files back, or make them again: panelwright generate',
      )
}
