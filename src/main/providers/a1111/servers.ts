import { ProviderError } from '../provider.ts'
import type { Setting } from '../setup.ts'

/** A server of the author's: where it is and how it is asked. */
export interface A1111Host {
  /** Without a slash at the end. */
  url: string
  /** `127.0.0.1:7860`, for sentences. */
  host: string
  /** Value of the Authorization header; null = none is sent. */
  authorization: string | null
  /** What must turn up nowhere. */
  secrets: string[]
}

const USUAL_URL = 'http://127.0.0.1:7860'

/** Addresses in A1111_URL, separated by commas: several servers share the work. */
export function addressesIn(setting: Setting): string[] {
  const named = (setting('A1111_URL') ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return named.length > 0 ? named : [USUAL_URL]
}

/**
 * The servers of an address list. A name and password may also stand in an address.
 *
 * @throws ProviderError `wrong-address` for what is no address
 */
export function hostsIn(setting: Setting): A1111Host[] {
  return addressesIn(setting).map((address) => hostAt(address, setting('A1111_AUTH')?.trim() || null))
}

function hostAt(address: string, auth: string | null): A1111Host {
  const url = URL.parse(/^\w+:\/\//.test(address) ? address : `http://${address}`)
  if (!url || !/^https?:$/.test(url.protocol)) {
    const says = 'A1111_URL holds no address of the form http://127.0.0.1:7860; several are separated by commas.'
    throw new ProviderError('wrong-address', says, { says })
  }
  const own = url.username === '' ? null : `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  const userAndPassword = own ?? auth
  const encoded = userAndPassword === null ? null : Buffer.from(userAndPassword).toString('base64')
  const password = userAndPassword?.slice(userAndPassword.indexOf(':') + 1) ?? ''
  return {
    url: `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`,
    host: url.host,
    authorization: encoded === null ? null : `Basic ${encoded}`,
    secrets: [userAndPassword, encoded, password].filter((secret): secret is string => !!secret),
  }
}
