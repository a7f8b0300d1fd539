import { randomUUID } from 'node:crypto'
import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import { said } from '../../../shared/said/said.ts'
import {
  type Capabilities,
  type ImageProvider,
  ProviderError,
  type ProviderIo,
  type ProviderReply,
} from '../provider.ts'
import { type ReferenceFile, readReferences } from '../reference-files.ts'
import type { ProviderSetup, ProviderVariable, Setting } from '../setup.ts'
import { Pool } from '../wire/pool.ts'
import { withoutEffect } from '../without-effect.ts'
import { chooseSettings, LOADED } from './choose.ts'
import { ask } from './client.ts'
import { lookAround } from './look-around.ts'
import { sendReferences } from './references.ts'
import { type Made, readReply } from './reply.ts'
import { type A1111Host, addressesIn, addressesProblem, hostsIn, USUAL_URL } from './servers.ts'
import { type Stock, takeStock } from './stock.ts'
import { stopOurs, wasStopped, watch } from './watch.ts'

const VARIABLES: readonly ProviderVariable[] = [
  {
    name: 'A1111_URL',
    means: said`address of the server, or of several separated by commas; otherwise ${USUAL_URL}`,
    secret: false,
    usual: USUAL_URL,
    problemOf: addressesProblem,
  },
  { name: 'A1111_AUTH', means: said`name:password, where the server asks for them`, secret: true, optional: true },
  { name: 'A1111_CHECKPOINT', means: said`checkpoint to draw with; otherwise the one that is loaded`, secret: false },
]

/** The latent picture has an eighth of the size. */
const MULTIPLE = 8
/** What is left of each side after the memory did not suffice. */
const SMALLER = 0.75
/** A small graphics card, or none, and others in front of us. */
const TIMEOUT_MS = 30 * 60_000
const LOOK_EVERY_MS = 700

const CAPABILITIES: Capabilities = {
  sizes: {
    kind: 'free',
    multipleOf: MULTIPLE,
    minPixels: 256 * 256,
    maxPixels: 2048 * 2048,
    minRatio: 1 / 3,
    maxRatio: 3,
    maxSide: 2048,
  },
  qualities: [],
  seed: true,
  negativePrompt: true,
  // Units of ControlNet, where nobody set another number.
  references: 3,
  staged: false,
  tuning: ['steps', 'guidance', 'sampler', 'scheduler', 'denoise', 'referenceWeight'],
}

export const a1111Setup: ProviderSetup = {
  id: 'a1111',
  name: 'A1111 / Forge',
  variables: VARIABLES,
  connect: (setting) => a1111(setting),
}

/** A server, and what it has as far as it was asked. */
interface Server extends A1111Host {
  stock: Promise<Stock> | null
}

/**
 * Web interfaces around Stable Diffusion that answer at `/sdapi/v1`: A1111, Forge, SD.Next, and sd-server.
 *
 * @param lookEveryMs how often it is asked how far a picture is
 */
export function a1111(setting: Setting, lookEveryMs = LOOK_EVERY_MS): ImageProvider {
  const named = setting('A1111_CHECKPOINT')?.trim()
  let pool: Pool<Server> | null = null
  const servers = () => {
    pool ??= new Pool(hostsIn(setting).map((host) => ({ ...host, stock: null })))
    return pool
  }
  return {
    id: a1111Setup.id,
    name: a1111Setup.name,
    models: named ? [named, LOADED] : [LOADED],
    free: true,
    previews: true,
    capabilities: () => CAPABILITIES,
    // A server draws one picture at a time.
    pace: () => ({ concurrency: addressesIn(setting).length, requestsPerMinute: null }),
    timeoutMs: () => TIMEOUT_MS,
    async generate(request, io) {
      const references = await readReferences(request, io)
      return servers().use((server) => generateAt(server, { request, references }, io, lookEveryMs))
    },
    lookAround: async (signal) => lookAround(servers().all, signal),
  }
}

interface Wanted {
  request: GenerationRequest
  references: ReferenceFile[]
}

async function generateAt(server: Server, wanted: Wanted, io: ProviderIo, lookEveryMs: number): Promise<ProviderReply> {
  const { request } = wanted
  const call = await prepare(server, wanted, io.signal)
  const asked = { width: toMultiple(request.width), height: toMultiple(request.height) }
  let size = asked
  let made: Made
  try {
    made = await draw(server, call, size, io, lookEveryMs)
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== 'out-of-memory') throw error
    size = { width: toMultiple(asked.width * SMALLER), height: toMultiple(asked.height * SMALLER) }
    made = await draw(server, call, size, io, lookEveryMs)
  }
  const used = made.checkpoint ?? call.checkpoint
  refuseOther(call.settings.checkpoint, made.checkpoint, server.host)
  return {
    bytes: made.bytes,
    costUsd: 0,
    requestId: null,
    sent: {
      server: server.host,
      ...size,
      ...(size === asked ? {} : { asked, smaller: said`The server ran out of memory at the size that was asked for.` }),
      seed: made.seed ?? request.seed,
      checkpoint: used,
      steps: call.settings.steps,
      guidance: call.settings.guidance,
      sampler: call.settings.sampler ?? made.sampler,
      scheduler: call.settings.scheduler,
      references: request.references.map(({ hash, role, of }, n) => ({ hash, role, of, as: call.used[n] })),
      withoutEffect: call.withoutEffect,
    },
    regions: null,
    pace: null,
  }
}

