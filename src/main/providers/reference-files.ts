import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { GenerationRequest, RequestReference } from '../../shared/domain/generation.ts'
import { said } from '../../shared/said/said.ts'
import { ProviderError, type ProviderIo } from './provider.ts'

export interface ReferenceFile {
  reference: RequestReference
  bytes: Buffer<ArrayBuffer>
  mediaType: 'image/png' | 'image/jpeg' | 'image/webp'
}

/**
 * The pictures that go along with a request, in its order.
 *
 * @throws ProviderError `invalid` for a file that is gone, is no PNG, JPEG or WebP, or is not the picture that was queued
 */
export async function readReferences(
  { references }: Pick<GenerationRequest, 'references'>,
  { folder, signal }: Pick<ProviderIo, 'folder' | 'signal'>,
): Promise<ReferenceFile[]> {
  return Promise.all(references.map((reference) => readReference(reference, folder, signal)))
}

async function readReference(reference: RequestReference, folder: string, signal: AbortSignal): Promise<ReferenceFile> {
  const name = basename(reference.path)
  let bytes: Buffer<ArrayBuffer>
  try {
    bytes = await readFile(join(folder, reference.path), { signal })
  } catch (error) {
    if (signal.aborted) throw new ProviderError('cancelled', 'stopped before anything was sent', { cause: error })
    throw useless(said`The reference picture ${name} cannot be read. Give the reference again.`, error)
  }
  // The picture's key stands on these bytes: with others it would be a picture nobody asked for.
  if (createHash('sha256').update(bytes).digest('hex') !== reference.hash)
    throw useless(said`The reference picture ${name} is not the one that was queued. Give the reference again.`)
  const mediaType = mediaTypeOf(bytes)
  if (mediaType === null) throw useless(said`The reference ${name} is no PNG, JPEG or WebP picture. Give another.`)
  return { reference, bytes, mediaType }
}

/** By the first bytes; null = none of those vendors take. */
export function mediaTypeOf(bytes: Uint8Array): ReferenceFile['mediaType'] | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(12, bytes.byteLength)).toString('latin1')
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  return start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP' ? 'image/webp' : null
}

function useless(says: string, cause?: unknown): ProviderError {
  return new ProviderError('invalid', says, { says, cause })
}
