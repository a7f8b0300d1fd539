import type { ImageProvider } from '../providers/provider.ts'
import { findProvider, PROVIDERS } from '../providers/registry.ts'

/**
 * The provider of an id; without one the first that ships, which needs no key and costs nothing.
 *
 * @throws AppError WRONG_USE with the one that was probably meant
 */
export function chooseProvider(id: string | undefined): ImageProvider {
  return id === undefined ? PROVIDERS[0]! : findProvider(id)
}
