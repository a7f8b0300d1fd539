import type { ModelFacts } from '../../../shared/contract/index.ts'
import { useRequest } from '../../api/react.ts'
import { useSheetFacts } from './use-sheet-facts.ts'

/** What a model can do, with prices; the sheet's own provider and first model where none is named. */
export function useModelFacts(asked: {
  provider: string | null
  model: string | null
  quality: string | null
  size: { width: number; height: number } | null
}): ModelFacts | null {
  const { quote } = useSheetFacts()
  const provider = asked.provider ?? quote?.settings.provider ?? null
  const model = asked.model ?? (asked.provider === null ? quote?.settings.model : undefined)
  return useRequest(
    'provider.model',
    provider === null
      ? null
      : {
          provider,
          ...(model ? { model } : {}),
          ...(asked.quality === null ? {} : { quality: asked.quality }),
          ...(asked.size === null ? {} : { size: asked.size }),
        },
    ['providers'],
  ).data
}
