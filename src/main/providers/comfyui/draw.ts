import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { v4 as uuid } from 'uuid'
import type { GenerationRequest } from '../../../shared/domain/generation.ts'
import { said } from '../../../shared/said/said.ts'
import { ProviderError, type ProviderIo, type ProviderReply } from '../provider.ts'
import { builtInGraph, type ReadyGraph } from './built-in-graph.ts'
import { failedNode } from './failed-node.ts'
import { openFeed, wait } from './feed.ts'
import { outcomeOf, type ServerImage } from './history.ts'
import type { ObjectInfo } from './object-info.ts'
import type { Seat } from './pool.ts'
import { afterMessage, startProgress } from './progress.ts'
import type { UploadedReference } from './references.ts'
import { type Rejected, rejection } from './rejection.ts'
import type { ComfyServer } from './server.ts'
import { isSilence, locate, type Patience, watchPrompt } from './watch.ts'
import { applyWorkflow } from './workflow/apply-workflow.ts'
import type { Workflow } from './workflow/bindings.ts'

/** Folder of what we save on a server. */
const FOLDER = 'panelwright'
/** How far a cancelled call waits for the server to have heard of it. */
const FAREWELL_MS = 1_500

/** The first part of the name a prompt's picture is saved under: no two prompts share it, so none is served from the cache. */
function prefixOf(promptId: string): string {
  return `${FOLDER}/${promptId}`
}

/** The name a server gives to what a prompt saved. */
function savedAs(promptId: string): ServerImage {
  return { filename: `${promptId}_00001_.png`, subfolder: FOLDER, type: 'output' }
}

/** How a picture is found again: which server, and the prompt there. */
function remoteId(server: ComfyServer, promptId: string): string {
  return `${server.address.url}#${promptId}`
}

/** Makes one picture on one server. @throws ProviderError */
export async function drawOn(
  seat: Seat,
  request: GenerationRequest,
  workflow: Workflow | null,
  io: ProviderIo,
  patience: Patience,
): Promise<ProviderReply> {
  const { server } = seat
  const uploaded = await upload(server, request, io)
  const info = await whatReferencesNeed(server, uploaded, workflow, io.signal)
  const promptId = uuid()
  const ready = workflow
    ? applyWorkflow(workflow, request, prefixOf(promptId), uploaded)
    : builtInGraph(request, prefixOf(promptId), uploaded, info)
  // Before anything is sent: whoever comes after a crash must be able to ask.
  await io.remember(remoteId(server, promptId))
  const entry = await workOff(seat, promptId, ready, io, patience)
  if (entry !== null) return collect(server, promptId, entry, ready, io)
  const saved = await server.view(savedAs(promptId), io)
  if (saved) return reply(server, promptId, saved, { ...ready.sent, foundOnDisk: true }, ready)
  throw new ProviderError('overloaded', LOST, {
    says: said`ComfyUI at ${server.address.host} no longer knows this picture: it was started anew, or somebody took it out of its queue.`,
  })
}

/** Detail of the error for a prompt that is nowhere on its server. */
const LOST = 'neither in the queue nor in the history'

/** What became of a prompt that another process sent: its picture, or whether it goes on, or is lost. */
export async function find(
  server: ComfyServer,
  promptId: string,
  { width, height, seed }: GenerationRequest,
  io: ProviderIo,
): Promise<ProviderReply | 'running' | 'lost'> {
  const found = await locate(server, promptId, io.signal)
  if (found.is === 'running') return 'running'
  const image = found.is === 'done' ? pictureIn(found.entry) : savedAs(promptId)
  const bytes = image && (await server.view(image, io))
  return bytes ? reply(server, promptId, bytes, { width, height, seed, foundAgain: true }, null) : 'lost'
}

function pictureIn(entry: unknown): ServerImage | null {
  const outcome = outcomeOf(entry, null)
  if (outcome.is !== 'done') return null
  return outcome.images.find(({ subfolder }) => subfolder === FOLDER) ?? outcome.images[0] ?? null
}

/** Sends the graph and waits until the server has done with it. @returns its entry; null = the server knows it no more */
async function workOff(
  seat: Seat,
  promptId: string,
  ready: ReadyGraph,
  io: ProviderIo,
  patience: Patience,
): Promise<unknown | null> {
  const { server } = seat
  let id = promptId
  let isSent = false
  seat.drawing(id)
  let progress = startProgress(ready.graph)
  const feed = await openFeed(
    server.address,
    promptId,
    {
      onMessage(message) {
        const next = afterMessage(progress, message)
        if (next === progress) return
        progress = next
        io.progress?.(next.fraction)
      },
      onPreview: (picture) => io.progress?.(progress.fraction, picture),
    },
    patience.openMs,
    io.signal,
  )
  try {
    io.signal.throwIfAborted()
    isSent = true
    id = await submit(server, promptId, ready, io.signal, patience)
    if (id !== promptId) {
      seat.drawing(id)
      await io.remember(remoteId(server, id))
    }
    const found = await watchPrompt(server, id, feed, patience, io.signal)
    return found.is === 'done' ? found.entry : null
  } catch (error) {
    if (!io.signal.aborted) throw error
    if (isSent) await cancelled(server, id)
    throw new ProviderError('cancelled', 'the call was stopped', { cause: error })
  } finally {
    feed?.close()
  }
}

