import { createHash } from 'node:crypto'
import { openaiSetup } from '../../src/main/providers/openai/openai-provider.ts'
import type { ImageProvider } from '../../src/main/providers/provider.ts'
import type { JobOrder } from '../../src/main/queue/order.ts'
import type { GenerationRequest, RequestReference } from '../../src/shared/domain/generation.ts'
import { jobOrder } from './test-book.ts'

/** What one picture of `overnightJob` is quoted at, at half the price. */
export const NIGHT_USD = 0.003
export const KEY = 'sk-test-0123456789abcdef'

/** The real adapter, talking to a stand-in. */
export function openaiAt(url: string): ImageProvider {
  const settings: Record<string, string> = { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: `${url}/v1` }
  return openaiSetup.connect((name) => settings[name])
}

/** The job for panel `n`, in OpenAI's overnight lane. */
export function overnightJob(n: number, change: Partial<GenerationRequest> = {}): JobOrder {
  const { request: plain, ...order } = jobOrder(n)
  const request: GenerationRequest = {
    ...plain,
    provider: 'openai',
    providerModel: 'gpt-image-2.5-flare',
    width: 1024,
    height: 1024,
    quality: 'low',
    ...change,
  }
  const key = createHash('sha256').update(JSON.stringify(request)).digest('hex')
  return { ...order, key, request, lane: 'openai:overnight', estimateUsd: NIGHT_USD }
}

export function overnightJobs(count: number): JobOrder[] {
  return Array.from({ length: count }, (_, n) => overnightJob(n))
}

/** A reference as a request names it. @param bytes of the picture at `path` in the project */
export function referenceTo(path: string, bytes: Uint8Array): RequestReference {
  return { hash: createHash('sha256').update(bytes).digest('hex'), role: 'face', path, of: 'maren' }
}
