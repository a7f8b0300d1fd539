import type { PictureFormat } from '../../shared/domain/reference.ts'

/** The newest look at a picture under way. */
export interface LivePreview {
  bytes: Uint8Array
  format: PictureFormat
  /** Counts up with every look at this job, from 1. */
  index: number
}

/** Looks at pictures under way, the newest of each, in memory only. */
export interface LivePreviews {
  /** @returns its index; null for what is no picture, or too large for a look */
  keep(jobId: string, bytes: Uint8Array): number | null
  of(jobId: string): LivePreview | null
  forget(jobId: string): void
}

/** Looks are small; a whole picture sent as one is not kept in memory for every job. */
const MOST_BYTES = 4 * 1024 * 1024

export function livePreviews(): LivePreviews {
  const newest = new Map<string, LivePreview>()
  return {
    keep(jobId, bytes) {
      const format = bytes.byteLength > MOST_BYTES ? null : formatOf(bytes)
      if (format === null) return null
      const index = (newest.get(jobId)?.index ?? 0) + 1
      newest.set(jobId, { bytes, format, index })
      return index
    },
    of: (jobId) => newest.get(jobId) ?? null,
    forget: (jobId) => void newest.delete(jobId),
  }
}

const starts = (bytes: Uint8Array, at: number, wanted: readonly number[]) =>
  wanted.every((byte, n) => bytes[at + n] === byte)

/** By its first bytes: what a server calls it does not count. */
function formatOf(bytes: Uint8Array): PictureFormat | null {
  if (starts(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (starts(bytes, 0, [0xff, 0xd8, 0xff])) return 'jpeg'
  return starts(bytes, 0, [0x52, 0x49, 0x46, 0x46]) && starts(bytes, 8, [0x57, 0x45, 0x42, 0x50]) ? 'webp' : null
}
