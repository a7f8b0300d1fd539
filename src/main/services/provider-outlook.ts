import { redact } from '../../shared/redact.ts'
import { findModel, modelsOf } from '../providers/catalogue/catalogue.ts'
import { type ImageProvider, ProviderError, type ProviderOutlook } from '../providers/provider.ts'
import { findProvider, SETUPS } from '../providers/registry.ts'
import type { ProviderVariable } from '../providers/setup.ts'
import { REMEDIES } from '../queue/remedies.ts'
import { connectedProviders, type SettingSource, settingsOf, sourceOf } from './provider-settings.ts'

/** A provider as it is set up on this computer, without asking it anything. */
export interface ProviderSetupView {
  id: string
  name: string
  free: boolean
  overnight: boolean
  settings: SettingView[]
  /** Known models, the default first; empty where a wrong setting leaves it open what they can do. */
  models: ModelView[]
  /** There are no others; else an author may name any the vendor has. */
  onlyTheseModels: boolean
  /** Settings whose value cannot be, each in a sentence. */
  problems: string[]
}

export interface SettingView extends ProviderVariable {
  source: SettingSource | null
  /** Null = not set, or a secret. */
  value: string | null
}

export interface ModelView {
  id: string
  qualities: string[]
  references: number
  seed: boolean
  overnight: boolean
  /** `YYYY-MM-DD`; null = none announced. */
  shutdownOn: string | null
}

export function describeProviders(env: NodeJS.ProcessEnv, today: string): ProviderSetupView[] {
  const setting = settingsOf(env)
  return connectedProviders(env).map((provider) => {
    const { id, name, free } = provider
    const variables = SETUPS.find((setup) => setup.id === id)?.variables ?? []
    const settings = variables.map((variable): SettingView => {
      const value = setting(variable.name)
      return {
        ...variable,
        source: value ? sourceOf(variable.name, env) : null,
        value: value && !variable.secret ? redact(value) : null,
      }
    })
    const problems = settings.flatMap(({ value, problemOf }) => (value === null ? [] : (problemOf?.(value) ?? [])))
    const ids = problems.length > 0 ? [] : [...new Set([...provider.models, ...modelsOf(id, today)])]
    return {
      id,
      name,
      free,
      overnight: provider.overnight !== undefined,
      settings,
      models: ids.map((model) => modelView(provider, model)),
      onlyTheseModels: provider.onlyTheseModels ?? false,
      problems,
    }
  })
}

/** @throws AppError WRONG_USE when there is none of that id */
export function describeProvider(id: string, env: NodeJS.ProcessEnv, today: string): ProviderSetupView {
  findProvider(id, connectedProviders(env))
  return describeProviders(env, today).find((one) => one.id === id)!
}

function modelView(provider: ImageProvider, id: string): ModelView {
  const { qualities, references, seed } = provider.capabilities(id)
  const entry = findModel(provider.id, id)
  const overnight = provider.overnight !== undefined && (entry?.overnight ?? false)
  return { id, qualities, references, seed, overnight, shutdownOn: entry?.shutdownOn ?? null }
}

/** What came of asking a provider. */
export interface ProviderAnswer {
  id: string
  name: string
  /** `silent`: there is nothing to ask it. */
  state: 'ready' | 'silent' | 'failing'
  /** What is wrong, and what to do; null when all is well. */
  message: string | null
  action: string | null
  outlook: ProviderOutlook | null
}

/** How long a provider may take to say that it is there. */
const PATIENCE_MS = 20_000

/** Asks a provider, for nothing, whether it would work now. Never throws. */
export async function askProvider(provider: ImageProvider, stop?: AbortSignal): Promise<ProviderAnswer> {
  const base = { id: provider.id, name: provider.name, message: null, action: null, outlook: null }
  if (!provider.lookAround) return { ...base, state: 'silent' }
  const patience = AbortSignal.timeout(PATIENCE_MS)
  try {
    const outlook = await provider.lookAround(stop ? AbortSignal.any([stop, patience]) : patience)
    return { ...base, state: 'ready', outlook }
  } catch (error) {
    const kind = error instanceof ProviderError ? (patience.aborted ? 'timeout' : error.kind) : 'unexpected'
    const { message, remedy: action } = REMEDIES[kind]
    const says = error instanceof ProviderError ? error.says : null
    return { ...base, state: 'failing', message: says ?? message, action }
  }
}
