import { lookup as systemLookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { AppError } from '../../../shared/errors.ts'
import { formatBytes } from '../../../shared/quantities.ts'
import { said } from '../../../shared/said/said.ts'
import { isPublicAddress } from './public-address.ts'

const MOST_BYTES = 30_000_000
const MOST_REDIRECTS = 5
const LONGEST_MS = 30_000

/** What stands between an address and the network. For tests: how names are found, and which addresses are let through. */
export interface Passage {
  lookup(host: string): Promise<string[]>
  isAllowed(address: string): boolean
  longestMs: number
  mostBytes: number
}

const PUBLIC_ONLY: Passage = {
  lookup: async (host) => (await systemLookup(host, { all: true })).map(({ address }) => address),
  isAllowed: isPublicAddress,
  longestMs: LONGEST_MS,
  mostBytes: MOST_BYTES,
}

export interface FetchedPicture {
  /** The last part of the address. */
  name: string
  content: Uint8Array
}

/**
 * Fetches what a web address holds, up to 30 MB within 30 s. Only from the public internet: neither the address nor
 * anything it leads on to may lie on this computer or its network, whatever names it is given. Sends nothing that tells
 * who asks. Whether it is a picture, the checks of references say.
 *
 * @throws AppError BAD_INPUT for an address that may not or cannot be fetched, with what to do instead
 */
export async function fetchPicture(address: string, passage: Passage = PUBLIC_ONLY): Promise<FetchedPicture> {
  const signal = AbortSignal.timeout(passage.longestMs)
  let url = parse(address)
  try {
    for (let step = 0; step <= MOST_REDIRECTS; step++) {
      const response = await get(url, passage, signal)
      const { statusCode = 0, headers } = response
      if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
        response.destroy()
        url = parse(headers.location, url)
        continue
      }
      if (statusCode !== 200) {
        response.destroy()
        throw refusal(said`${url.host} answers ${statusCode}: ${meaningOf(statusCode)}.`)
      }
      return { name: nameOf(url), content: await readAll(response, passage.mostBytes) }
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    if (signal.aborted) throw refusal(said`${url.host} takes longer than ${passage.longestMs / 1_000} seconds.`)
    const { code } = error as NodeJS.ErrnoException
    throw refusal(said`${url.host} cannot be reached${code === undefined ? '' : ` (${code})`}.`)
  }
  throw refusal(said`${url.host} sends from one address to the next, more than ${MOST_REDIRECTS} times.`)
}

/** @param from where it was sent on, for an address that is only the rest of one */
function parse(address: string, from?: URL): URL {
  const url = URL.parse(address.trim(), from?.href)
  if (url === null) throw refusal(said`This is no web address.`)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refusal(said`Pictures are fetched from http and https only, not from ${url.protocol.slice(0, 20)}`)
  }
  if (url.username !== '' || url.password !== '')
    throw refusal(said`An address with a name or a password is not fetched.`)
  return url
}

async function get(url: URL, passage: Passage, signal: AbortSignal): Promise<IncomingMessage> {
  // Looked up once, and connected to what was looked at: a name that means something else the second time is no way in.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) === 0 ? await passage.lookup(host) : [host]
  if (addresses.length === 0 || !addresses.every((each) => passage.isAllowed(each))) {
    throw refusal(
      said`${url.host} lies on this computer or its own network. Pictures are fetched from the internet only.`,
    )
  }
  const lookup: LookupFunction = (_, options, done) => {
    const found = addresses.map((each) => ({ address: each, family: isIP(each) }))
    if (options.all === true) done(null, found)
    else done(null, found[0]!.address, found[0]!.family)
  }
  const ask = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const headers = {
      accept: 'image/png,image/jpeg,image/webp',
      'accept-encoding': 'identity',
      'user-agent': 'Panelwright',
    }
    ask(url, { lookup, signal, headers, agent: false }, resolve).on('error', reject).end()
  })
}

async function readAll(response: IncomingMessage, mostBytes: number): Promise<Uint8Array> {
  const tooHeavy = () => {
    response.destroy()
    return refusal(said`The picture has more than ${formatBytes(mostBytes)}.`)
  }
  if (Number(response.headers['content-length'] ?? 0) > mostBytes) throw tooHeavy()
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > mostBytes) throw tooHeavy()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function nameOf({ pathname, hostname }: URL): string {
  const last = pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last) || hostname
  } catch {
    return last || hostname
  }
}

function meaningOf(status: number): string {
  if (status === 401 || status === 403) return said`it does not give this picture to everybody`
  if (status === 404 || status === 410) return said`the picture is not there`
  return status >= 500 ? said`it is in trouble itself` : said`it gives no picture`
}

function refusal(message: string): AppError {
  return new AppError('BAD_INPUT', message, {
    remedy: said`Save the picture from your browser to a file, and drop the file here.`,
  })
}
