import type { ImageProvider } from '../providers/provider.ts'
import { findProvider } from '../providers/registry.ts'
import { connectedProviders } from './provider-settings.ts'

/**
 * The provider of an id; without one the first that ships, which needs no key and costs nothing.
 *
 * @throws AppError WRONG_USE with the one that was probably meant; BAD_INPUT when this computer's settings are broken
 */
export function chooseProvider(id: string | undefined, env: NodeJS.ProcessEnv): ImageProvider {
  const providers = connectedProviders(env)
  return id === undefined ? providers[0]! : findProvider(id, providers)
}

/**
 * Providers by their ids; without ids all of them.
 *
 * @throws AppError WRONG_USE
 */
export function pickProviders(ids: readonly string[], providers: readonly ImageProvider[]): readonly ImageProvider[] {
  return ids.length === 0 ? providers : ids.map((id) => findProvider(id, providers))
}
