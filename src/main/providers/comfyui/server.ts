import { redact } from '../../../shared/redact.ts'
import { said } from '../../../shared/said/said.ts'
import { ProviderError, type ProviderIo } from '../provider.ts'
import { httpFailure, transportFailure } from '../wire/failure.ts'
import { wireFetch } from '../wire/fetch.ts'
import type { Address } from './address.ts'
import type { Graph } from './graph.ts'
import type { ServerImage } from './history.ts'
import type { ObjectInfo } from './object-info.ts'

/** One ComfyUI server. @throws every method ProviderError only */
export interface ComfyServer {
  readonly address: Address
  /** Version and memory: also the question whether anybody is there. */
  stats(signal: AbortSignal): Promise<ServerStats>
  /** What runs and what waits. */
  queue(signal: AbortSignal): Promise<{ running: QueuedPrompt[]; pending: QueuedPrompt[] }>
  /** The entry of a prompt that is done with; null = not yet, or never. */
  history(promptId: string, signal: AbortSignal): Promise<unknown | null>
  /** Classes of nodes by name: all, or one, which is missing from the answer when the server has none such. */
  objectInfo(nodeClass: string | null, signal: AbortSignal): Promise<ObjectInfo>
  checkpoints(signal: AbortSignal): Promise<string[]>
  /** Puts a picture into the input folder. @returns its name there, for LoadImage */
  upload(bytes: Uint8Array, filename: string, signal: AbortSignal): Promise<string>
  /** Queues a graph; what the server does not accept is an answer, not an error. */
  submit(body: PromptBody, signal: AbortSignal): Promise<Submitted>
  /** The bytes of a file; null = there is none of that name. */
  view(image: ServerImage, io: Pick<ProviderIo, 'signal' | 'hold'>): Promise<Uint8Array | null>
  /** Takes one prompt out of the queue or stops it. Never touches another. */
  cancel(promptId: string, signal: AbortSignal): Promise<void>
}

export interface QueuedPrompt {
  id: string
  /** Who sent it, as it called itself. */
  clientId: string | null
}

/** Whether a queued prompt is ours. The oldest servers give it an id of their own, but keep the client's: ours is both. */
export function isPrompt({ id, clientId }: QueuedPrompt, promptId: string): boolean {
  return id === promptId || clientId === promptId
}

export interface PromptBody {
  prompt: Graph
  prompt_id: string
  client_id: string
}

export type Submitted =
  | { accepted: true; promptId: string; nodeErrors: NodeErrors }
  | { accepted: false; status: number; error: TopError | null; nodeErrors: NodeErrors; body: string }

export interface TopError {
  type?: string
  message?: string
  details?: string
  extra_info?: Record<string, unknown>
}

export type NodeErrors = Record<
  string,
  {
    class_type?: string
    dependent_outputs?: string[]
    errors?: { type?: string; message?: string; details?: string; extra_info?: Record<string, unknown> }[]
  }
>

export interface ServerStats {
  version: string | null
  /** Of the first device, bytes; null where it does not say. */
  memory: { free: number; total: number } | null
}

/** Of questions that are answered from memory. */
const QUICK_MS = 15_000
/** The server looks through the whole graph, and may be busy loading a model meanwhile. */
const SUBMIT_MS = 60_000
const UPLOAD_MS = 120_000
/** Waiting for room in memory counts, too. */
const VIEW_MS = 600_000
/** Uploads lie in a folder of their own. */
const UPLOADS = 'panelwright'

