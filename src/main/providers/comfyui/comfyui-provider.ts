import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import { formatBytes } from '../../../shared/quantities.ts'
import { said } from '../../../shared/said/said.ts'
import {
  type Capabilities,
  type ImageProvider,
  ProviderError,
  type ProviderIo,
  type ProviderOutlook,
  type ProviderReply,
} from '../provider.ts'
import { type Address, DEFAULT_URL } from './address.ts'
import { drawOn, find } from './draw.ts'
import { serverPool } from './pool.ts'
import { type ComfyServer, comfyServer } from './server.ts'
import { isSilence, PATIENCE, type Patience } from './watch.ts'
import type { Workflow } from './workflow/bindings.ts'

export interface ComfyUiOptions {
  /** Empty = what the author gave are no addresses. */
  addresses: readonly Address[]
  /** File name of the checkpoint that is used when none is named. */
  checkpoint: string
  /** Default: what suits a server in the next room. */
  patience?: Patience
}

const MEGAPIXEL = 1024 * 1024

const CAPABILITIES: Capabilities = {
  sizes: {
    kind: 'free',
    multipleOf: 8,
    minPixels: MEGAPIXEL / 4,
    maxPixels: MEGAPIXEL * 4,
    minRatio: 1 / 4,
    maxRatio: 4,
  },
  qualities: [],
  seed: true,
  negativePrompt: true,
  references: 2,
  staged: false,
  tuning: ['steps', 'guidance', 'sampler', 'scheduler', 'denoise', 'referenceWeight', 'workflow'],
}
/** A picture may wait behind those of others. */
const REQUEST_MS = 30 * 60_000
/** Both sides, after the server ran out of memory. */
const SMALLER = 0.75

/** ComfyUI on one server or several, which stand in for each other. */
export function comfyUi({ addresses, checkpoint, patience = PATIENCE }: ComfyUiOptions): ImageProvider {
  const servers = addresses.map(comfyServer)
  const pool = serverPool(servers, patience.cooldownMs)

  /** On whichever server has room; on another one when that dies under it. */
  async function generate(request: GenerationRequest, io: ProviderIo): Promise<ProviderReply> {
    if (io.signal.aborted) throw new ProviderError('cancelled', 'the call was stopped')
    if (servers.length === 0) throw noAddress()
    const workflow = await readWorkflow(request, io.folder)
    for (let left = servers.length; ; left--) {
      const seat = await pool.take(io.signal)
      try {
        return await drawWithinMemory((smaller) => drawOn(seat, smaller, workflow, io, patience), request)
      } catch (error) {
        if (!(error instanceof ProviderError) || io.signal.aborted || !isSilence(error)) throw error
        if (error.kind !== 'overloaded') pool.rest(seat.server)
        // A server that is silent for so long has lost what it worked on, or nobody will fetch it. Another one draws it,
        // if there is one; else the queue asks this one again when it is back.
        if (left <= 1 || !(await pool.hasOther(seat.server, io.signal))) throw error
      } finally {
        seat.release()
      }
    }
  }

  return {
    id: 'comfyui',
    name: 'ComfyUI',
    models: [checkpoint],
    free: true,
    previews: true,
    capabilities: () => CAPABILITIES,
    pace: () => ({ concurrency: Math.max(1, servers.length), requestsPerMinute: null }),
    timeoutMs: () => REQUEST_MS,
    generate,
    async reconcile(remoteTaskId, io, request) {
      const [url, promptId = ''] = remoteTaskId.split('#')
      const server = servers.find(({ address }) => address.url === url)
      // The author has taken this server out: nobody waits for it any more.
      if (!server) return 'lost'
      try {
        return await find(server, promptId, request, io)
      } catch (error) {
        if (!(error instanceof ProviderError) || !isSilence(error)) throw error
        pool.rest(server)
        if (await pool.hasOther(server, io.signal)) return 'lost'
        throw error
      }
    },
    async lookAround(signal) {
      if (servers.length === 0) throw noAddress()
      return lookAround(servers, signal)
    },
  }
}

function noAddress(): ProviderError {
  return new ProviderError('wrong-address', 'COMFYUI_URL cannot be read', {
    says: said`COMFYUI_URL is not the address of a server. Give it like ${DEFAULT_URL}; several are separated by commas.`,
  })
}

/** Once more at three quarters of both sides where the server has too little memory for the whole. */
async function drawWithinMemory(
  draw: (request: GenerationRequest) => Promise<ProviderReply>,
  request: GenerationRequest,
): Promise<ProviderReply> {
  try {
    return await draw(request)
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== 'out-of-memory') throw error
    const { width, height } = request
    const reply = await draw({ ...request, width: smaller(width), height: smaller(height) })
    return { ...reply, sent: { ...reply.sent, smallerThanAsked: { width, height } } }
  }
}

function smaller(side: number): number {
  return Math.max(64, Math.round((side * SMALLER) / 8) * 8)
}

async function readWorkflow({ tuning }: GenerationRequest, folder: string): Promise<Workflow | null> {
  if (!tuning?.workflow) return null
  const { path, hash } = tuning.workflow
  try {
    const content = await readFile(join(folder, path))
    // The job's key stands for this content and no other.
    if (createHash('sha256').update(content).digest('hex') !== hash) throw new Error('its content has another hash')
    return JSON.parse(content.toString('utf8')) as Workflow
  } catch (cause) {
    throw new ProviderError('invalid', String(cause), {
      says: said`The workflow ${path} is missing or was changed: add it to the book again.`,
      cause,
    })
  }
}

/** @throws ProviderError when no server answers */
async function lookAround(servers: readonly ComfyServer[], signal: AbortSignal): Promise<ProviderOutlook> {
  const models = new Set<string>()
  const notes: string[] = []
  const failures: ProviderError[] = []
  for (const server of servers) {
    try {
      const { version, memory } = await server.stats(signal)
      const checkpoints = await server.checkpoints(signal)
      for (const name of checkpoints) models.add(name)
      const adapter = await server.objectInfo('IPAdapter', signal)
      const room = memory ? `, ${formatBytes(memory.free)} of ${formatBytes(memory.total)} of memory free` : ''
      const { host } = server.address
      notes.push(said`${host}: ComfyUI ${version ?? 'of a version it does not say'}${room}.`)
      if (checkpoints.length === 0)
        notes.push(said`${host} has no checkpoints: put one into its folder models/checkpoints.`)
      if (!adapter.IPAdapter)
        notes.push(
          said`${host} has no IPAdapter: references have little effect until the pack ComfyUI IPAdapter Plus is installed.`,
        )
    } catch (error) {
      if (!(error instanceof ProviderError) || error.kind === 'cancelled') throw error
      failures.push(error)
      notes.push(error.says ?? said`${server.address.host} cannot be used.`)
    }
  }
  if (failures.length === servers.length) throw failures[0]
  return { models: [...models].map((id) => ({ id, shutdownOn: null })), notes }
}
