import { createHash } from 'node:crypto'
import { constants, copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { v7 as uuid } from 'uuid'
import { said } from '../../../shared/said/said.ts'
import type { ImageryProblem } from '../../imagery/problem.ts'
import { checkPicture } from '../../images/check-picture.ts'
import type { Project } from '../../open-project.ts'
import { takeFileName } from '../../queue/take-path.ts'
import { queueStore } from '../../store/queue/index.ts'
import { storageFailure } from '../../store/storage-failure.ts'
import { syncFolder } from '../../store/write-whole.ts'
import { IMAGERY_STYLE } from './plan-task.ts'
import type { FolderBook, FolderPanel } from './read-folder-book.ts'

const LANGUAGE = 'en'

/**
 * Makes takes of the pictures that the files name. Each lies in the project too, because takes go where the project
 * goes, and a file that is deleted takes no take with it: as a clone where the disk can, or as a second name for the same
 * bytes, neither of which takes room. What a run of ours put there is a take already.
 *
 * @throws AppError DISK_FULL, READ_ONLY
 */
export async function adoptOwnPictures(
  project: Project,
  { root, chapters }: FolderBook,
): Promise<{ adopted: number; problems: ImageryProblem[] }> {
  const problems: ImageryProblem[] = []
  let adopted = 0
  for (const { kind, entity, file, panels } of chapters)
    for (const panel of panels) {
      if (panel.picture === null) continue
      const output = `generated/${kind}s/${entity}/${panel.id}.png`
      try {
        const state = await adopt(project, root, panel, panel.picture, output, `takes/${kind}s/${entity}`)
        if (state === 'adopted') adopted++
        if (typeof state === 'object')
          problems.push({
            severity: 'warning',
            code: 'imagery-picture',
            file,
            line: panel.content.line,
            message: said`${panel.picture} is not taken into the book: ${state.fault}`,
            remedy: said`Save it anew as PNG, JPEG or WebP.`,
          })
      } catch (error) {
        throw storageFailure(error, project.folder)
      }
    }
  return { adopted, problems }
}

async function adopt(
  project: Project,
  root: string,
  { panelId, taskId }: FolderPanel,
  picture: string,
  output: string,
  folder: string,
): Promise<'known' | 'adopted' | { fault: string }> {
  const store = queueStore(project.store.sqlite)
  const own = store.takes.ofPanel(panelId)
  // Cut to shape and converted, it has other bytes than the take it is made of.
  if (picture === output && own.some(({ jobId }) => jobId !== null)) return 'known'
  const source = join(root, picture)
  const { size, mtimeMs } = statSync(source)
  const key = createHash('sha256').update(`own picture ${taskId} ${picture} ${size} ${mtimeMs}`).digest('hex')
  if (own.some((take) => take.key === key)) return 'known'
  const bytes = readFileSync(source)
  const checked = await checkPicture(bytes)
  if (!checked.ok) return { fault: checked.message }
  const { width, height, format, sha256 } = checked
  if (own.some((take) => take.sha256 === sha256 && take.fileState === 'whole')) return 'known'
  const name = { panelId, artStyleId: IMAGERY_STYLE.id, language: LANGUAGE, imageIndex: 0, key }
  const path = `${folder}/${takeFileName(name, format, 1)}`
  shareBytes(source, join(project.folder, path))
  const row = { ...name, id: uuid(), jobId: null, path, sha256, bytes: bytes.byteLength, width, height, format }
  store.takes.insert({
    ...row,
    regions: null,
    sameAsTakeId: store.takes.firstWithSha256(sha256),
    createdAt: Math.round(mtimeMs),
  })
  return 'adopted'
}

/** A clone; where the disk cannot, a second name; where it cannot even that, a copy. */
function shareBytes(source: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true })
  if (existsSync(target)) return
  const ways = [
    () => copyFileSync(source, target, constants.COPYFILE_FICLONE_FORCE),
    () => linkSync(source, target),
    () => copyFileSync(source, target),
  ]
  for (const [at, way] of ways.entries()) {
    try {
      way()
      break
    } catch (error) {
      rmSync(target, { force: true })
      if (at === ways.length - 1) throw error
    }
  }
  syncFolder(dirname(target))
}
