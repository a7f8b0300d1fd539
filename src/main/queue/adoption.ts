import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { NOTHING_KNOWN } from '../store/queue/attempts.ts'
import type { JobRow } from '../store/queue/jobs.ts'
import type { Takes } from '../store/queue/takes.ts'
import { freePath, type StoredPicture, syncFolder } from './arrival.ts'
import type { QueueContext } from './context.ts'
import { insertTake, isFree, ledgerLine, move } from './settle.ts'
import { readTakeFileName, readTemporaryName, type TakeName } from './take-path.ts'

/** Files under `takes/` that no row knew. Paths are relative to the project, with `/`. */
export interface Strays {
  /** Whole pictures that became takes: nothing was bought again for them. */
  adopted: string[]
  /** Half pictures, where they lie in `trash/` now. */
  trashed: string[]
  /** Files of somebody else, left where they are. */
  foreign: string[]
}

/** What file browsers leave behind. */
export const CLUTTER = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini'])

/** Looks at every file under `takes/` that no take owns: adopts whole pictures, moves half ones to the trash. */
export async function adoptStrays(context: QueueContext, projectFolder: string): Promise<Strays> {
  const strays: Strays = { adopted: [], trashed: [], foreign: [] }
  for (const path of await strayFiles(context.store.takes, projectFolder)) {
    const fileName = path.slice(path.lastIndexOf('/') + 1)
    const unfinished = readTemporaryName(fileName)
    const name = unfinished ?? readTakeFileName(fileName)
    if (!name) strays.foreign.push(path)
    else await sortOut(context, projectFolder, path, name, unfinished !== null, strays)
  }
  return strays
}

/** Files under `takes/` that no take owns, without what file browsers leave behind. */
export async function strayFiles(takes: Pick<Takes, 'allPaths'>, projectFolder: string): Promise<string[]> {
  const known = takes.allPaths()
  const files = await filesUnder(projectFolder, 'takes')
  return files.filter((path) => !known.has(path) && !CLUTTER.has(path.slice(path.lastIndexOf('/') + 1)))
}

async function sortOut(
  context: QueueContext,
  projectFolder: string,
  path: string,
  name: TakeName,
  unfinished: boolean,
  strays: Strays,
): Promise<void> {
  const bytes = await readFile(join(projectFolder, path))
  const checked = await context.checkPicture(bytes)
  if (!checked.ok) {
    strays.trashed.push(await moveToTrash(projectFolder, path))
    return
  }
  // Without its panel a picture has no place in the book.
  if (!context.store.takes.hasPanel(name.panelId)) {
    strays.foreign.push(path)
    return
  }
  const { width, height, format, sha256 } = checked
  const finalPath = unfinished ? await giveFinalName(context, projectFolder, path, name, format) : path
  adopt(context, name, { path: finalPath, sha256, bytes: bytes.byteLength, width, height, format })
  strays.adopted.push(finalPath)
}

/** Makes up for a commit that was lost, or for rows that a restored backup does not have. */
function adopt(context: QueueContext, name: TakeName, picture: StoredPicture): void {
  const { store, clock } = context
  const now = clock.now()
  store.transaction(() => {
    const job = store.jobs.ofImage(name.panelId, name.key)
    insertTake(context, { ...name, jobId: job?.id ?? null }, picture, null, now)
    if (job) closeJob(context, job, now)
  })
}

/** The answer had come, so the call was charged, at the price that was quoted. */
function closeJob(context: QueueContext, job: JobRow, now: number): void {
  const { store } = context
  const request = JSON.parse(store.jobs.request(job.key) ?? '{}')
  for (const { id: attemptId } of store.attempts.open(job.id)) {
    store.attempts.end({ ...NOTHING_KNOWN, id: attemptId, finishedAt: now, outcome: 'done', detail: 'adopted' })
    if (isFree(context, { request })) continue
    const line = ledgerLine({ job, attemptId }, request.providerModel ?? '', now)
    store.ledger.write({ ...line, usd: job.estimateUsd, certainty: 'charged' })
  }
  if (job.state !== 'done') move(context, job, 'land', { attempts: job.attempts, finishedAt: now })
}

async function giveFinalName(
  context: QueueContext,
  projectFolder: string,
  path: string,
  name: TakeName,
  format: StoredPicture['format'],
): Promise<string> {
  const folder = dirname(path)
  const finalPath = await freePath(projectFolder, folder, name, format, context.store.takes.hasPath)
  await rename(join(projectFolder, path), join(projectFolder, finalPath))
  await syncFolder(join(projectFolder, folder))
  return finalPath
}

async function moveToTrash(projectFolder: string, path: string): Promise<string> {
  for (let copy = 1; ; copy++) {
    const target = `trash/${path}${copy === 1 ? '' : `.${copy}`}`
    if (await stat(join(projectFolder, target)).catch(() => null)) continue
    await mkdir(dirname(join(projectFolder, target)), { recursive: true })
    await rename(join(projectFolder, path), join(projectFolder, target))
    return target
  }
}

/** Paths of all files in a folder of the project and below, relative to the project, with `/`; none where there is no folder. */
export async function filesUnder(projectFolder: string, relative: string): Promise<string[]> {
  const entries = await readdir(join(projectFolder, relative), { withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    },
  )
  const files: string[] = []
  for (const entry of entries) {
    const path = `${relative}/${entry.name}`
    if (entry.isDirectory()) files.push(...(await filesUnder(projectFolder, path)))
    else files.push(path)
  }
  return files
}
