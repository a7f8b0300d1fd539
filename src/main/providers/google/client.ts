import type { GoogleGenAI } from '@google/genai/web'
import { redact } from '../../../shared/redact.ts'
import { said } from '../../../shared/said/said.ts'
import { ProviderError, type ProviderIo } from '../provider.ts'
import { type FailedReply, transportFailure } from '../wire/failure.ts'
import { wireFetch } from '../wire/fetch.ts'
import type { GoogleAddress } from './account.ts'
import { googleFailure } from './failure.ts'

type CallIo = Pick<ProviderIo, 'signal' | 'hold'>

/** Of a failed reply; more is no error message. */
const LONGEST_ERROR = 64 * 1024

/**
 * Calls the API through the vendor's SDK. What fails is not tried again.
 *
 * @param model the one that is asked, for the words of a failure; null = the call is about none
 * @throws ProviderError only
 */
export async function ask<T>(
  address: GoogleAddress,
  io: CallIo,
  model: string | null,
  send: (client: GoogleGenAI) => Promise<T>,
): Promise<T> {
  return guarded(address, io, model, async (fetch) => send(await connect(address, fetch)))
}

/**
 * Calls the API without the SDK, for replies of which it drops a part or has to write a file.
 *
 * @param path under the version, with its query: `batches/abc`
 * @throws ProviderError only; `read` too ends in one
 */
export async function askPlainly<T>(
  address: GoogleAddress,
  io: CallIo,
  path: string,
  read: (reply: Response) => Promise<T>,
): Promise<T> {
  return guarded(address, io, null, async (fetch) => {
    const reply = await fetch(`${address.baseUrl}/${address.version}/${path}`, {
      headers: { 'x-goog-api-key': address.key },
    })
    // Told apart in `guarded`, which has read the body already.
    if (!reply.ok) throw new Error(`HTTP ${reply.status}`)
    return read(reply)
  })
}

/**
 * The SDK, loaded when first needed: most commands call nobody.
 *
 * The one for browsers, because the other one looks into the environment for a key, an address and a version whatever it
 * is told, and writes to the console about what it finds; it loads Google's login libraries besides.
 */
async function connect(address: GoogleAddress, fetch: Fetch): Promise<GoogleGenAI> {
  const { GoogleGenAI } = await import('@google/genai/web')
  const { key: apiKey, baseUrl, version: apiVersion } = address
  return new GoogleGenAI({ apiKey, apiVersion, vertexai: false, httpOptions: { baseUrl, fetch } })
}

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** What is to be known of a call when it has failed. */
interface Trace {
  /** A request may have gone out. */
  sent: boolean
  /** The last reply, when it was no success: the SDK's errors have no headers. */
  failed: FailedReply | null
}

async function guarded<T>(
  address: GoogleAddress,
  io: CallIo,
  model: string | null,
  call: (fetch: Fetch) => Promise<T>,
): Promise<T> {
  const trace: Trace = { sent: false, failed: null }
  const host = new URL(address.baseUrl).host
  try {
    return await call(tracedFetch(io, trace, host))
  } catch (error) {
    throw failureOf(error, trace, address, { host, model }, io.signal)
  }
}

function tracedFetch(io: CallIo, trace: Trace, host: string): Fetch {
  const wire = wireFetch(io)
  return async (input, init = {}) => {
    trace.failed = null
    // Looked at here too: uploads do several calls, and the SDK hands no signal to any of them.
    io.signal.throwIfAborted()
    trace.sent = true
    // A redirected POST arrives as a GET: whoever redirects is not the API.
    const reply = await wire(input, { ...init, signal: io.signal, redirect: 'manual' })
    if (reply.ok) {
      if (!reply.headers.get('content-type')?.includes('html')) return reply
      await reply.body?.cancel()
      const says = said`What answers at ${host} is a web page, not the API.`
      throw new ProviderError('wrong-address', 'the reply is a web page', { httpStatus: reply.status, says })
    }
    const body = (await reply.text()).slice(0, LONGEST_ERROR)
    trace.failed = { status: reply.status, headers: reply.headers, body }
    return new Response(reply.status === 304 ? null : body, { status: reply.status, headers: reply.headers })
  }
}

function failureOf(
  error: unknown,
  trace: Trace,
  address: GoogleAddress,
  context: { host: string; model: string | null },
  signal: AbortSignal,
): ProviderError {
  if (error instanceof ProviderError) return error
  if (signal.aborted && !trace.sent) return new ProviderError('cancelled', 'stopped before anything was sent')
  if (trace.failed && !signal.aborted) {
    const { status, headers, body } = trace.failed
    return googleFailure({ status, headers, body: redact(body, [address.key]) }, context)
  }
  if (error instanceof SyntaxError)
    return new ProviderError('corrupt', 'the reply calls itself JSON and is none', { maybeBilled: true })
  // The SDK itself objected.
  if (!trace.sent) return new ProviderError('unexpected', redact(String(error), [address.key]), { cause: error })
  return transportFailure(error, signal)
}
