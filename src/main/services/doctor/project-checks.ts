import { AppError } from '../../../shared/errors.ts'
import { counted } from '../../../shared/quantities.ts'
import { openProject, type Project } from '../../open-project.ts'
import { strayFiles } from '../../queue/adoption.ts'
import { describeOwner } from '../../store/owner-lock.ts'
import { takes } from '../../store/queue/takes.ts'
import { picturesOnDisk } from '../pictures-on-disk.ts'
import { lookOverReferences } from '../references/look-over.ts'
import { type Check, lacking, missing, ok } from './check.ts'

/** Looks at a project without changing it, unless its book is damaged and the backup takes its place. Opening it runs SQLite's own check over the whole book. */
export async function checkProject(folder: string): Promise<Check[]> {
  let project: Project
  try {
    project = openProject(folder, { mode: 'read', what: 'panelwright doctor' })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return [missing('Project', error.message, error.remedy ?? 'Name a project folder.')]
  }
  try {
    return [
      checkBook(project),
      ...checkRestored(project),
      checkOwner(project),
      ...checkTakes(project),
      ...checkReferences(project),
      ...(await checkStrays(project)),
    ]
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

/** Opening a damaged book puts the backup in its place. */
function checkRestored({ restored, notices }: Project): Check[] {
  return restored === null
    ? []
    : notices.map(({ message, remedy }) => lacking('Backup', message, remedy ?? 'Look over the latest changes.'))
}

/** How many files are named; the rest are counted. */
const NAMED = 5

async function checkStrays({ folder, store }: Project): Promise<Check[]> {
  const strays = await strayFiles(takes(store.sqlite), folder)
  if (strays.length === 0) return []
  const more = strays.length > NAMED ? ` and ${strays.length - NAMED} more` : ''
  return [
    lacking(
      'Other files',
      `${counted(strays.length, 'file')} under takes/ that the book does not know: ${strays.slice(0, NAMED).join(', ')}${more}`,
      'The next generate takes in pictures that are its own; move the others elsewhere, they are left alone.',
    ),
  ]
}

function checkTakes(project: Project): Check[] {
  const { editions } = picturesOnDisk(project)
  if (editions.length === 0) return [ok('Takes', 'no pictures yet')]
  return editions.map(({ style, lang, panels, lost }) => {
    const name = `Takes ${style} · ${lang}`
    if (lost === 0) return ok(name, `${counted(panels, 'panel')} drawn, all files in place`)
    return missing(
      name,
      `${counted(lost, 'picture')} missing or changed on disk`,
      `Put the files back, or make them again: panelwright generate <project> --style ${style} --lang ${lang}`,
    )
  })
}

/** Nothing stops for a reference that cannot be used: pictures are made without. */
function checkReferences(project: Project): Check[] {
  const references = lookOverReferences(project, { thorough: true })
  if (references.length === 0) return []
  const unusable = references.flatMap(({ problem }) => (problem === null ? [] : [problem]))
  if (unusable.length === 0) return [ok('References', `${counted(references.length, 'picture')}, all files in place`)]
  return unusable.map(({ message, remedy }) => lacking('References', message, remedy))
}
