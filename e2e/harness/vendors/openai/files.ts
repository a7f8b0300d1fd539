import { randomBytes } from 'node:crypto'
import { formOf, type Seen } from '../vendor-server.ts'
import { openAiError } from './openai-error.ts'
import type { OpenAiServer, StoredFile } from './openai-server.ts'
import { badParameter } from './parameters.ts'
import { noSuchFile } from './reference-images.ts'
import type { RouteGroup } from './routes.ts'

const PURPOSES = ['assistants', 'batch', 'fine-tune', 'vision', 'user_data', 'evals']
const LARGEST_FILE = 512 * 1024 * 1024
const EXPIRES_AFTER = { from: 3600, until: 2_592_000 }
/** Of batch files that say nothing else. */
const BATCH_FILES_KEPT_S = 30 * 24 * 3600

/** /v1/files and what is below it. */
export const fileRoutes: RouteGroup = (server) => [
  {
    method: 'POST',
    path: /^\/v1\/files$/,
    handle: async (seen, _, response) => {
      const file = await fileIn(server, seen)
      server.files.set(file.id, file)
      return server.deliver(server.troubleAt('upload'), response, { status: 200, body: resource(file) }, () => {})
    },
  },
  {
    method: 'GET',
    path: /^\/v1\/files\/([^/]+)$/,
    handle: (_, [, id = '']) => ({ status: 200, body: resource(fileOf(server, id)) }),
  },
  {
    method: 'GET',
    path: /^\/v1\/files\/([^/]+)\/content$/,
    handle: async (_, [, id = ''], response) => {
      const { bytes: body, purpose } = fileOf(server, id)
      if (purpose === 'vision')
        throw openAiError(400, 'invalid_request_error', null, `Not allowed to download files of purpose: ${purpose}`)
      const headers = { 'content-type': 'application/octet-stream' }
      return server.deliver(server.troubleAt('download'), response, { status: 200, headers, body }, () => {})
    },
  },
  {
    method: 'DELETE',
    path: /^\/v1\/files\/([^/]+)$/,
    handle: (_, [, id = '']) => {
      server.files.delete(fileOf(server, id).id)
      return { status: 200, body: { id, object: 'file', deleted: true } }
    },
  },
]

/** Forgets what is past its time. */
export function dropExpired({ files, now }: OpenAiServer): void {
  for (const { id, expiresAt } of [...files.values()]) if (expiresAt !== null && expiresAt <= now()) files.delete(id)
}

/** Keeps what a batch wrote. @returns its id */
export function keepFile(
  server: OpenAiServer,
  file: Pick<StoredFile, 'filename' | 'purpose' | 'bytes'> & { keptS: number | null },
): string {
  const id = `file-${randomBytes(12).toString('hex')}`
  const { keptS, ...rest } = file
  const createdAt = server.now()
  server.files.set(id, { id, ...rest, createdAt, expiresAt: keptS === null ? null : createdAt + keptS * 1000 })
  return id
}

/** @throws Answer 404 */
function fileOf(server: OpenAiServer, id: string): StoredFile {
  dropExpired(server)
  const file = server.files.get(id)
  if (!file) throw noSuchFile(id)
  return file
}

/** @throws Answer unless it is a file with a purpose */
async function fileIn(server: OpenAiServer, seen: Seen): Promise<StoredFile> {
  if (!seen.headers['content-type']?.startsWith('multipart/form-data'))
    throw badParameter('file', 'missing_required_parameter', "'file' is a required property")
  const form = await formOf(seen)
  const [file, purpose] = [form.get('file'), form.get('purpose')]
  if (file === null || typeof file === 'string')
    throw badParameter('file', 'missing_required_parameter', "'file' is a required property")
  if (typeof purpose !== 'string' || !PURPOSES.includes(purpose))
    throw badParameter('purpose', 'invalid_value', `'${String(purpose)}' is not one of ${PURPOSES.join(', ')}`)
  if (file.size === 0) throw openAiError(400, 'invalid_request_error', null, 'File is empty.')
  if (file.size > LARGEST_FILE) throw openAiError(413, 'invalid_request_error', null, 'File is too large.')
  const keptS = expiryIn(form) ?? (purpose === 'batch' ? BATCH_FILES_KEPT_S : null)
  const createdAt = server.now()
  return {
    id: `file-${randomBytes(12).toString('hex')}`,
    filename: file.name,
    purpose,
    bytes: Buffer.from(await file.arrayBuffer()),
    createdAt,
    expiresAt: keptS === null ? null : createdAt + keptS * 1000,
  }
}

function expiryIn(form: FormData): number | null {
  const [anchor, seconds] = [form.get('expires_after[anchor]'), form.get('expires_after[seconds]')]
  if (anchor === null && seconds === null) return null
  return checkedExpiry({ anchor, seconds: Number(seconds) })
}

/** @returns seconds @throws Answer unless it is a time that can be asked for */
export function checkedExpiry(value: unknown): number {
  const { anchor, seconds } = (value ?? {}) as { anchor?: unknown; seconds?: unknown }
  const number = Number(seconds)
  const { from, until } = EXPIRES_AFTER
  if (anchor !== 'created_at' || !Number.isInteger(number) || number < from || number > until)
    throw badParameter('expires_after', 'invalid_value', `Expected created_at and ${from} to ${until} seconds.`)
  return number
}

function resource({ id, filename, purpose, bytes, createdAt, expiresAt }: StoredFile): object {
  return {
    id,
    object: 'file',
    bytes: bytes.byteLength,
    created_at: Math.floor(createdAt / 1000),
    ...(expiresAt === null ? {} : { expires_at: Math.floor(expiresAt / 1000) }),
    filename,
    purpose,
    status: 'processed',
  }
}
