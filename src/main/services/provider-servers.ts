import { askIfThere } from '../providers/a1111/client.ts'
import { hostsIn } from '../providers/a1111/servers.ts'
import { recordOf, takeStock } from '../providers/a1111/stock.ts'
import { parseAddresses } from '../providers/comfyui/address.ts'
import { comfyServer } from '../providers/comfyui/server.ts'
import { ProviderError } from '../providers/provider.ts'
import { REMEDIES } from '../queue/remedies.ts'
import { chooseProvider } from './choose-provider.ts'
import { settingsOf } from './provider-settings.ts'

/** One of several servers that stand in for each other, as it is now. */
export interface ProviderServer {
  host: string
  state: 'ready' | 'failing'
  message: string | null
  version: string | null
  /** Pictures under way there, and waiting, whoever asked for them; null = it does not say. */
  running: number | null
  waiting: number | null
  /** Graphics memory, bytes; null = it does not say. */
  memory: { free: number; total: number } | null
}

/** How long a server may take to say how it is. */
const PATIENCE_MS = 10_000

const NOTHING = { version: null, running: null, waiting: null, memory: null }

/**
 * Asks each server behind a provider how it is; nothing is drawn. Vendors have none.
 *
 * @throws AppError WRONG_USE when there is no such provider; BAD_INPUT when this computer's settings are broken
 */
export async function providerServers(provider: string, env: NodeJS.ProcessEnv): Promise<ProviderServer[]> {
  const { id } = chooseProvider(provider, env)
  const setting = settingsOf(env)
  if (id === 'comfyui') {
    const addresses = parseAddresses(setting('COMFYUI_URL') ?? '', setting('COMFYUI_AUTH')?.trim())
    return Promise.all(addresses.map((address) => asked(address.host, (signal) => askComfy(address, signal))))
  }
  if (id === 'a1111')
    return Promise.all(a1111Hosts(setting).map((server) => asked(server.host, (signal) => askA1111(server, signal))))
  return []
}

/** None while the addresses cannot be read: what is wrong with them stands beside them. */
function a1111Hosts(setting: ReturnType<typeof settingsOf>) {
  try {
    return hostsIn(setting)
  } catch (error) {
    if (error instanceof ProviderError) return []
    throw error
  }
}

type Health = Omit<ProviderServer, 'host' | 'state' | 'message'>

async function asked(host: string, ask: (signal: AbortSignal) => Promise<Health>): Promise<ProviderServer> {
  try {
    return { host, state: 'ready', message: null, ...(await ask(AbortSignal.timeout(PATIENCE_MS))) }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return { host, state: 'failing', message: error.says ?? REMEDIES[error.kind].message, ...NOTHING }
  }
}

async function askComfy(address: Parameters<typeof comfyServer>[0], signal: AbortSignal): Promise<Health> {
  const server = comfyServer(address)
  const { version, memory } = await server.stats(signal)
  const { running, pending } = await server.queue(signal)
  return { version, memory, running: running.length, waiting: pending.length }
}

async function askA1111(server: ReturnType<typeof hostsIn>[number], signal: AbortSignal): Promise<Health> {
  // That it answers as the right kind of server is found out first.
  await takeStock(server, signal)
  const progress = recordOf(await askIfThere(server, '/sdapi/v1/progress?skip_current_image=true', { signal }))
  const { job_count: jobs } = recordOf(progress.state)
  const { free, total } = recordOf(
    recordOf(recordOf(await askIfThere(server, '/sdapi/v1/memory', { signal })).cuda).system,
  )
  return {
    version: null,
    // It works on one picture at a time and does not tell what waits.
    running: typeof jobs === 'number' ? Math.min(1, Math.max(0, jobs)) : null,
    waiting: null,
    memory: typeof free === 'number' && typeof total === 'number' ? { free, total } : null,
  }
}
