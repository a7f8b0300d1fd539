import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { TakeFile, TakeRow } from '../store/queue/takes.ts'
import type { QueueContext } from './context.ts'

/** Takes whose file is no longer as it was stored. Paths relative to the project. */
export interface FileChanges {
  missing: string[]
  changed: string[]
  /** As they were again. */
  returned: string[]
}

/** Files looked at side by side. */
const AT_ONCE = 64

/**
 * Compares the files of all takes with their rows and marks those that are gone or changed, so that a picture that is
 * not there never passes as done. Files are never written.
 */
export async function checkFiles({ store }: QueueContext, projectFolder: string): Promise<FileChanges> {
  const changes: FileChanges = { missing: [], changed: [], returned: [] }
  let last = ''
  for (;;) {
    const takes = store.takes.filesAfter(last, AT_ONCE)
    if (takes.length === 0) return changes
    const states = await Promise.all(takes.map((take) => fileStateOf(take, projectFolder)))
    for (const [i, take] of takes.entries()) {
      const state = states[i]!
      last = take.id
      if (state === take.fileState) continue
      store.takes.setFileState(take.id, state)
      changes[state === 'whole' ? 'returned' : state].push(take.path)
    }
  }
}

/** Whether the file of a take is there as it was stored. */
export async function fileStateOf(take: Omit<TakeFile, 'id'>, projectFolder: string): Promise<TakeRow['fileState']> {
  const file = join(projectFolder, take.path)
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw error
  })
  if (!found?.isFile()) return 'missing'
  if (found.size !== take.bytes) return 'changed'
  // Bytes are read only where something may have written since: a flipped bit leaves the size as it was.
  if (found.mtimeMs <= take.createdAt && take.fileState === 'whole') return 'whole'
  const sha256 = createHash('sha256')
    .update(await readFile(file))
    .digest('hex')
  return sha256 === take.sha256 ? 'whole' : 'changed'
}
