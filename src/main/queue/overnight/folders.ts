import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../arrival.ts'
import { asProviderError } from '../call.ts'

/** Everything of the overnight service lies here, in the project folder, until it is taken in. */
const ROOT = 'overnight'

type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** The files of one batch: what was handed over, and what came back. */
export interface BatchFolder {
  /** Absolute. */
  readonly path: string
  readonly input: string
  /** Writes a file in pieces; it gets its name only when all of it is on disk. @throws ProviderError */
  write(name: string, pieces: Pieces): Promise<void>
  has(name: string): Promise<boolean>
  /** A file as text; null when there is none. */
  read(name: string): Promise<string | null>
  /** Names of files with answers. */
  outputs(): Promise<string[]>
  /** Notes that the vendor no longer has an output. */
  noteLost(number: number): Promise<void>
  /** Whether an output was lost. */
  hasLost(): Promise<boolean>
  remove(): Promise<void>
}

export const outputName = (number: number) => `output-${number}.jsonl`
const lostName = (number: number) => `output-${number}.lost`

export function batchFolder(projectFolder: string, batchId: string): BatchFolder {
  const path = join(projectFolder, ROOT, batchId)
  const list = (): Promise<string[]> => readdir(path).catch(orNone)
  return {
    path,
    input: join(path, 'input.jsonl'),
    async write(name, pieces) {
      try {
        await makeFolder(projectFolder, path)
        const draft = join(path, `${name}.part`)
        await writeDraft(draft, pieces)
        await rename(draft, join(path, name))
        await syncFolder(path)
      } catch (error) {
        throw asProviderError(error, path)
      }
    },
    has: async (name) => (await list()).includes(name),
    read: (name) =>
      readFile(join(path, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null
        throw error
      }),
    outputs: async () => (await list()).filter((name) => /^output-\d+\.jsonl$/.test(name)).sort(),
    async noteLost(number) {
      await makeFolder(projectFolder, path)
      await writeFile(join(path, lostName(number)), '')
      await syncFolder(path)
    },
    hasLost: async () => (await list()).some((name) => /^output-\d+\.lost$/.test(name)),
    remove: () => rm(path, { recursive: true, force: true }),
  }
}

async function writeDraft(draft: string, pieces: Pieces): Promise<void> {
  const file = await open(draft, 'w')
  try {
    for await (const piece of pieces)
      for (let at = 0; at < piece.byteLength; ) at += (await file.write(piece, at)).bytesWritten
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Ids of the batches that have a folder, oldest first: ids are in the order of time. */
export async function batchFolders(projectFolder: string): Promise<string[]> {
  const entries = await readdir(join(projectFolder, ROOT), { withFileTypes: true }).catch(orNone)
  const folders = entries.filter((entry) => entry.isDirectory())
  return folders.map(({ name }) => name).sort()
}

function orNone(error: NodeJS.ErrnoException): never[] {
  if (error.code === 'ENOENT') return []
  throw error
}

async function makeFolder(projectFolder: string, path: string): Promise<void> {
  // A project that was moved or unplugged must be missed here, never made anew.
  await stat(projectFolder)
  if ((await mkdir(path, { recursive: true })) === undefined) return
  await syncFolder(join(projectFolder, ROOT))
  await syncFolder(projectFolder)
}
