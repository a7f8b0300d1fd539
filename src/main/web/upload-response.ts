import { said } from '../../shared/said/said.ts'
import type { Desk } from '../dispatch/desk.ts'
import { SAFE_HEADERS } from './content-policy.ts'
import { plain } from './respond.ts'

/** Larger than any script or reference picture that would be taken. */
export const LARGEST_UPLOAD = 64 * 1024 * 1024
const LONGEST_NAME = 400

/** Takes one file: `POST /upload?name=nell.png`, its bytes as the body. Answers with what requests call it by. */
export async function uploadResponse(desk: Desk, url: URL, request: Request): Promise<Response> {
  const name = url.searchParams.get('name') ?? ''
  if (name === '' || name.length > LONGEST_NAME)
    return plain(400, `Say what the file is called: /upload?name=nell.png.`)
  const content = await readBody(request)
  if (content === null) return plain(413, said`The file is larger than ${LARGEST_UPLOAD / 1024 / 1024} MB.`)
  return Response.json(await desk.uploads.add(name, content), {
    headers: { ...SAFE_HEADERS, 'cache-control': 'no-store' },
  })
}

/** Counts what comes, whatever was announced. @returns null = it is too much */
async function readBody(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > LARGEST_UPLOAD) return null
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of request.body ?? []) {
    bytes += piece.byteLength
    if (bytes > LARGEST_UPLOAD) return null
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
