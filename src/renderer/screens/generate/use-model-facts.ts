import type { ModelFacts } from '../../../shared/contract/index.ts'
import { useRequest } from '../../api/react.ts'

/** What a model can do, with prices; the provider and model that would draw where none is named. */
export function useModelFacts(asked: {
  provider: string | null
  model: string | null
  quality: string | null
  size: { width: number; height: number } | null
}): ModelFacts | null {
  return useRequest(
    'provider.model',
    {
      ...(asked.provider === null ? {} : { provider: asked.provider }),
      ...(asked.model === null ? {} : { model: asked.model }),
      ...(asked.quality === null ? {} : { quality: asked.quality }),
      ...(asked.size === null ? {} : { size: asked.size }),
    },
    ['providers'],
  ).data
}
