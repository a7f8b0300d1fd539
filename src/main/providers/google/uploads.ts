import { ProviderError, type ProviderIo } from '../provider.ts'
import type { ReferenceFile } from '../reference-files.ts'
import type { GoogleAddress } from './account.ts'
import { ask } from './client.ts'

/** How long Google keeps what is uploaded. */
export const KEPT_MS = 48 * 3_600_000
/** A call that begins now has to find it still there when it is done. */
const SAFELY_KEPT_MS = KEPT_MS - 2 * 3_600_000

export interface UploadedFile {
  /** `files/abc`: what batches ask for. */
  name: string
  /** What requests ask for. */
  uri: string
}

/**
 * Puts a file into the account's store, where it lies for 48 hours. Costs nothing.
 *
 * @throws ProviderError
 */
export async function uploadFile(
  address: GoogleAddress,
  signal: AbortSignal,
  file: Blob,
  mimeType: string,
): Promise<UploadedFile> {
  const { name, uri } = await ask(address, { signal }, null, ({ files }) =>
    files.upload({ file, config: { mimeType, abortSignal: signal } }),
  )
  if (!name || !uri) throw new ProviderError('corrupt', 'the reply to an upload names no file')
  return { name, uri }
}

/** References that were uploaded for requests too heavy without: each once, however many panels it goes along with. */
export class UploadedReferences {
  readonly #uris = new Map<string, { uri: string; at: number }>()

  /** @returns addresses of the files, in their order */
  async addressesOf(
    files: readonly ReferenceFile[],
    address: GoogleAddress,
    { signal }: Pick<ProviderIo, 'signal'>,
    now: () => number = Date.now,
  ): Promise<string[]> {
    const addresses: string[] = []
    for (const { reference, bytes, mediaType } of files) {
      const known = this.#uris.get(reference.hash)
      if (known && now() - known.at < SAFELY_KEPT_MS) {
        addresses.push(known.uri)
        continue
      }
      const { uri } = await uploadFile(address, signal, new Blob([bytes], { type: mediaType }), mediaType)
      this.#uris.set(reference.hash, { uri, at: now() })
      addresses.push(uri)
    }
    return addresses
  }

  /** They are to be uploaded again before they are used again. */
  forget(files: readonly ReferenceFile[]): void {
    for (const { reference } of files) this.#uris.delete(reference.hash)
  }
}
