import type { ProviderError, ProviderReply } from '../providers/provider.ts'
import type { StoredPicture } from './arrival.ts'
import { asProviderError } from './call.ts'
import type { Claim } from './claim.ts'
import type { QueueContext } from './context.ts'
import { settleStored } from './settle.ts'

/**
 * Stores the picture of an answer, then commits its take. On a full disk the run ends, but the reserve is given up
 * for this picture first: it is paid for.
 *
 * @returns null when the picture is safe, otherwise why not
 */
export async function land(
  context: QueueContext,
  claim: Claim,
  reply: ProviderReply,
  stopForDisk: (error: ProviderError) => void,
): Promise<ProviderError | null> {
  const { job } = claim
  let stored: StoredPicture | null = null
  const tryOnce = async (): Promise<ProviderError | null> => {
    try {
      stored ??= await context.files.store(reply.bytes, job, context.store.takes.hasPath, context.onStep)
      await settleStored(context, claim, stored, reply)
      return null
    } catch (error) {
      return asProviderError(error, job.folder)
    }
  }
  const failure = await tryOnce()
  if (failure?.kind !== 'local') return failure
  stopForDisk(failure)
  return (await context.freeReserve()) ? tryOnce() : failure
}
