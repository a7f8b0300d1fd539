import { unknownWord } from '../../shared/closest.ts'
import type { ImageProvider } from './provider.ts'
import { roughs } from './roughs-provider.ts'

/** Every provider that ships, the default first. A new one is one line here. */
export const PROVIDERS: readonly ImageProvider[] = [roughs]

/** @throws AppError WRONG_USE when there is none of that id */
export function findProvider(id: string, providers: readonly ImageProvider[] = PROVIDERS): ImageProvider {
  const provider = providers.find((one) => one.id === id)
  if (!provider)
    throw unknownWord(
      'provider',
      id,
      providers.map((one) => one.id),
    )
  return provider
}
