import { availableParallelism } from 'node:os'
import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import { AppError } from '../../../shared/errors.ts'
import { said } from '../../../shared/said/said.ts'
import { type ImageProvider, ProviderError, type ProviderIo, type ProviderReply } from '../provider.ts'
import { drawRough } from './draw.ts'

/** Longest side of a rough, pixels. */
const LONGEST_SIDE = 1536
const SHORTEST_SIDE = 64
/** The widest and the tallest panel a page has use for. */
const WIDEST = 3

/** The built-in roughs: drawn on this computer from the composed panel, for nothing. */
export const roughs: ImageProvider = {
  id: 'roughs',
  name: said`Roughs`,
  models: ['roughs-1'],
  onlyTheseModels: true,
  free: true,
  capabilities: () => ({
    sizes: {
      kind: 'free',
      multipleOf: 8,
      minPixels: SHORTEST_SIDE ** 2,
      maxPixels: LONGEST_SIDE ** 2,
      minRatio: 1 / WIDEST,
      maxRatio: WIDEST,
    },
    qualities: [],
    seed: true,
    negativePrompt: false,
    references: 0,
    staged: true,
    tuning: [],
  }),
  pace: () => ({ concurrency: Math.min(4, availableParallelism()), requestsPerMinute: null }),
  generate,
}

async function generate(request: GenerationRequest, { signal }: ProviderIo): Promise<ProviderReply> {
  try {
    const { bytes, regions } = await drawRough(request, { signal })
    const { width, height, seed, artStyle } = request
    return {
      bytes,
      costUsd: 0,
      requestId: null,
      sent: { width, height, seed, technique: request.stage?.look.technique, artStyle: artStyle.id },
      regions,
      pace: null,
    }
  } catch (error) {
    throw asProviderError(error)
  }
}

function asProviderError(error: unknown): ProviderError {
  const detail = error instanceof Error ? error.message : String(error)
  if (!(error instanceof AppError)) return new ProviderError('unexpected', detail, { cause: error })
  return new ProviderError(error.code === 'CANCELLED' ? 'cancelled' : 'unsupported', detail, { cause: error })
}
