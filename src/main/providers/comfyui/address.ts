import { AppError } from '../../../shared/errors.ts'

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
 * Addresses of servers, separated by commas: `http://127.0.0.1:8188, http://name:password@gpu-box:8188`.
 *
 * @throws AppError WRONG_USE for what is no address
 */
export function parseAddresses(text: string): Address[] {
  const parts = text.split(/[,\s]+/).filter(Boolean)
  const all = (parts.length > 0 ? parts : [DEFAULT_URL]).map(parseAddress)
  return all.filter(({ url }, at) => all.findIndex((other) => other.url === url) === at)
}

function parseAddress(text: string): Address {
  const url = URL.parse(/^\w+:\/\//.test(text) ? text : `http://${text}`)
  if (!url || !/^https?:$/.test(url.protocol))
    throw new AppError('WRONG_USE', 'COMFYUI_URL is not the address of a server.', {
      remedy: `Give it like ${DEFAULT_URL}; several are separated by commas.`,
    })
  const { username, password } = url
  const authorization =
    username === ''
      ? null
      : `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`
  return { url: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, host: url.host, authorization }
}
