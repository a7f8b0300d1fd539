import type { QueueContext } from '../context.ts'
import { batchFolder, batchFolders } from './folders.ts'
import { takeApart } from './stage.ts'

/** Nothing was handed over of these: their jobs wait again, for whichever lane the author wants. */
export function takeApartStaged(context: QueueContext): void {
  for (const { id } of context.store.remoteBatches.inStates(['staged']))
    takeApart(context, id, 'cancelled', { outcome: 'interrupted', failure: null, message: null })
}

/** Removes the files of batches that are over. Those of a batch the book does not know stay: they may be all there is. */
export async function clearFolders({ store, folder }: QueueContext): Promise<void> {
  for (const id of await batchFolders(folder)) {
    const { endedAt = null } = store.remoteBatches.get(id) ?? {}
    if (endedAt !== null) await batchFolder(folder, id).remove()
  }
}
