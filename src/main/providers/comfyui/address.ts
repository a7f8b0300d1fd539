/** Where a server listens. */
export interface Address {
  /** Without name and password, without a slash at the end. */
  url: string
  /** `192.168.1.5:8188`: how it is called to the author. */
  host: string
  /** Header for a server behind Basic authentication; null = none. Secret. */
  authorization: string | null
}

export const DEFAULT_URL = 'http://127.0.0.1:8188'

/**
 * Addresses of servers, separated by commas: `http://127.0.0.1:8188, http://gpu-box:8188`.
 *
 * @param credentials `name:password` for servers whose address has none of its own; empty = none
 * @returns empty when one of them is no address; without any, that of this computer
 */
export function parseAddresses(text: string, credentials = ''): Address[] {
  const parts = text.split(/[,\s]+/).filter(Boolean)
  const read = (parts.length > 0 ? parts : [DEFAULT_URL]).map((part) => parseAddress(part, credentials))
  const all = read.filter((address) => address !== null)
  if (all.length < read.length) return []
  return all.filter(({ url }, at) => all.findIndex((other) => other.url === url) === at)
}

function parseAddress(text: string, shared: string): Address | null {
  const url = URL.parse(/^\w+:\/\//.test(text) ? text : `http://${text}`)
  if (!url || !/^https?:$/.test(url.protocol)) return null
  const credentials = url.username === '' ? shared : decoded(`${url.username}:${url.password}`)
  if (credentials === null) return null
  const authorization = credentials === '' ? null : `Basic ${Buffer.from(credentials).toString('base64')}`
  return { url: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, host: url.host, authorization }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
