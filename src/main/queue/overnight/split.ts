/** A request that is to go into a batch. */
export interface Handed {
  /** Requests of different groups never go together. */
  group: string
  /** Of its line in the input file, line break included. */
  bytes: number
}

export interface BatchLimits {
  maxRequests: number
  maxInputBytes: number
}

/**
 * Requests as batches: each of one group and within the limits, in the order given. A request that is larger than a
 * whole batch goes alone: the vendor says what it thinks of it.
 */
export function splitBatches<T extends Handed>(requests: readonly T[], limits: BatchLimits): T[][] {
  const batches: T[][] = []
  const open = new Map<string, { batch: T[]; bytes: number }>()
  for (const request of requests) {
    const { group, bytes } = request
    let last = open.get(group)
    if (!last || last.batch.length >= limits.maxRequests || last.bytes + bytes > limits.maxInputBytes) {
      last = { batch: [], bytes: 0 }
      open.set(group, last)
      batches.push(last.batch)
    }
    last.batch.push(request)
    last.bytes += bytes
  }
  return batches
}
