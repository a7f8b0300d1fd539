import type { Dispatcher } from 'undici'
import type { ProviderIo } from '../provider.ts'

/** A picture of 1024 pixels in base64, where a reply does not say how long it is. */
const UNKNOWN_LENGTH = 6 * 1024 * 1024

/**
 * A `fetch` for providers and their SDKs: without time limits of its own (the queue has one for each request), through
 * the proxy the environment names, and waiting before a reply is read until there is room for its bytes.
 *
 * @param onReply told of every reply before its body is read: where the headers are
 */
export function wireFetch(io: Pick<ProviderIo, 'hold'> = {}, onReply: (reply: Response) => void = () => {}) {
  return async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input)
    // Node's own fetch takes a dispatcher, but its types name the one of another copy.
    const options: object = { ...init, dispatcher: await dispatcherFor(url) }
    const reply = await fetch(input, options)
    onReply(reply)
    if (io.hold && reply.ok) await io.hold(Number(reply.headers.get('content-length')) || UNKNOWN_LENGTH)
    return reply
  }
}

interface Dispatchers {
  direct: Dispatcher
  throughProxy: Dispatcher
}
let dispatchers: Promise<Dispatchers> | null = null

/** Nothing on this computer is behind a proxy. */
async function dispatcherFor(url: URL): Promise<Dispatcher> {
  dispatchers ??= makeDispatchers()
  const { direct, throughProxy } = await dispatchers
  return isLoopback(url.hostname) ? direct : throughProxy
}

/** Loaded when first needed: most commands call nobody. */
async function makeDispatchers(): Promise<Dispatchers> {
  const { Agent, EnvHttpProxyAgent } = await import('undici')
  return { direct: new Agent(PATIENT), throughProxy: new EnvHttpProxyAgent(PATIENT) }
}

const PATIENT = { headersTimeout: 0, bodyTimeout: 0 }

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname)
}
