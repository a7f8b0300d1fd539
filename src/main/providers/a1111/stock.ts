import { ProviderError } from '../provider.ts'
import { ask, askIfThere } from './client.ts'
import { noApi } from './failure.ts'
import type { A1111Host } from './servers.ts'

/** What a server has: asked once, and again when something is not found in it. */
export interface Stock {
  samplers: Named[]
  /** Null = the server is too old to list any, or has them in the samplers' names. */
  schedulers: Named[] | null
  checkpoints: Checkpoint[]
  /** Title of the checkpoint in memory; null = it does not say. */
  loaded: string | null
  /** How reference pictures can go along. */
  references: ReferenceWay
  /** sd-server works by the settings it was started with, where a request has none. */
  ownDefaults: boolean
}

export interface Named {
  name: string
  aliases: string[]
}

export interface Checkpoint {
  title: string
  /** Other names it goes by, without folder. */
  aliases: string[]
}

export type ReferenceWay =
  /** Units of the ControlNet extension with an IP-Adapter. */
  | { kind: 'controlnet'; models: string[]; modules: string[]; units: number }
  /** SD.Next's own IP adapters. */
  | { kind: 'ip-adapter'; adapters: string[] }
  /** sd-server: models that read pictures. */
  | { kind: 'extra-images' }
  /** None of these: the first reference is what the drawing starts from. */
  | { kind: 'init-image' }

/** Tabs that ControlNet has where it does not say. */
const USUAL_UNITS = 3
/** What sd-server gives for the hash of its one model. */
const PLACEHOLDER_HASH = /^8+$/

/** @throws ProviderError, `wrong-address` where there is no such service */
export async function takeStock(server: A1111Host, signal: AbortSignal): Promise<Stock> {
  const io = { signal }
  const samplers = await samplersOf(server, signal)
  const [schedulers, models, options, references] = await Promise.all([
    askIfThere(server, '/sdapi/v1/schedulers', io),
    askIfThere(server, '/sdapi/v1/sd-models', io),
    askIfThere(server, '/sdapi/v1/options', io),
    referencesOf(server, signal),
  ])
  const entries = listOf(models)
  const isSdServer = entries.some(({ hash }) => typeof hash === 'string' && PLACEHOLDER_HASH.test(hash))
  return {
    samplers,
    schedulers: schedulersIn(schedulers, samplers),
    checkpoints: entries.map(checkpointOf).filter(({ title }) => title !== ''),
    loaded: textOf(recordOf(options).sd_model_checkpoint),
    references: isSdServer ? { kind: 'extra-images' } : references,
    ownDefaults: isSdServer,
  }
}

async function samplersOf(server: A1111Host, signal: AbortSignal): Promise<Named[]> {
  const list = await ask(server, '/sdapi/v1/samplers', { signal }).catch((error: unknown) => {
    // A page instead of a list: some other service.
    if (!(error instanceof ProviderError) || error.kind !== 'corrupt') throw error
    const { kind, says } = noApi(server.host)
    throw new ProviderError(kind, error.detail, { says, cause: error })
  })
  return listOf(list).map(namedOf)
}

/** SD.Next lists its samplers again under this name: they are no schedules. */
function schedulersIn(list: unknown, samplers: readonly Named[]): Named[] | null {
  const schedulers = listOf(list).map(namedOf)
  const own = schedulers.filter(({ name }) => !samplers.some((sampler) => sampler.name === name))
  return own.length > 0 ? schedulers : null
}

async function referencesOf(server: A1111Host, signal: AbortSignal): Promise<ReferenceWay> {
  const io = { signal }
  const [models, types, settings, adapters] = await Promise.all([
    askIfThere(server, '/controlnet/model_list', io),
    askIfThere(server, '/controlnet/control_types', io),
    askIfThere(server, '/controlnet/settings', io),
    askIfThere(server, '/sdapi/v1/ip-adapters', io),
  ])
  const kind = recordOf(recordOf(recordOf(types).control_types)['IP-Adapter'])
  const named = textsOf(recordOf(models).model_list).filter((name) => IP_ADAPTER.test(name))
  let modules = textsOf(kind.module_list)
  if (named.length > 0 && modules.length === 0)
    modules = textsOf(recordOf(await askIfThere(server, '/controlnet/module_list', io)).module_list).filter((name) =>
      IP_ADAPTER.test(name),
    )
  if (named.length > 0 && modules.length > 0) {
    const units = Number(recordOf(settings).control_net_unit_count) || USUAL_UNITS
    return { kind: 'controlnet', models: named, modules, units }
  }
  const own = textsOf(adapters).filter((name) => name !== 'None')
  return own.length > 0 ? { kind: 'ip-adapter', adapters: own } : { kind: 'init-image' }
}

const IP_ADAPTER = /ip-?_?adapter/i

function namedOf({ name, label, aliases }: Record<string, unknown>): Named {
  // The label is what people see, and what newer versions write into the picture; both are taken.
  const names = [textOf(label), textOf(name), ...textsOf(aliases)].filter((one) => one !== null)
  return { name: names[0] ?? '', aliases: names.slice(1) }
}

function checkpointOf({ title, model_name, filename, hash }: Record<string, unknown>): Checkpoint {
  const whole = textOf(title) ?? textOf(model_name) ?? ''
  const file = textOf(filename)?.split(/[\\/]/).at(-1) ?? null
  const names = [textOf(model_name), whole.replace(/ \[\w+\]$/, ''), file, textOf(hash)]
  return { title: whole, aliases: [...new Set(names.filter((name) => name !== null && name !== ''))] as string[] }
}

export function recordOf(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(recordOf) : []
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}
