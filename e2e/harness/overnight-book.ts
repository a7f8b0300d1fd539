import { createHash } from 'node:crypto'
import type { ImageProvider } from '../../src/main/providers/provider.ts'
import { connectProviders, findProvider } from '../../src/main/providers/registry.ts'
import type { BatchOrder, JobOrder } from '../../src/main/queue/order.ts'
import type { GenerationRequest, RequestReference } from '../../src/shared/domain/generation.ts'
import { batchOrder } from './test-book.ts'
import { GoogleServer } from './vendors/google/google-server.ts'
import { OpenAiServer } from './vendors/openai/openai-server.ts'
import { VENDOR_CASES, type VendorCase, vendorOrder } from './vendors/vendor-cases.ts'
import type { VendorServer } from './vendors/vendor-server.ts'

/** A vendor with an overnight service, and how its stand-in is made to work. */
export interface NightVendor extends Pick<VendorCase, 'id' | 'env'> {
  start(): Promise<VendorServer>
  /** Brings every batch it has to its end. */
  finish(server: VendorServer): Promise<void>
  /** How many batches it was handed. */
  batches(server: VendorServer): number
}

const caseOf = (id: string): VendorCase => VENDOR_CASES.find((one) => one.id === id)!

export const NIGHT_VENDORS: readonly NightVendor[] = [
  {
    id: 'openai',
    env: caseOf('openai').env,
    start: () => OpenAiServer.start(),
    finish: (server) => (server as OpenAiServer).batches.runAll(),
    batches: (server) => (server as OpenAiServer).batches.all.length,
  },
  {
    id: 'google',
    env: caseOf('google').env,
    start: () => GoogleServer.start(),
    async finish(server) {
      const google = server as GoogleServer
      for (const name of google.batches.names)
        if (google.batches.find(name)?.endedAt === null) await google.end(name, 'SUCCEEDED')
    },
    batches: (server) => (server as GoogleServer).batches.names.length,
  },
]

/** The adapter that ships, set up for a stand-in. */
export function connected(id: string, env: Record<string, string | undefined>): ImageProvider {
  return findProvider(
    id,
    connectProviders((name) => env[name]),
  )
}

/** The job for panel `n`, in a vendor's overnight lane and quoted at half its price. */
export function overnightJob(n: number, change: Partial<GenerationRequest> = {}, vendorId = 'openai'): JobOrder {
  const { estimateUsd, ...order } = vendorOrder(caseOf(vendorId), n)
  const request: GenerationRequest = { ...order.request, ...change }
  const key = createHash('sha256').update(JSON.stringify(request)).digest('hex')
  return { ...order, key, request, lane: `${vendorId}:overnight`, estimateUsd: estimateUsd! / 2 }
}

export function overnightJobs(count: number): JobOrder[] {
  return Array.from({ length: count }, (_, n) => overnightJob(n))
}

/** Panels of which every third goes along with references, ten to an order: pictures of two orders share no batch. */
export function overnightOrders(vendorId: string, count: number, references: RequestReference[]): BatchOrder[] {
  const jobs = Array.from({ length: count }, (_, n) => overnightJob(n, n % 3 === 0 ? { references } : {}, vendorId))
  return Array.from({ length: Math.ceil(count / 10) }, (_, n) => batchOrder(jobs.slice(10 * n, 10 * n + 10)))
}

/** Where `overnightOrders` expects its reference in the project. */
export const REFERENCE_PATH = 'references/maren.png'

/** A reference as a request names it. @param bytes of the picture at `path` in the project */
export function referenceTo(path: string, bytes: Uint8Array): RequestReference {
  return { hash: createHash('sha256').update(bytes).digest('hex'), role: 'face', path, of: 'maren' }
}