/** @returns the prompt's id: the oldest servers give one of their own */
async function submit(
  server: ComfyServer,
  promptId: string,
  ready: ReadyGraph,
  signal: AbortSignal,
  patience: Patience,
): Promise<string> {
  const body = { prompt: ready.graph, prompt_id: promptId, client_id: promptId }
  try {
    const answer = await server.submit(body, signal)
    const { nodeErrors } = answer
    const rejected = { graph: ready.graph, host: server.address.host, nodeErrors }
    if (!answer.accepted) throw await explained(server, { ...rejected, error: answer.error, body: answer.body }, signal)
    // Some output is worked on; the one that is wanted may be among those left out.
    const leftOut = Object.values(nodeErrors).some(({ dependent_outputs = [] }) =>
      dependent_outputs.includes(ready.output),
    )
    if (!leftOut) return answer.promptId
    await cancelled(server, answer.promptId)
    throw await explained(server, { ...rejected, error: null, body: JSON.stringify(nodeErrors) }, signal)
  } catch (error) {
    if (!(error instanceof ProviderError) || !isSilence(error) || error.kind === 'unreachable') throw error
    // The graph may have arrived although its answer did not.
    await wait(patience.pollMs.first, signal)
    const found = await locate(server, promptId, signal)
    if (found.is === 'lost') throw error
    return found.is === 'running' ? found.id : promptId
  }
}

async function explained(server: ComfyServer, rejected: Rejected, signal: AbortSignal): Promise<ProviderError> {
  const info = await server.objectInfo(null, signal).catch(() => null)
  return rejection(rejected, info)
}

/** Stops our own prompt on the server, and waits a moment for it to have heard. */
async function cancelled(server: ComfyServer, promptId: string): Promise<void> {
  const limit = AbortSignal.timeout(FAREWELL_MS)
  // There is nothing to do about a server that does not hear it: the picture is found again, or is never looked at.
  await server.cancel(promptId, limit).catch(() => {})
}

async function collect(
  server: ComfyServer,
  promptId: string,
  entry: unknown,
  ready: ReadyGraph,
  io: ProviderIo,
): Promise<ProviderReply> {
  const { host } = server.address
  const outcome = outcomeOf(entry, ready.output)
  if (outcome.is === 'failed') throw failedNode(outcome, ready.graph, host)
  if (outcome.is === 'interrupted')
    // Whoever stopped it may have meant it: it is not tried as often as what fails by itself.
    throw new ProviderError('no-image', 'execution_interrupted', {
      says: said`Somebody stopped this picture on ComfyUI at ${host}.`,
    })
  const [image] = outcome.images
  if (!image)
    throw new ProviderError('no-image', `no image at node ${ready.output}`, {
      says: said`ComfyUI at ${host} was done, but node ${ready.output} put out no picture.`,
    })
  if (outcome.cachedNodes.includes(ready.output) && !isOurs(image, promptId))
    throw new ProviderError('no-image', `${image.subfolder}/${image.filename} is of another prompt`, {
      says: said`ComfyUI at ${host} drew nothing new: it answered with the picture of an earlier job.`,
    })
  const bytes = await download(server, image, io)
  return reply(server, promptId, bytes, { ...ready.sent, cachedNodes: outcome.cachedNodes.length }, ready)
}

/** The picture is there, and took minutes to make: a broken transfer is begun again. */
async function download(server: ComfyServer, image: ServerImage, io: ProviderIo): Promise<Uint8Array> {
  for (let left = DOWNLOADS; ; left--) {
    try {
      const bytes = await server.view(image, io)
      if (bytes && isPicture(bytes)) return bytes
      if (bytes === null || left <= 1)
        throw new ProviderError('no-image', `${image.filename} is ${bytes === null ? 'not there' : 'no picture'}`, {
          says: said`The picture that ComfyUI at ${server.address.host} made is not to be had from it.`,
        })
    } catch (error) {
      if (!(error instanceof ProviderError) || !isSilence(error) || left <= 1) throw error
    }
  }
}

const DOWNLOADS = 3

function isPicture(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  return start.startsWith('\x89PNG') || start.startsWith('\xff\xd8\xff') || /^RIFF.{4}WEBP/s.test(start)
}

function isOurs({ filename, subfolder }: ServerImage, promptId: string): boolean {
  return subfolder === FOLDER && filename.startsWith(promptId)
}

function reply(
  server: ComfyServer,
  promptId: string,
  bytes: Uint8Array,
  sent: Record<string, unknown>,
  ready: ReadyGraph | null,
): ProviderReply {
  const withoutEffect = ready?.withoutEffect ?? []
  return {
    bytes,
    costUsd: 0,
    requestId: promptId,
    sent: { server: server.address.host, ...sent, ...(withoutEffect.length > 0 ? { withoutEffect } : {}) },
    regions: null,
    pace: null,
  }
}

/** Each time anew: the server keeps what it has, and one that was cleaned up gets it back. */
async function upload(
  server: ComfyServer,
  { references }: GenerationRequest,
  io: ProviderIo,
): Promise<UploadedReference[]> {
  return Promise.all(
    references.map(async (reference) => {
      const bytes = await readFile(join(io.folder, reference.path)).catch((cause: unknown) => {
        throw new ProviderError('invalid', String(cause), {
          says: said`The reference ${reference.path} cannot be read.`,
          cause,
        })
      })
      const hash = createHash('sha256').update(bytes).digest('hex')
      const name = await server.upload(bytes, `${hash.slice(0, 16)}${extname(reference.path) || '.png'}`, io.signal)
      return { ...reference, name }
    }),
  )
}

/** What of the server decides how references are used. */
async function whatReferencesNeed(
  server: ComfyServer,
  uploaded: readonly UploadedReference[],
  workflow: Workflow | null,
  signal: AbortSignal,
): Promise<ObjectInfo> {
  if (uploaded.length === 0 || workflow) return {}
  const parts = await Promise.all(
    ['IPAdapterUnifiedLoader', 'IPAdapter', 'ReferenceLatent'].map((name) => server.objectInfo(name, signal)),
  )
  return Object.assign({}, ...parts) as ObjectInfo
}
