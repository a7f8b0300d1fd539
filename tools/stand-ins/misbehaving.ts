import { createHash } from 'node:crypto'
import type { VendorCall } from '../../e2e/harness/vendors/vendor-server.ts'

/** Something that goes wrong now and then. */
export interface Mishap {
  /** As the stand-in's scripts call it. */
  behaviour: string
  /** How often, 0 to 1. */
  share: number
  /** Of a prompt: every call for it meets the same, as a refusal does. Of a call: the next one may go well. */
  of: 'call' | 'prompt'
}

/** What becomes of a call: by chance, but the same chance every time. */
export function courseOf({ prompt, nth }: Pick<VendorCall, 'prompt' | 'nth'>, mishaps: readonly Mishap[]): string {
  const met = mishaps.find(
    ({ behaviour, share, of }) => chance(`${behaviour}\n${prompt}\n${of === 'call' ? nth : ''}`) < share,
  )
  return met?.behaviour ?? 'ok'
}

/** 0 to 1, by the words. */
function chance(words: string): number {
  return createHash('sha256').update(words).digest().readUInt32BE(0) / 2 ** 32
}
