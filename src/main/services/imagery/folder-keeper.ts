import { aspectOf } from '../../../comic/geometry.ts'
import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import type { ImageryKind } from '../../imagery/target.ts'
import type { Project } from '../../open-project.ts'
import { queueStore } from '../../store/queue/index.ts'
import type { TakeRow } from '../../store/queue/takes.ts'
import { type AppliedResult, applyResult, fileNames, type PictureToApply, targetIn } from './apply-result.ts'
import { IMAGERY_STYLE } from './plan-task.ts'

/** Shapes as near as this are one: pixels are whole. */
const SAME_SHAPE = 0.01

/** Keeps the files of an imagery folder in step with its book, one picture after the other, because many share a file. */
export interface FolderKeeper {
  readonly root: string
  /** A picture has come, or was chosen: it goes to its place, and its file says so. */
  apply(takeId: string, why: 'came' | 'chosen'): void
  /** When all that was asked for is written. */
  idle(): Promise<void>
}

/**
 * @param tell what became of a picture
 * @param fail why nothing could be written: a full disk
 */
export function folderKeeper(
  project: Project,
  root: string,
  tell: (result: AppliedResult) => void,
  fail: (error: unknown) => void,
): FolderKeeper {
  let chain: Promise<void> = Promise.resolve()
  return {
    root,
    apply(takeId, why) {
      chain = chain.then(async () => {
        try {
          const result = await applyTake(project, root, takeId, why === 'chosen')
          if (result !== null) tell(result)
        } catch (error) {
          fail(error)
        }
      })
    },
    idle: () => chain,
  }
}

/** @returns null for a picture that no file asks for: of another style, or of a panel that is gone */
async function applyTake(
  project: Project,
  root: string,
  takeId: string,
  replaces: boolean,
): Promise<AppliedResult | null> {
  const take = queueStore(project.store.sqlite).takes.get(takeId)
  if (take === null || take.trashedAt !== null || take.artStyleId !== IMAGERY_STYLE.id) return null
  const picture = pictureOf(project, root, take)
  if (picture === null) return null
  // The very picture that the file names already: of the author's own, where it lies.
  const named = fileNames(root, picture, take.sha256)
  if (named !== null)
    return {
      ...{ taskId: picture.taskId, file: picture.file },
      picture: named,
      state: 'unchanged',
      why: null,
      keptAside: null,
    }
  return applyResult(project, root, picture, take, { replaces })
}

function pictureOf(project: Project, root: string, take: TakeRow): PictureToApply | null {
  const row = project.store.sqlite
    .prepare(
      `select source.name as file, panel.strip as id from panel join scene on scene.id = scene_id
       join chapter on chapter.id = chapter_id join source on source.id = source_id
       where panel.id = ? and panel.trashed_at is null and source.kind = 'imagery'`,
    )
    .get(take.panelId) as { file: string; id: string | null } | undefined
  const [section, entity] = row?.file.split('/') ?? []
  if (row === undefined || row.id === null || entity === undefined) return null
  const kind: ImageryKind = section === 'locations' ? 'location' : 'chapter'
  const taskId = `${kind}/${entity}/${row.id}`
  const place = { taskId, kind, file: row.file, entity, output: `generated/${kind}s/${entity}/${row.id}.png` }
  const body = queueStore(project.store.sqlite).jobs.request(take.key)
  const request = body === null ? null : (JSON.parse(body) as GenerationRequest)
  const askedSize = targetIn(root, place)?.size ?? null
  const isOtherShape = askedSize !== null && Math.abs(aspectOf(askedSize) / aspectOf(take) - 1) > SAME_SHAPE
  return {
    ...place,
    key: `${taskId}@${take.key.slice(0, 16)}`,
    askedSize,
    cropTo: isOtherShape && request !== null ? aspectOf(askedSize) : null,
    references: (request?.references ?? []).map(({ of, role }) => ({
      id: of,
      role: role as 'face' | 'outfit' | 'place',
    })),
    request,
  }
}
