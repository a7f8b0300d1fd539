import { type ImageProvider, ProviderError, type ProviderReply } from '../../src/main/providers/provider.ts'
import { httpFailure, transportFailure } from '../../src/main/providers/wire/failure.ts'
import type { GenerationRequest } from '../../src/shared/domain/generation.ts'

/** A paid provider that speaks the protocol of `misbehaving-server.ts`. Called `plain`, as the orders of `test-book.ts` ask for. */
export function httpProvider(url: string, changes: Partial<ImageProvider> = {}): ImageProvider {
  return {
    id: 'plain',
    name: 'Plain over HTTP',
    models: ['plain-1'],
    free: false,
    capabilities: () => ({
      sizes: { kind: 'free', multipleOf: 8, minPixels: 4096, maxPixels: 4e6, minRatio: 1 / 3, maxRatio: 3 },
      qualities: [],
      seed: true,
      negativePrompt: false,
      references: 0,
      staged: false,
      tuning: [],
    }),
    pace: () => ({ concurrency: 8, requestsPerMinute: null }),
    generate: (request, { signal }) => generate(url, request, signal),
    ...changes,
  }
}

async function generate(url: string, request: GenerationRequest, signal: AbortSignal): Promise<ProviderReply> {
  const { prompt, seed, width, height } = request
  try {
    const response = await fetch(`${url}/v1/images`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer sk-test-0123456789' },
      body: JSON.stringify({ prompt, seed, width, height }),
      signal,
    })
    const body = await response.text()
    if (!response.ok) throw httpFailure({ status: response.status, headers: response.headers, body })
    if (!response.headers.get('content-type')?.startsWith('application/json'))
      throw new ProviderError('corrupt', body, { httpStatus: response.status, maybeBilled: true })
    const { b64_json, cost } = JSON.parse(body) as { b64_json?: string; cost?: number }
    if (b64_json === undefined)
      throw new ProviderError('no-image', body, { httpStatus: response.status, maybeBilled: true })
    return {
      bytes: Buffer.from(b64_json, 'base64'),
      costUsd: cost ?? null,
      requestId: response.headers.get('x-request-id'),
      sent: { seed, width, height },
      regions: null,
      pace: null,
    }
  } catch (error) {
    throw transportFailure(error, signal)
  }
}
