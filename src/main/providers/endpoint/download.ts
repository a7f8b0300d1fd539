import type { ApiAddress } from '../openai/api-address.ts'
import { ProviderError, type ProviderIo } from '../provider.ts'
import { transportFailure } from '../wire/failure.ts'
import { wireFetch } from '../wire/fetch.ts'

/**
 * A picture that a reply only has the address of. The key goes along to the server's own addresses, never to others.
 *
 * @throws ProviderError: the picture was made, so whatever goes wrong may have been billed
 */
export async function download(url: string, { baseUrl, key }: ApiAddress, io: ProviderIo): Promise<Uint8Array> {
  const [, base64] = /^data:image\/[a-z]+;base64,(.*)$/s.exec(url) ?? []
  if (base64 !== undefined) return Buffer.from(base64, 'base64')
  const address = URL.parse(url, baseUrl)
  if (!address || !/^https?:$/.test(address.protocol)) throw lost('the reply has no usable address of the picture')
  const headers: Record<string, string> =
    key !== null && address.origin === new URL(baseUrl).origin ? { authorization: `Bearer ${key}` } : {}
  try {
    const reply = await wireFetch(io)(address, { signal: io.signal, headers, redirect: 'manual' })
    if (!reply.ok) throw lost(`the picture’s address answers ${reply.status}`)
    return await reply.bytes()
  } catch (error) {
    const { kind, detail, says } = transportFailure(error, io.signal)
    throw new ProviderError(kind, detail, { says, maybeBilled: true })
  }
}

function lost(detail: string): ProviderError {
  return new ProviderError('no-image', detail, { maybeBilled: true })
}
