import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { AppError } from '../../shared/errors.ts'
import { said } from '../../shared/said/said.ts'
import type { Desk } from '../dispatch/desk.ts'
import type { Asset } from '../services/assets.ts'
import { DATA_POLICY, SAFE_HEADERS } from './content-policy.ts'
import { plain } from './respond.ts'

const ADDRESS = /^\/asset\/(take|reference|export|report|recent|sample|rough|preview)\/([^/]{1,400})$/
const WIDEST_PX = 16_384

/** Pictures and finished books of the open book, by kind and id: `/asset/take/<id>?w=320`; small covers of recent books, and the sample's pages. */
export async function assetResponse(desk: Desk, url: URL, request: Request): Promise<Response> {
  const [, kind, encoded] = ADDRESS.exec(url.pathname) ?? []
  const id = encoded === undefined ? null : decoded(encoded)
  const width = widthOf(url.searchParams)
  try {
    const asset = id === null || width === undefined ? null : await find(desk, kind!, id, width)
    return asset === null ? plain(404, said`There is no such picture.`) : await answer(asset, request)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return plain(error.code === 'NOT_FOUND' ? 404 : 422, error.message)
  }
}

/** @returns null = there is nothing of the kind now */
async function find(
  { household, current }: Desk,
  kind: string,
  id: string,
  width: number | null,
): Promise<Asset | null> {
  if (kind === 'recent') return household.recent.cover(id)
  if (kind === 'sample') return id === 'left' || id === 'right' ? household.sample.page(id) : null
  const open = current()
  if (open === null) return null
  const { assets } = open
  if (kind === 'rough') return open.roughs.picture(id, width)
  if (kind === 'preview') return assets.look(open.work.previews.of(id))
  if (kind === 'take') return assets.take(id, width)
  if (kind === 'report') return assets.report(id)
  return kind === 'reference' ? assets.reference(id, width) : assets.export(id)
}

/** @returns null = the picture itself; undefined = no width that can be meant */
function widthOf(query: URLSearchParams): number | null | undefined {
  const text = query.get('w')
  if (text === null) return null
  const width = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return width >= 1 && width <= WIDEST_PX ? width : undefined
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

async function answer(asset: Asset, request: Request): Promise<Response> {
  const headers = new Headers({
    ...SAFE_HEADERS,
    'content-security-policy': DATA_POLICY,
    'content-type': asset.type,
    etag: `"${asset.tag}"`,
    'accept-ranges': 'bytes',
    // A picture of an id stays the same, save that a lost file may come back.
    'cache-control': asset.content ? 'no-store' : asset.saveAs === null ? 'private, max-age=3600' : 'private, no-cache',
  })
  if (asset.saveAs !== null)
    headers.set('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(asset.saveAs)}`)
  if (request.headers.get('if-none-match') === `"${asset.tag}"`) return new Response(null, { status: 304, headers })
  const range = rangeOf(request.headers.get('range'), asset.bytes)
  if (range === 'impossible') {
    headers.set('content-range', `bytes */${asset.bytes}`)
    return new Response(null, { status: 416, headers })
  }
  const [start, end] = range ?? [0, asset.bytes - 1]
  if (range !== null) headers.set('content-range', `bytes ${start}-${end}/${asset.bytes}`)
  headers.set('content-length', String(end - start + 1))
  const isEmpty = request.method === 'HEAD' || asset.bytes === 0
  const body = isEmpty ? null : (asset.content?.slice(start, end + 1) ?? fileStream(asset.path, start, end))
  return new Response(body, { status: range === null ? 200 : 206, headers })
}

function fileStream(path: string, start: number, end: number): ReadableStream<Uint8Array> {
  return Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream<Uint8Array>
}

/** @returns first and last byte; null = all of it was asked for */
function rangeOf(header: string | null, bytes: number): [start: number, end: number] | 'impossible' | null {
  const [, from = '', until = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (from === '' && until === '') return null
  const start = from === '' ? Math.max(0, bytes - Number(until)) : Number(from)
  const end = from === '' || until === '' ? bytes - 1 : Math.min(Number(until), bytes - 1)
  return start > end ? 'impossible' : [start, end]
}
