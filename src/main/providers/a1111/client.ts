import { ProviderError, type ProviderIo } from '../provider.ts'
import { transportFailure } from '../wire/failure.ts'
import { wireFetch } from '../wire/fetch.ts'
import { serverFailure } from './failure.ts'
import type { A1111Host } from './servers.ts'

/** Of a failed reply, characters that are read for the reason. */
const REASON_LENGTH = 4_000

/**
 * Asks a server for JSON.
 *
 * @param body absent = GET
 * @throws ProviderError; a reply that is no JSON is `corrupt`
 */
export async function ask(
  server: A1111Host,
  path: string,
  io: Pick<ProviderIo, 'signal' | 'hold'>,
  body?: object,
): Promise<unknown> {
  let text: string
  try {
    io.signal.throwIfAborted()
    const reply = await send(server, path, io, body)
    text = await reply.text()
    if (!reply.ok)
      throw serverFailure({ status: reply.status, headers: reply.headers, body: text.slice(0, REASON_LENGTH) }, server)
  } catch (error) {
    throw transportFailure(error, io.signal)
  }
  try {
    return text === '' ? null : JSON.parse(text)
  } catch (error) {
    throw new ProviderError('corrupt', `${path} answered with ${text.length} characters that are no JSON`, {
      cause: error,
    })
  }
}

/** The same; null where the server has no such path. */
export async function askIfThere(
  server: A1111Host,
  path: string,
  io: Pick<ProviderIo, 'signal'>,
  body?: object,
): Promise<unknown> {
  try {
    return await ask(server, path, io, body)
  } catch (error) {
    if (error instanceof ProviderError && (error.httpStatus === 404 || error.httpStatus === 405)) return null
    throw error
  }
}

function send(
  { url, authorization }: A1111Host,
  path: string,
  io: Pick<ProviderIo, 'signal' | 'hold'>,
  body: object | undefined,
): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (authorization !== null) headers.authorization = authorization
  if (body !== undefined) headers['content-type'] = 'application/json'
  return wireFetch(io)(`${url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    signal: io.signal,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}
