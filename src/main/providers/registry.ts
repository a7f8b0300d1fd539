import { unknownWord } from '../../shared/closest.ts'
import { a1111Setup } from './a1111/a1111-provider.ts'
import { comfyuiSetup } from './comfyui/comfyui-setup.ts'
import { endpointSetup } from './endpoint/endpoint-provider.ts'
import { googleSetup } from './google/google-provider.ts'
import { openaiSetup } from './openai/openai-provider.ts'
import type { ImageProvider } from './provider.ts'
import { roughs } from './roughs/roughs-provider.ts'
import type { ProviderSetup, Setting } from './setup.ts'

/** Every provider that ships, the default first. A new one is one line here. */
export const SETUPS: readonly ProviderSetup[] = [
  { id: roughs.id, name: roughs.name, variables: [], connect: () => roughs },
  openaiSetup,
  googleSetup,
  endpointSetup,
  comfyuiSetup,
  a1111Setup,
]

/** All providers, with the settings of this computer. */
export function connectProviders(setting: Setting = (name) => process.env[name]): ImageProvider[] {
  return SETUPS.map((setup) => setup.connect(setting))
}

/** @throws AppError WRONG_USE when there is none of that id */
export function findProvider(id: string, providers: readonly ImageProvider[]): ImageProvider {
  const provider = providers.find((one) => one.id === id)
  if (!provider)
    throw unknownWord(
      'provider',
      id,
      providers.map((one) => one.id),
    )
  return provider
}
