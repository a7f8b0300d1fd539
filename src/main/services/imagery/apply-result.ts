import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { folderOf, pathWithin } from '../../imagery/names.ts'
import { type ImageryProblem, reporter } from '../../imagery/problem.ts'
import { readChapter } from '../../imagery/read-chapter.ts'
import { readLocation } from '../../imagery/read-location.ts'
import type { Target } from '../../imagery/target.ts'
import { type ResultRecord, writeResult } from '../../imagery/write-result.ts'
import type { PlainValue } from '../../imagery/yaml/node.ts'
import { readYaml } from '../../imagery/yaml/read-yaml.ts'
import type { Project } from '../../open-project.ts'
import { promptHash } from '../../prompts/job-key.ts'
import { queueStore } from '../../store/queue/index.ts'
import type { TakeRow } from '../../store/queue/takes.ts'
import { storageFailure } from '../../store/storage-failure.ts'
import type { ImageryTask, TaskReference } from './imagery-task.ts'
import { asImageryPicture, placePicture, writeDurably } from './place-picture.ts'
import { taskIdOf } from './plan-imagery.ts'
import { insideOf } from './scan-folder.ts'

/** What became of a picture that is made. */
export interface AppliedResult {
  taskId: string
  file: string
  /** Relative to the folder. */
  picture: string
  /**
   * - written: picture and file say so now
   * - unchanged: both said so already
   * - kept: the file was left as it is; the picture is safe, and the next run tries again
   */
  state: 'written' | 'unchanged' | 'kept'
  why: string | null
  /** Where a picture that had the name before is now. */
  keptAside: string | null
}

/** What is written of a picture, and where; a task of a plan has it all. */
export interface PictureToApply
  extends Pick<ImageryTask, 'taskId' | 'kind' | 'file' | 'entity' | 'output' | 'askedSize' | 'cropTo'> {
  key: string
  references: readonly Pick<TaskReference, 'id' | 'role'>[]
  /** Null where nobody knows any more how it was made. */
  request: Pick<
    ImageryTask['request'],
    'prompt' | 'negativePrompt' | 'quality' | 'width' | 'height' | 'provider' | 'providerModel'
  > | null
}

/** The newest whole picture of a task; null when there is none. */
export function takeOf(project: Project, { panelId, jobKey }: ImageryTask): TakeRow | null {
  return (
    queueStore(project.store.sqlite)
      .takes.ofPanel(panelId)
      .filter(({ key, fileState }) => key === jobKey && fileState === 'whole')
      .at(-1) ?? null
  )
}

/**
 * Puts a picture where its file wants it, then writes that into the file: picture first, so that no file ever names a
 * picture that is not there. Done twice, nothing changes.
 *
 * @param options replaces: the author chose this one, also over a picture that the file names by now
 * @throws AppError DISK_FULL, READ_ONLY
 */
export async function applyResult(
  project: Project,
  root: string,
  task: PictureToApply,
  take: TakeRow,
  { replaces = false }: { replaces?: boolean } = {},
): Promise<AppliedResult> {
  const result = { taskId: task.taskId, file: task.file, picture: task.output }
  const kept = (why: string, keptAside: string | null = null): AppliedResult => ({
    ...result,
    state: 'kept',
    why,
    keptAside,
  })
  try {
    // Before the picture is placed: afterwards a record of its name would seem to hold.
    const other = replaces ? null : recordedElsewhere(root, task)
    if (other !== null) return kept(other)
    const bytes = readFileSync(join(project.folder, take.path))
    const placed = placePicture(root, task.output, await asImageryPicture(bytes, take.format, task.cropTo))
    if (!placed.ok) return kept(placed.why)
    const written = writeIntoFile(root, task, recordOf(project, task, take))
    if (!written.ok) return kept(written.why, placed.keptAside)
    const state = written.changed || placed.keptAside !== null ? 'written' : 'unchanged'
    return { ...result, state, why: null, keptAside: placed.keptAside }
  } catch (error) {
    throw storageFailure(error, join(root, task.file))
  }
}

