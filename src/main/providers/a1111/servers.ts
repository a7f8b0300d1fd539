import { said } from '../../../shared/said/said.ts'
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

export const USUAL_URL = 'http://127.0.0.1:7860'

/** Addresses in A1111_URL, separated by commas: several servers share the work. */
export function addressesIn(setting: Setting): string[] {
  const named = (setting('A1111_URL') ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return named.length > 0 ? [...new Set(named)] : [USUAL_URL]
}

/** @throws ProviderError `wrong-address` for what is no address, or has a password in it */
export function hostsIn(setting: Setting): A1111Host[] {
  const auth = setting('A1111_AUTH')?.trim() || null
  const encoded = auth === null ? null : Buffer.from(auth).toString('base64')
  const password = auth?.slice(auth.indexOf(':') + 1)
  const secrets = [auth, encoded, password].filter((secret): secret is string => !!secret)
  const authorization = encoded === null ? null : `Basic ${encoded}`
  return addressesIn(setting).map((address) => ({ ...placeAt(address), authorization, secrets }))
}

/** What is wrong with a value of A1111_URL; null = nothing. */
export function addressesProblem(value: string): string | null {
  try {
    hostsIn((name) => (name === 'A1111_URL' ? value : undefined))
    return null
  } catch (error) {
    return (error as ProviderError).says
  }
}

function placeAt(address: string): Pick<A1111Host, 'url' | 'host'> {
  const url = URL.parse(/^\w+:\/\//.test(address) ? address : `http://${address}`)
  if (!url || !/^https?:$/.test(url.protocol))
    throw wrong(said`A1111_URL holds no address of the form http://127.0.0.1:7860; several are separated by commas.`)
  // An address is shown and kept in a file.
  if (url.username || url.password)
    throw wrong(said`A1111_URL has a name or a password in it: put them into A1111_AUTH as name:password.`)
  return { url: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, host: url.host }
}

function wrong(says: string): ProviderError {
  return new ProviderError('wrong-address', says, { says })
}
