import { createHash } from 'node:crypto'
import { openaiSetup } from '../../src/main/providers/openai/openai-provider.ts'
import type { ImageProvider } from '../../src/main/providers/provider.ts'
import type { BatchOrder, JobOrder } from '../../src/main/queue/order.ts'
import type { GenerationRequest, RequestReference } from '../../src/shared/domain/generation.ts'
import { batchOrder, jobOrder } from './test-book.ts'

/** What one picture of a test is quoted at, at half the price. */
export const NIGHT_USD = 0.003
export const KEY = 'sk-test-0123456789abcdef'

/** A vendor with an overnight service: its real adapter at the address of a stand-in, and a request it takes. */
export interface NightService {
  connect(url: string): ImageProvider
  request: Pick<GenerationRequest, 'provider' | 'providerModel' | 'width' | 'height' | 'quality'>
}

export const openaiNight: NightService = {
  connect(url) {
    const settings: Record<string, string> = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: `${url}/v1` }
    return openaiSetup.connect((name) => settings[name])
  },
  request: { provider: 'openai', providerModel: 'gpt-image-2.5-flare', width: 1024, height: 1024, quality: 'low' },
}

export const NIGHT_SERVICES: Record<string, NightService> = { openai: openaiNight }

/** The job for panel `n`, in a vendor's overnight lane. */
export function overnightJob(
  n: number,
  change: Partial<GenerationRequest> = {},
  { request: asked }: NightService = openaiNight,
): JobOrder {
  const { request: plain, ...order } = jobOrder(n)
  const request: GenerationRequest = { ...plain, ...asked, ...change }
  const key = createHash('sha256').update(JSON.stringify(request)).digest('hex')
  return { ...order, key, request, lane: `${request.provider}:overnight`, estimateUsd: NIGHT_USD }
}

export function overnightJobs(count: number): JobOrder[] {
  return Array.from({ length: count }, (_, n) => overnightJob(n))
}

/** Panels of which every third goes along with references. */
export function overnightOrder(service: NightService, count: number, references: RequestReference[]): BatchOrder {
  return batchOrder(
    Array.from({ length: count }, (_, n) => overnightJob(n, n % 3 === 0 ? { references } : {}, service)),
  )
}

/** Where `overnightOrder` expects its reference in the project. */
export const REFERENCE_PATH = 'references/maren.png'

/** A reference as a request names it. @param bytes of the picture at `path` in the project */
export function referenceTo(path: string, bytes: Uint8Array): RequestReference {
  return { hash: createHash('sha256').update(bytes).digest('hex'), role: 'face', path, of: 'maren' }
}