/** A call before its size is known. */
interface Call {
  path: string
  body: object
  settings: ReturnType<typeof chooseSettings>
  /** Name of the checkpoint it will be drawn with; null = nobody knows. */
  checkpoint: string | null
  used: string[]
  withoutEffect: string[]
}

/** What is not in stock may have come since: the server is asked once more. */
async function prepare(server: Server, wanted: Wanted, signal: AbortSignal): Promise<Call> {
  const isFresh = server.stock === null
  try {
    return prepareWith(await stockOf(server, signal), wanted, server.host)
  } catch (error) {
    if (isFresh || !(error instanceof ProviderError) || error.kind !== 'missing-part') throw error
    server.stock = null
    return prepareWith(await stockOf(server, signal), wanted, server.host)
  }
}

async function stockOf(server: Server, signal: AbortSignal): Promise<Stock> {
  server.stock ??= takeStock(server, signal)
  const stock = server.stock
  try {
    return await stock
  } catch (error) {
    if (server.stock === stock) server.stock = null
    throw error
  }
}

function prepareWith(stock: Stock, { request, references }: Wanted, host: string): Call {
  const tuning = request.tuning ?? {}
  const settings = chooseSettings(request.providerModel, tuning, stock, host)
  const checkpoint = settings.checkpoint ?? stock.loaded
  const { path, fields, used, withoutEffect: idle } = sendReferences(references, tuning, stock.references, checkpoint)
  const { steps, guidance, sampler, scheduler } = settings
  return {
    path,
    body: {
      prompt: request.prompt,
      negative_prompt: request.negativePrompt,
      seed: request.seed,
      batch_size: 1,
      n_iter: 1,
      send_images: true,
      save_images: false,
      ...(steps === null ? {} : { steps }),
      ...(guidance === null ? {} : { cfg_scale: guidance }),
      ...(sampler === null ? {} : { sampler_name: sampler }),
      ...(scheduler === null ? {} : { scheduler }),
      // Loading takes longer than drawing: it stays for the next picture.
      ...(settings.checkpoint === null
        ? {}
        : {
            override_settings: { sd_model_checkpoint: settings.checkpoint },
            override_settings_restore_afterwards: false,
          }),
      ...fields,
    },
    settings,
    checkpoint,
    used,
    withoutEffect: [...withoutEffect(request, CAPABILITIES), ...idle],
  }
}

/** One picture. Watched while it is drawn; stopped at the server when we are stopped. */
async function draw(
  server: Server,
  { path, body }: Call,
  size: { width: number; height: number },
  io: ProviderIo,
  lookEveryMs: number,
): Promise<Made> {
  const task = `task(panelwright-${randomUUID()})`
  const over = new AbortController()
  const watched = io.progress
    ? watch(server, task, io.progress.bind(io), AbortSignal.any([over.signal, io.signal]), lookEveryMs)
    : Promise.resolve()
  try {
    const reply = await ask(server, path, io, { ...body, ...size, force_task_id: task })
    const made = readReply(reply)
    if (await wasStopped(server, io.signal)) throw stopped(server.host)
    return made
  } catch (error) {
    if (io.signal.aborted) await stopOurs(server, task)
    // It may have been started anew since, with other parts.
    else server.stock = null
    throw error
  } finally {
    over.abort()
    await watched
  }
}

function stopped(host: string): ProviderError {
  return new ProviderError('no-image', 'the server says that the picture was interrupted', {
    says: said`Somebody stopped this picture at ${host} before it was done.`,
  })
}

/** Some servers pass over a checkpoint they cannot load and draw with the one they have. */
function refuseOther(wanted: string | null, used: string | null, host: string): void {
  if (wanted === null || used === null || bare(wanted) === bare(used)) return
  const says = said`${host} drew with the checkpoint ${bare(used)} instead of ${bare(wanted)}. Choose one that it can load.`
  throw new ProviderError('missing-part', says, { says })
}

/** Without folder, hash and ending. */
function bare(title: string): string {
  return title
    .replace(/ \[\w+\]$/, '')
    .replace(/^.*[\\/]/, '')
    .replace(/\.(?:safetensors|ckpt|gguf|pt)$/i, '')
}

function toMultiple(length: number): number {
  return Math.max(MULTIPLE, Math.round(length / MULTIPLE) * MULTIPLE)
}
