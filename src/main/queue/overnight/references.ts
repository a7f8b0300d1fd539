import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename, join } from 'node:path'
import type { GenerationRequest, RequestReference } from '../../../shared/domain/generation.ts'
import { said } from '../../../shared/said/said.ts'
import { type OvernightLane, ProviderError } from '../../providers/provider.ts'
import type { QueueContext } from '../context.ts'
import { CALL_MS, limited } from './limited-call.ts'

/** A batch may take a day, and a little: the vendor has to keep its references for as long. */
const NEEDED_MS = 25 * 60 * 60 * 1000

/**
 * The vendor's ids of a request's references. Each picture is uploaded once, and again when the vendor is about to
 * forget it.
 *
 * @param uploaded filled as it goes
 * @throws ProviderError `invalid` when a file is not the picture that was queued; otherwise as the service does
 */
export async function uploadReferences(
  context: QueueContext,
  provider: string,
  service: OvernightLane,
  { references }: Pick<GenerationRequest, 'references'>,
  uploaded: Map<string, string>,
  cut: AbortSignal,
): Promise<void> {
  const { store, clock, folder } = context
  for (const reference of references) {
    const { hash, path } = reference
    if (uploaded.has(hash)) continue
    const known = store.remoteFiles.find(provider, hash, clock.now() + NEEDED_MS)
    if (known !== null) {
      uploaded.set(hash, known)
      continue
    }
    const file = join(folder, path)
    await assertSame(file, reference)
    const uploadedAt = clock.now()
    const remoteId = await limited(context, CALL_MS.file, cut, (signal) => service.uploadReference(file, signal))
    const { referencesKeptMs: kept } = service
    const expiresAt = kept === null ? null : uploadedAt + kept
    store.remoteFiles.put({ provider, sha256: hash, remoteId, uploadedAt, expiresAt })
    context.onStep('reference-uploaded')
    uploaded.set(hash, remoteId)
  }
}

/** The picture's key stands on these bytes. @throws ProviderError */
async function assertSame(file: string, { hash, path }: RequestReference): Promise<void> {
  const sha256 = createHash('sha256')
  const useless = (says: string, cause?: unknown) => new ProviderError('invalid', says, { says, cause })
  try {
    for await (const part of createReadStream(file)) sha256.update(part as Buffer)
  } catch (error) {
    throw useless(said`The reference picture ${basename(path)} cannot be read. Give the reference again.`, error)
  }
  if (sha256.digest('hex') !== hash)
    throw useless(
      said`The reference picture ${basename(path)} is not the one that was queued. Give the reference again.`,
    )
}
