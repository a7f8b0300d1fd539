import { createHash } from 'node:crypto'
import type { JobOrder } from '../../../src/main/queue/order.ts'
import type { GenerationRequest } from '../../../src/shared/domain/generation.ts'
import { jobOrder } from '../test-book.ts'
import { A1111Server } from './a1111/a1111-server.ts'
import { ComfyUiServer } from './comfyui/comfyui-server.ts'
import { GoogleServer } from './google/google-server.ts'
import { OpenAiServer } from './openai/openai-server.ts'
import type { VendorServer } from './vendor-server.ts'

/** A vendor with its stand-in, for tests that hold for all of them. */
export interface VendorCase {
  /** The provider's id. */
  id: string
  /** A stand-in that takes a moment for every picture, so that several calls are open at a time. */
  start(): Promise<VendorServer>
  /** What the provider has to know to find it. */
  env(server: VendorServer): Record<string, string>
  /** A request it takes. */
  asks: Pick<GenerationRequest, 'providerModel' | 'width' | 'height' | 'quality'>
  /** Upper end of what one picture costs, USD; 0 = nothing. */
  mostUsd: number
}

const slow = { script: () => 'slow' as const }

export const VENDOR_CASES: readonly VendorCase[] = [
  {
    id: 'openai',
    start: () => OpenAiServer.start(slow),
    env: (server) => ({ OPENAI_BASE_URL: `${server.url}/v1`, OPENAI_API_KEY: (server as OpenAiServer).key }),
    asks: { providerModel: 'gpt-image-2.5-flare', width: 1024, height: 1024, quality: 'low' },
    mostUsd: 0.007,
  },
  {
    id: 'google',
    start: () => GoogleServer.start(slow),
    env: (server) => ({ GOOGLE_GEMINI_BASE_URL: server.url, GEMINI_API_KEY: (server as GoogleServer).key }),
    asks: { providerModel: 'gemini-nano-banana-2.1', width: 1024, height: 1024, quality: '1K' },
    mostUsd: 0.04,
  },
  {
    id: 'comfyui',
    start: () => ComfyUiServer.start(),
    env: (server) => ({ COMFYUI_URL: server.url }),
    asks: { providerModel: 'sd_xl_base_1.0.safetensors', width: 512, height: 512, quality: null },
    mostUsd: 0,
  },
  {
    id: 'a1111',
    start: () => A1111Server.start(),
    env: (server) => ({ A1111_URL: server.url }),
    asks: { providerModel: 'loaded', width: 512, height: 512, quality: null },
    mostUsd: 0,
  },
]

/** The job for panel `n`, as this vendor takes it. */
export function vendorOrder({ id, asks, mostUsd }: VendorCase, n: number): JobOrder {
  const order = jobOrder(n)
  const request = { ...order.request, ...asks, provider: id }
  const key = createHash('sha256').update(JSON.stringify(request)).digest('hex')
  return { ...order, key, lane: id, request, estimateUsd: mostUsd }
}
