import { openAsBlob } from 'node:fs'
import { open } from 'node:fs/promises'
import { extname } from 'node:path'
import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import { redact } from '../../../shared/redact.ts'
import { said } from '../../../shared/said/said.ts'
import {
  type Capabilities,
  type OvernightAnswer,
  type OvernightLane,
  ProviderError,
  type RemoteBatch,
} from '../provider.ts'
import { mediaTypeOf } from '../reference-files.ts'
import type { Setting } from '../setup.ts'
import { transportFailure } from '../wire/failure.ts'
import { googleAddress } from './account.ts'
import { ask, askPlainly } from './client.ts'
import { lineFailure, saysFileIsGone } from './failure.ts'
import { readAnswer } from './reply.ts'
import { contentsOf, generationConfigOf, type ImagePart, sentOf } from './request.ts'
import { KEPT_MS, uploadFile } from './uploads.ts'

/** The answers lie in one file, pictures in base64 within, and no file may have more than 2 GB. */
const MAX_REQUESTS = 100
const MAX_INPUT_BYTES = 2_000_000_000
const PAGE = 100

/** Google's batches: input by the Files API, answers in a file, half the price. */
export function googleOvernight(setting: Setting, capabilitiesOf: (model: string) => Capabilities): OvernightLane {
  return {
    maxRequests: MAX_REQUESTS,
    maxInputBytes: MAX_INPUT_BYTES,
    referencesKeptMs: KEPT_MS,
    // The model stands in the address of the hand-over.
    batchOf: ({ providerModel }) => providerModel,

    line: (id, request, uploaded) => lineOf(id, request, uploaded, capabilitiesOf(request.providerModel)),

    uploadReference: async (file, signal) => {
      const { uri } = await upload(setting, file, await pictureTypeOf(file), signal)
      return uri
    },

    uploadInput: async (file, signal) => {
      const { name } = await upload(setting, file, 'application/jsonl', signal)
      return name
    },

    submit: async (fileName, displayName, model, signal) => {
      const { name } = await ask(googleAddress(setting), { signal }, model, ({ batches }) =>
        batches.create({ model, src: { fileName }, config: { displayName, abortSignal: signal } }),
      )
      if (!name) throw new ProviderError('corrupt', 'the reply to a batch does not name it')
      return name
    },

    find: async (name, signal) =>
      ask(googleAddress(setting), { signal }, null, async ({ batches }) => {
        const pages = await batches.list({ config: { pageSize: PAGE, abortSignal: signal } })
        for await (const batch of pages) if (batch.displayName === name && batch.name) return batch.name
        return null
      }),

    // The SDK leaves out how many are done, and why a batch failed.
    look: async (remoteId, signal) =>
      askPlainly(googleAddress(setting), { signal }, resource(remoteId), async (reply) => batchIn(await reply.json())),

    download: (output, signal) => download(setting, output, signal),

    read: (line, requestOf) => readLine(line, requestOf, capabilitiesOf),

    cancel: async (name, signal) =>
      ask(googleAddress(setting), { signal }, null, ({ batches }) =>
        batches.cancel({ name: resource(name), config: { abortSignal: signal } }),
      ),
  }
}

function lineOf(
  id: string,
  request: GenerationRequest,
  uploaded: ReadonlyMap<string, string>,
  can: Capabilities,
): string {
  const images = request.references.map(({ hash, path }): ImagePart => {
    const fileUri = uploaded.get(hash)
    if (fileUri === undefined) throw new ProviderError('invalid', `the reference ${hash} is not uploaded`)
    return { fileData: { mimeType: typeByName(path), fileUri } }
  })
  return JSON.stringify({
    key: id,
    request: { contents: contentsOf(request, images), generationConfig: generationConfigOf(request, can) },
  })
}

/** References in a project carry the ending of what they are. */
function typeByName(path: string): string {
  const ending = extname(path).toLowerCase()
  return ending === '.jpg' || ending === '.jpeg' ? 'image/jpeg' : ending === '.webp' ? 'image/webp' : 'image/png'
}

async function upload(setting: Setting, file: string, mimeType: string, signal: AbortSignal) {
  return uploadFile(googleAddress(setting), signal, await onDisk(file, mimeType), mimeType)
}

/** Read from the disk as it is sent: an input file may be as large as two gigabytes. */
async function onDisk(file: string, type: string): Promise<Blob> {
  try {
    return await openAsBlob(file, { type })
  } catch (error) {
    throw unreadable(error)
  }
}