export function comfyServer(address: Address): ComfyServer {
  const { url, host, authorization } = address
  const secrets = authorization ? [authorization, authorization.replace('Basic ', '')] : []

  /** One exchange, its body read whole. */
  async function exchange(
    path: string,
    init: RequestInit,
    io: Pick<ProviderIo, 'signal' | 'hold'>,
    limitMs: number,
  ): Promise<{ reply: Response; bytes: Uint8Array }> {
    const limit = AbortSignal.timeout(limitMs)
    const headers = new Headers(init.headers)
    if (authorization) headers.set('authorization', authorization)
    try {
      io.signal.throwIfAborted()
      const signal = AbortSignal.any([io.signal, limit])
      const reply = await wireFetch(io.hold ? { hold: io.hold } : {})(`${url}${path}`, { ...init, headers, signal })
      return { reply, bytes: new Uint8Array(await reply.arrayBuffer()) }
    } catch (error) {
      if (limit.aborted && !io.signal.aborted)
        throw new ProviderError('timeout', `no answer to ${path} within ${limitMs / 1000} s`, {
          says: said`ComfyUI at ${host} does not answer.`,
          cause: error,
        })
      throw inOurWords(transportFailure(error, io.signal))
    }
  }

  async function text(path: string, init: RequestInit, signal: AbortSignal, limitMs = QUICK_MS) {
    const { reply, bytes } = await exchange(path, init, { signal }, limitMs)
    return { reply, body: Buffer.from(bytes).toString('utf8') }
  }

  async function json(path: string, signal: AbortSignal): Promise<unknown> {
    const { reply, body } = await text(path, {}, signal)
    if (!reply.ok) throw failure(reply, body)
    return parsed(body, path)
  }

  /** @throws ProviderError wrong-address: something else answers there */
  function parsed(body: string, path: string): unknown {
    try {
      const value: unknown = JSON.parse(body)
      if (value !== null && typeof value === 'object') return value
    } catch {
      // Said below.
    }
    throw new ProviderError('wrong-address', redact(`${path}: ${body.slice(0, 500)}`, secrets), { says: notComfy() })
  }

  function failure(reply: Response, body: string): ProviderError {
    const { status, headers } = reply
    const known = httpFailure({ status, headers, body: redact(body.slice(0, 2_000), secrets) })
    const more = { httpStatus: status, retryAfterMs: known.retryAfterMs }
    if (status === 401)
      return new ProviderError('unauthorized', known.detail, {
        ...more,
        says: authorization
          ? said`${host} does not accept the name and password in COMFYUI_AUTH.`
          : said`${host} asks for a name and a password: set them as COMFYUI_AUTH, name:password.`,
      })
    if (status === 403)
      return new ProviderError('forbidden', known.detail, {
        ...more,
        says: said`ComfyUI at ${host} does not let us in.`,
      })
    if (status === 404 || status === 405)
      return new ProviderError('wrong-address', known.detail, { ...more, says: notComfy() })
    if (known.kind === 'overloaded')
      return new ProviderError('overloaded', known.detail, {
        ...more,
        says: said`ComfyUI at ${host} had trouble of its own.`,
      })
    return known
  }

  function inOurWords(error: ProviderError): ProviderError {
    if (error.kind !== 'unreachable') return error
    const says = said`${error.says ?? ''} Start ComfyUI there, or set COMFYUI_URL.`.trim()
    return new ProviderError(error.kind, error.detail, { says, cause: error.cause })
  }

  const notComfy = () => said`At ${host} something answers, but it is not ComfyUI.`

  return {
    address,
    async stats(signal) {
      const { system, devices } = (await json('/system_stats', signal)) as {
        system?: { comfyui_version?: unknown }
        devices?: { vram_total?: unknown; vram_free?: unknown }[]
      }
      if (!system) throw new ProviderError('wrong-address', '/system_stats has no system', { says: notComfy() })
      const { vram_free: free, vram_total: total } = devices?.[0] ?? {}
      return {
        version: typeof system.comfyui_version === 'string' ? system.comfyui_version.slice(0, 30) : null,
        memory: typeof free === 'number' && typeof total === 'number' ? { free, total } : null,
      }
    },
    async queue(signal) {
      const value = (await json('/queue', signal)) as Record<string, unknown>
      const running = queuedIn(value.queue_running)
      const pending = queuedIn(value.queue_pending)
      if (!running || !pending) throw new ProviderError('wrong-address', '/queue has no lists', { says: notComfy() })
      return { running, pending }
    },
    async history(promptId, signal) {
      const value = (await json(`/history/${promptId}`, signal)) as Record<string, unknown>
      return value[promptId] ?? null
    },
    async objectInfo(nodeClass, signal) {
      const path = nodeClass === null ? '/object_info' : `/object_info/${encodeURIComponent(nodeClass)}`
      return (await json(path, signal)) as ObjectInfo
    },
    async checkpoints(signal) {
      const list = await json('/models/checkpoints', signal)
      return Array.isArray(list) ? list.map(String) : []
    },
    async upload(bytes, filename, signal) {
      const form = new FormData()
      form.set('image', new Blob([Buffer.from(bytes)]), filename)
      form.set('type', 'input')
      form.set('subfolder', UPLOADS)
      const { reply, body } = await text('/upload/image', { method: 'POST', body: form }, signal, UPLOAD_MS)
      if (!reply.ok) throw failure(reply, body)
      const { name, subfolder } = parsed(body, '/upload/image') as { name?: unknown; subfolder?: unknown }
      return subfolder ? `${subfolder}/${name}` : String(name)
    },
    async submit(prompt, signal) {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(prompt) }
      const { reply, body } = await text('/prompt', init, signal, SUBMIT_MS)
      const value = objectIn(body)
      const nodeErrors = (value?.node_errors ?? {}) as NodeErrors
      if (reply.ok && typeof value?.prompt_id === 'string')
        return { accepted: true, promptId: value.prompt_id, nodeErrors }
      // It has our prompt already: an earlier sending arrived after all.
      if (reply.status === 409) return { accepted: true, promptId: prompt.prompt_id, nodeErrors: {} }
      if (reply.status === 400 && value) {
        const error =
          typeof value.error === 'object' ? (value.error as TopError | null) : { message: String(value.error) }
        return { accepted: false, status: 400, error, nodeErrors, body: redact(body, secrets) }
      }
      // It answered as ComfyUI a moment ago, so this is a page of something in between that will pass.
      if (reply.ok)
        throw new ProviderError('overloaded', redact(body.slice(0, 500), secrets), {
          httpStatus: reply.status,
          says: said`Something in front of ComfyUI at ${host} answered in its place.`,
        })
      throw failure(reply, body)
    },
    async view(image, io) {
      const query = new URLSearchParams({ ...image })
      const { reply, bytes } = await exchange(`/view?${query}`, {}, io, VIEW_MS)
      if (reply.status === 404) return null
      if (!reply.ok) throw failure(reply, Buffer.from(bytes).toString('utf8'))
      return bytes
    },
    async cancel(promptId, signal) {
      const post = (path: string, body: object) =>
        text(
          path,
          { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
          signal,
        )
      const { reply } = await post(`/api/jobs/${promptId}/cancel`, {})
      if (reply.status !== 404 && reply.status !== 405) return
      const { pending } = await this.queue(signal)
      const waiting = pending.filter((prompt) => isPrompt(prompt, promptId)).map(({ id }) => id)
      await post('/queue', { delete: [promptId, ...waiting] })
      // The oldest servers stop whatever runs, whatever they are told: only while that is ours.
      const { running } = await this.queue(signal)
      if (running.some((prompt) => isPrompt(prompt, promptId))) await post('/interrupt', { prompt_id: promptId })
    },
  }
}

function queuedIn(list: unknown): QueuedPrompt[] | null {
  if (!Array.isArray(list)) return null
  return (list as unknown[][]).map(([, id, , extra]) => {
    const { client_id } = (extra ?? {}) as { client_id?: unknown }
    return { id: String(id), clientId: typeof client_id === 'string' ? client_id : null }
  })
}

function objectIn(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body)
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
