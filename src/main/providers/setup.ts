import type { ImageProvider } from './provider.ts'

/** Looks up a setting of this computer by its name: from the environment or where the author keeps it. */
export type Setting = (name: string) => string | undefined

export interface ProviderVariable {
  /** As in the environment: `OPENAI_API_KEY`. */
  name: string
  /** What it is, in a few words (`said`), for help and screens. */
  means: string
  /** A key or password: from the environment or the system's keychain only, never written to a file, never shown. */
  secret: boolean
  /** The provider works without it. Default true for what is no secret. */
  optional?: true
  /** What holds while it is not set, where that is an address. */
  usual?: string
  /** What is wrong with a value, in a sentence with the remedy; null = nothing. Left out = any will do. */
  problemOf?: (value: string) => string | null
}

/** A provider before it is set up: what it needs to know, and how to make it. */
export interface ProviderSetup {
  readonly id: string
  readonly name: string
  readonly variables: readonly ProviderVariable[]
  /** Makes the provider. Cheap and silent: nobody is asked, no key is checked; what is missing shows at the first call. */
  connect(setting: Setting): ImageProvider
}