async function pictureTypeOf(file: string): Promise<string> {
  const head = Buffer.alloc(12)
  try {
    const handle = await open(file)
    await handle.read(head, 0, head.length, 0).finally(() => handle.close())
  } catch (error) {
    throw unreadable(error)
  }
  const type = mediaTypeOf(head)
  if (type) return type
  throw new ProviderError('invalid', 'a reference is no PNG, JPEG or WebP picture', {
    says: said`A reference is no PNG, JPEG or WebP picture. Give another.`,
  })
}

/** This computer's trouble, not to be taken for a broken connection. */
function unreadable(error: unknown): ProviderError {
  return new ProviderError('local', redact(String(error)), { cause: error })
}

/** The name of something the API keeps, fit to stand in a path. */
function resource(name: string): string {
  if (/^(?:batches|files)\/[\w-]+$/.test(name)) return name
  throw new ProviderError('invalid', `${name} is no name of a batch or a file`)
}

/** A batch as the API tells it: an operation, with the batch in its metadata. */
interface Operation {
  metadata?: {
    state?: unknown
    output?: { responsesFile?: unknown }
    batchStats?: { requestCount?: unknown; successfulRequestCount?: unknown; failedRequestCount?: unknown }
  }
  response?: { responsesFile?: unknown }
  error?: { code?: unknown; message?: unknown }
}

const OVER = new Set(['SUCCEEDED', 'PARTIALLY_SUCCEEDED', 'CANCELLED', 'EXPIRED'])

function batchIn(operation: unknown): RemoteBatch {
  const { metadata, response, error } = (operation ?? {}) as Operation
  const word = typeof metadata?.state === 'string' ? metadata.state : ''
  const state = word.replace(/^(?:BATCH|JOB)_STATE_/, '')
  const file = metadata?.output?.responsesFile ?? response?.responsesFile
  const outputs = typeof file === 'string' ? [file] : []
  const { requestCount, successfulRequestCount, failedRequestCount } = metadata?.batchStats ?? {}
  return {
    // A batch that failed half-way has been paid for as far as it came.
    state:
      OVER.has(state) || (state === 'FAILED' && outputs.length > 0)
        ? 'ended'
        : state === 'FAILED'
          ? 'rejected'
          : 'working',
    word,
    done: count(successfulRequestCount),
    failed: count(failedRequestCount),
    total: count(requestCount),
    outputs,
    message: error ? redact(`${error.code}: ${error.message}`) : null,
  }
}

/** Whole numbers of 64 bits come as strings, and 0 does not come at all. */
function count(value: unknown): number {
  const number = Number(value ?? 0)
  return Number.isFinite(number) ? number : 0
}

async function* download(setting: Setting, output: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const address = googleAddress(setting)
  const body = await askPlainly(
    address,
    { signal },
    `${resource(output)}:download?alt=media`,
    async (reply) => reply.body,
  )
  try {
    for await (const part of body ?? []) yield part
  } catch (error) {
    throw transportFailure(error, signal)
  }
}

function readLine(
  line: string,
  requestOf: (id: string) => GenerationRequest | null,
  capabilitiesOf: (model: string) => Capabilities,
): OvernightAnswer {
  const { key: id, response, error } = parsed(line)
  const request = requestOf(id)
  if (!request)
    return { id, ok: false, error: new ProviderError('unexpected', 'an answer to a request that nobody knows') }
  const { providerModel: model } = request
  if (response === undefined) {
    const lost = saysFileIsGone(error) ? { lostReferences: true as const } : {}
    return { id, ok: false, error: lineFailure(error, model), ...lost }
  }
  try {
    const { bytes, costUsd, requestId, says } = readAnswer(response, { model, overnight: true })
    const sent = { ...sentOf(request, capabilitiesOf(model)), overnight: true, ...says }
    return { id, ok: true, reply: { bytes, costUsd, requestId, sent, regions: null, pace: null } }
  } catch (failure) {
    return { id, ok: false, error: failure as ProviderError }
  }
}

function parsed(line: string): { key: string; response?: unknown; error?: unknown } {
  try {
    const { key, response, error, status } = JSON.parse(line) as Record<string, unknown>
    if (typeof key === 'string')
      return { key, error: error ?? status, ...(response === undefined || response === null ? {} : { response }) }
  } catch {
    // Said below.
  }
  throw new ProviderError('corrupt', 'a line of the answers is no answer with a key')
}
