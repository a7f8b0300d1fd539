import type OpenAI from 'openai'
import type { APIPromise } from 'openai'
import { said } from '../../../shared/said/said.ts'
import { ProviderError, type ProviderIo } from '../provider.ts'
import { type FailedReply, transportFailure } from '../wire/failure.ts'
import { wireFetch } from '../wire/fetch.ts'
import type { ApiAddress, FailureContext } from './api-address.ts'

/** The queue has a time limit for every request; the SDK's own must never come first. */
const A_DAY_MS = 24 * 60 * 60 * 1000
/** Of a failed reply; more is no error message. */
const LONGEST_ERROR_BYTES = 64 * 1024

export interface Answered<T> {
  data: T
  headers: Headers
  requestId: string | null
}

/**
 * One call through the SDK: exactly one request, whatever comes of it.
 *
 * @param about the model that is asked, for the words of a failure
 * @throws ProviderError only
 */
export async function ask<T>(
  address: ApiAddress,
  io: Pick<ProviderIo, 'signal' | 'hold'>,
  send: (client: OpenAI, options: { signal: AbortSignal }) => APIPromise<T>,
  about: Pick<FailureContext, 'model'> = { model: null },
): Promise<Answered<T>> {
  const context = { host: new URL(address.baseUrl).host, model: about.model }
  const trace: Trace = { sent: false, failed: null, isPage: false }
  try {
    const client = await connect(address, tracedFetch(io, trace))
    const { data, response, request_id } = await send(client, { signal: io.signal }).withResponse()
    // The SDK hands out as text what does not call itself JSON.
    if (typeof data === 'string')
      throw new ProviderError('corrupt', 'the reply is text where JSON was expected', {
        httpStatus: response.status,
        requestId: request_id,
        maybeBilled: true,
      })
    return { data, headers: response.headers, requestId: request_id }
  } catch (error) {
    throw failureOf(error, trace, address, context, io.signal)
  }
}

/** Loaded when first needed: most commands call nobody. */
async function connect(address: ApiAddress, fetch: typeof globalThis.fetch): Promise<OpenAI> {
  const { default: OpenAI } = await import('openai')
  // Everything is said, also what is none: the SDK looks into the environment for the rest.
  return new OpenAI({
    apiKey: address.key ?? 'none',
    adminAPIKey: null,
    webhookSecret: null,
    baseURL: address.baseUrl,
    organization: address.organization,
    project: address.project,
    ...(address.key === null ? { defaultHeaders: { Authorization: null } } : {}),
    maxRetries: 0,
    timeout: A_DAY_MS,
    logLevel: 'off',
    fetch,
  })
}

/** What is to be known of a call when it has failed. */
interface Trace {
  /** A request may have gone out. */
  sent: boolean
  /** The reply, when it was no success. */
  failed: FailedReply | null
  /** The reply is a success, and a web page. */
  isPage: boolean
}

function tracedFetch(io: Pick<ProviderIo, 'hold'>, trace: Trace): typeof globalThis.fetch {
  const wire = wireFetch(io)
  return async (input, init) => {
    trace.sent = true
    // A redirected POST arrives as a GET: whoever redirects is not the API.
    const reply = await wire(input, { ...init, redirect: 'manual' })
    trace.isPage = reply.ok && (reply.headers.get('content-type')?.includes('html') ?? false)
    if (trace.isPage) {
      await reply.body?.cancel()
      throw new Error('The reply is a web page.')
    }
    if (reply.ok) return reply
    const body = await beginningOf(reply)
    trace.failed = { status: reply.status, headers: reply.headers, body }
    return new Response(reply.status === 304 ? null : body, { status: reply.status, headers: reply.headers })
  }
}

async function beginningOf(reply: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of reply.body ?? []) {
    parts.push(part)
    length += part.byteLength
    if (length >= LONGEST_ERROR_BYTES) break
  }
  return Buffer.concat(parts).subarray(0, LONGEST_ERROR_BYTES).toString('utf8')
}

function failureOf(
  error: unknown,
  trace: Trace,
  address: ApiAddress,
  context: FailureContext,
  signal: AbortSignal,
): ProviderError {
  if (error instanceof ProviderError) return error
  if (signal.aborted && !trace.sent) return new ProviderError('cancelled', 'stopped before anything was sent')
  // What was answered stands, also when the call was stopped right after.
  if (trace.failed) {
    const { status, headers, body } = trace.failed
    return address.failureOf({ status, headers, body: withoutKey(body, address.key) }, context)
  }
  if (trace.isPage)
    return new ProviderError('wrong-address', 'the reply is a web page', {
      says: said`What answers at ${context.host} is a web page, not the API.`,
    })
  if (error instanceof SyntaxError)
    return new ProviderError('corrupt', 'the reply calls itself JSON and is none', { maybeBilled: true })
  return transportFailure(error, signal)
}

/** Servers repeat a wrong key; one that looks like no key is not recognised by its shape. */
function withoutKey(text: string, key: string | null): string {
  return key === null || key.length < 4 ? text : text.replaceAll(key, '[redacted]')
}
