import type { ImageProvider } from '../providers/provider.ts'
import { connectProviders, findProvider } from '../providers/registry.ts'

/**
 * The provider of an id; without one the first that ships, which needs no key and costs nothing.
 *
 * @throws AppError WRONG_USE with the one that was probably meant
 */
export function chooseProvider(id: string | undefined): ImageProvider {
  const providers = connectProviders()
  return id === undefined ? providers[0]! : findProvider(id, providers)
}
