import { said } from '../../../shared/said/said.ts'
import type { ProviderOutlook } from '../provider.ts'
import { askIfThere } from './client.ts'
import type { A1111Host } from './servers.ts'
import { recordOf, type Stock, takeStock } from './stock.ts'

const GIB = 1024 ** 3

/** What the servers have, in sentences. The first that cannot be asked fails it. */
export async function lookAround(servers: readonly A1111Host[], signal: AbortSignal): Promise<ProviderOutlook> {
  const views = await Promise.all(
    servers.map(async (server) => ({
      server,
      stock: await takeStock(server, signal),
      memory: await askIfThere(server, '/sdapi/v1/memory', { signal }),
    })),
  )
  const titles = views.flatMap(({ stock }) => stock.checkpoints.map(({ title, aliases }) => aliases[0] ?? title))
  return {
    models: [...new Set(titles)].map((id) => ({ id, shutdownOn: null })),
    notes: views.flatMap(({ server, stock, memory }) => notesOf(server.host, stock, memory)),
  }
}

function notesOf(host: string, stock: Stock, memory: unknown): string[] {
  const { free, total } = recordOf(recordOf(recordOf(memory).cuda).system)
  const samplers = stock.samplers.map(({ name }) => name).join(', ')
  return [
    stock.loaded === null
      ? said`${host} does not say which checkpoint is loaded.`
      : said`${host} has ${stock.loaded} loaded.`,
    ...(samplers === '' ? [] : [said`Its samplers: ${samplers}.`]),
    REFERENCES[stock.references.kind](stock),
    ...(typeof free === 'number' && typeof total === 'number'
      ? [said`Graphics memory: ${(free / GIB).toFixed(1)} of ${(total / GIB).toFixed(1)} GiB are free.`]
      : []),
  ]
}

const REFERENCES: Record<Stock['references']['kind'], (stock: Stock) => string> = {
  controlnet: ({ references }) =>
    said`References go through ControlNet with an IP-Adapter${references.kind === 'controlnet' ? ` (${references.models.length} installed, ${references.units} at once)` : ''}.`,
  'ip-adapter': () => said`References go through its own IP-Adapters.`,
  'extra-images': () => said`References go along as they are; the model must be one that reads pictures.`,
  'init-image': () =>
    said`It has no IP-Adapter: the first reference is what the drawing starts from, and the others have no effect. ControlNet with an IP-Adapter would help.`,
}
