import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** Why a request is turned away; null = it may come in. */
export type Refusal = { status: 403 | 421; words: string } | null

/**
 * Whether a request was meant for this server, and by a page of its own. Keeps out other sites that a browser on this
 * computer shows, also those whose name was made to point here.
 *
 * @param needsOrigin for what changes things: a browser always says where such a request comes from
 */
export function originRefusal(headers: IncomingHttpHeaders, port: number, needsOrigin: boolean): Refusal {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  const { host, origin } = headers
  if (host === undefined || !hosts.includes(host))
    return { status: 421, words: 'This server answers to 127.0.0.1 only.' }
  if (origin === undefined ? needsOrigin : origin !== `http://${host}`)
    return { status: 403, words: 'This request comes from another page.' }
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return { status: 403, words: 'This request comes from another site.' }
  return null
}

/** Who may come in: a link that works once is exchanged for a cookie. */
export interface Admission {
  /** Part of the address: `?token=…`. Works once. */
  newToken(): string
  /** @returns the cookie to set; null = no such token, or it was used */
  exchange(token: string): string | null
  /** Whether the cookies of a request were set by this server in this life. */
  isKnown(cookies: string | undefined): boolean
}

const TOKEN_BYTES = 32
/** More links than these are forgotten, the oldest first. */
const MOST_OPEN = 16

/** @param port tells servers apart: cookies of one computer are not told apart by port */
export function admission(port: number): Admission {
  const name = `panelwright_${port}`
  const open: Buffer[] = []
  const known: Buffer[] = []
  return {
    newToken() {
      const token = random()
      open.push(hash(token))
      if (open.length > MOST_OPEN) open.shift()
      return token
    },
    exchange(token) {
      const at = indexOf(open, token)
      if (at < 0) return null
      open.splice(at, 1)
      const session = random()
      known.push(hash(session))
      return `${name}=${session}; Path=/; HttpOnly; SameSite=Strict`
    },
    isKnown(cookies) {
      const values = (cookies ?? '').split(';').map((each) => each.trim().split('='))
      return values.some(([each, value = '']) => each === name && indexOf(known, value) >= 0)
    },
  }
}

const random = () => randomBytes(TOKEN_BYTES).toString('base64url')
const hash = (text: string) => createHash('sha256').update(text).digest()

/** In the same time whatever is given: every one is compared, whole. */
function indexOf(hashes: readonly Buffer[], text: string): number {
  const wanted = hash(text)
  return hashes.reduce((found, each, at) => (timingSafeEqual(each, wanted) ? at : found), -1)
}