function recordOf(project: Project, task: PictureToApply, take: TakeRow): ResultRecord {
  const { request } = task
  const attempts = take.jobId === null ? [] : queueStore(project.store.sqlite).attempts.ofJob(take.jobId)
  const requestId = attempts.findLast(({ outcome }) => outcome === 'done')?.requestId ?? null
  const sizes = (size: { width: number; height: number } | null) =>
    size === null ? null : `${size.width}x${size.height}`
  const metadata: Record<string, PlainValue> = {
    task_key: task.key,
    prompt_hash: request && promptHash(request.prompt, request.negativePrompt).slice(0, 16),
    request_id: requestId,
    quality: request?.quality ?? null,
    size: sizes(request ?? take),
    size_asked: sizes(task.askedSize),
    cropped_to: task.cropTo === null ? null : Number(task.cropTo.toFixed(4)),
    references: task.references.length === 0 ? null : task.references.map(({ id, role }) => ({ id, role })),
  }
  return {
    generated_at: new Date(take.createdAt).toISOString(),
    file_name: basename(task.output),
    file_path: task.output,
    provider: request?.provider ?? null,
    model: request?.providerModel ?? null,
    provider_metadata: Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== null)),
  }
}

/** A picture that somebody recorded since the plan was made; null when there is none. */
function recordedElsewhere(root: string, task: PictureToApply): string | null {
  const read = readTarget(root, task)
  if (!read.ok) return null
  const inside = insideOf(root)
  for (const { path } of read.target.output.paths) {
    const places = ['', folderOf(task.file)].flatMap((base) => pathWithin(base, path) ?? [])
    const there = places.find(
      (place) => place !== task.output && existsSync(join(root, place)) && inside(join(root, place)),
    )
    if (there !== undefined) return `its file names ${there} by now`
  }
  return null
}

const MOST_TRIES = 5

type Written = { ok: true; changed: boolean } | { ok: false; why: string }

function writeIntoFile(root: string, task: PictureToApply, record: ResultRecord): Written {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const read = readTarget(root, task)
    if (!read.ok) return read
    const { text, tree, target, file, bytes } = read
    const written = writeResult(text, tree, target, record)
    if (!written.ok) return written
    if (written.text === text) return { ok: true, changed: false }
    const stayedTheSame = () => existsSync(file) && readFileSync(file).equals(bytes)
    const mode = statSync(file).mode & 0o777
    if (writeDurably(file, Buffer.from(written.text), { mode, mayReplace: stayedTheSame }))
      return { ok: true, changed: true }
  }
  return { ok: false, why: 'the file is being changed all the time' }
}

type TargetRead =
  | { ok: true; text: string; tree: Parameters<typeof writeResult>[1]; target: Target; file: string; bytes: Buffer }
  | { ok: false; why: string }

/** The file as it is now: never as it was when the plan was made. */
function readTarget(root: string, task: Pick<PictureToApply, 'file' | 'kind' | 'entity' | 'taskId'>): TargetRead {
  const named = join(root, task.file)
  if (!insideOf(root)(named)) return { ok: false, why: 'its file is gone, or is a link that leads out of the folder' }
  // A link stays a link; what it points to is changed.
  const file = realpathSync(named)
  try {
    accessSync(file, constants.R_OK | constants.W_OK)
  } catch {
    return { ok: false, why: 'its file may not be changed' }
  }
  const bytes = readFileSync(file)
  const read = readYaml(bytes)
  if (!read.ok) {
    const [fault] = read.faults
    return { ok: false, why: `its file cannot be read any more (line ${fault?.line}: ${fault?.message})` }
  }
  const problems: ImageryProblem[] = []
  const reader = task.kind === 'chapter' ? readChapter : readLocation
  const { targets } = reader(read.root, read.text, task.entity, reporter(task.file, read.text, problems))
  const target = targets.find((each) => taskIdOf(each) === task.taskId)
  if (!target) return { ok: false, why: 'its file does not ask for it any more' }
  return { ok: true, text: read.text, tree: read.root, target, file, bytes }
}

/** The picture as its file asks for it now; null when it does not, or cannot be read. */
export function targetIn(
  root: string,
  picture: Pick<PictureToApply, 'file' | 'kind' | 'entity' | 'taskId'>,
): Target | null {
  const read = readTarget(root, picture)
  return read.ok ? read.target : null
}

/** Where a picture of these bytes lies that its file names already, relative to the folder; null when there is none. */
export function fileNames(
  root: string,
  picture: Pick<PictureToApply, 'file' | 'kind' | 'entity' | 'taskId'>,
  sha256: string,
): string | null {
  const inside = insideOf(root)
  const paths = (targetIn(root, picture)?.output.paths ?? []).flatMap(({ path }) =>
    ['', folderOf(picture.file)].flatMap((base) => pathWithin(base, path) ?? []),
  )
  return (
    paths.find((path) => {
      const file = join(root, path)
      if (!existsSync(file) || !inside(file)) return false
      return createHash('sha256').update(readFileSync(file)).digest('hex') === sha256
    }) ?? null
  )
}
