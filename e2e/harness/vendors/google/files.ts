import { createHash } from 'node:crypto'
import type { Answer, Seen } from '../vendor-server.ts'
import { googleError, invalidArgument } from './google-error.ts'

const KEPT_MS = 48 * 3_600_000
/** Chunks but the last must be a multiple of this. */
const GRANULARITY = 256 * 1024

interface StoredFile {
  name: string
  displayName: string | null
  mimeType: string
  bytes: Buffer
  createdAt: number
  /** Written by a batch, and to be downloaded. */
  generated: boolean
}

interface Upload {
  mimeType: string
  displayName: string | null
  length: number
  chunks: Buffer[]
  received: number
}

/** The Files API: what was uploaded, and what batches wrote. Gone after 48 hours. */
export class GoogleFiles {
  readonly #stored = new Map<string, StoredFile>()
  readonly #uploads = new Map<string, Upload>()
  readonly #url: () => string
  readonly #now: () => number
  #number = 0

  constructor(url: () => string, now: () => number) {
    this.#url = url
    this.#now = now
  }

  /** Names of the files that are still there. */
  get names(): string[] {
    return [...this.#stored.keys()].filter((name) => this.find(name) !== null)
  }

  find(name: string): StoredFile | null {
    const file = this.#stored.get(name)
    return file && this.#now() - file.createdAt < KEPT_MS ? file : null
  }

  /** Keeps what a batch wrote. @returns its name */
  keep(name: string, bytes: Buffer): string {
    const createdAt = this.#now()
    this.#stored.set(name, {
      name,
      displayName: null,
      mimeType: 'application/jsonl',
      bytes,
      createdAt,
      generated: true,
    })
    return name
  }

  /** Why a request cannot use an uploaded file; null = it can. */
  problem(uri: string): Answer | null {
    const name = /\/(files\/[a-z0-9-]+)$/.exec(uri)?.[1]
    if (!name || !uri.startsWith(`${this.#url()}/`)) return invalidArgument(`Invalid or unsupported file uri: ${uri}`)
    return this.find(name) ? null : gone(name)
  }

  /** Begins an upload, or takes a part of one. */
  upload(version: string, { headers, query, body }: Seen): Answer {
    const id = query.get('upload_id')
    const command = String(headers['x-goog-upload-command'] ?? '')
    if (id === null) return this.#begin(version, headers, command, body)
    const upload = this.#uploads.get(id)
    if (!upload) return googleError(404, 'NOT_FOUND', 'Upload session not found.')
    const words = command.split(',').map((word) => word.trim())
    if (!words.includes('upload')) return invalidArgument(`Invalid upload command: ${command}`)
    if (Number(headers['x-goog-upload-offset']) !== upload.received)
      return invalidArgument(`Upload offset must be ${upload.received}.`)
    const last = words.includes('finalize')
    if (!last && body.length % GRANULARITY !== 0) return invalidArgument('A chunk must be a multiple of 262144 bytes.')
    upload.chunks.push(body)
    upload.received += body.length
    if (!last) return { status: 200, headers: { 'x-goog-upload-status': 'active' }, body: '' }
    this.#uploads.delete(id)
    if (upload.received !== upload.length)
      return invalidArgument(`Upload of ${upload.length} bytes was finalized after ${upload.received}.`)
    const { mimeType, displayName, chunks } = upload
    const name = `files/f${(++this.#number).toString(36).padStart(11, '0')}`
    const file = {
      name,
      displayName,
      mimeType,
      bytes: Buffer.concat(chunks),
      createdAt: this.#now(),
      generated: false,
    }
    this.#stored.set(name, file)
    return {
      status: 200,
      headers: { 'x-goog-upload-status': 'final' },
      body: { file: this.#resource(file, version) },
    }
  }

  #begin(version: string, headers: Seen['headers'], command: string, body: Buffer): Answer {
    if (headers['x-goog-upload-protocol'] !== 'resumable' || command !== 'start')
      return invalidArgument(
        'An upload begins with X-Goog-Upload-Protocol: resumable and X-Goog-Upload-Command: start.',
      )
    const length = Number(headers['x-goog-upload-header-content-length'])
    const mimeType = headers['x-goog-upload-header-content-type']
    if (!(length > 0) || typeof mimeType !== 'string' || mimeType === '')
      return invalidArgument('An upload needs its length and its type.')
    const { file } = JSON.parse(body.toString('utf8')) as { file?: { displayName?: string } }
    const id = `u${++this.#number}`
    this.#uploads.set(id, { mimeType, displayName: file?.displayName ?? null, length, chunks: [], received: 0 })
    const url = `${this.#url()}/upload/${version}/files?upload_id=${id}&upload_protocol=resumable`
    return {
      status: 200,
      headers: {
        'x-goog-upload-url': url,
        'x-goog-upload-status': 'active',
        'x-goog-upload-chunk-granularity': '262144',
      },
      body: '',
    }
  }

  get(name: string, version: string): Answer {
    const file = this.find(name)
    return file ? { status: 200, body: this.#resource(file, version) } : gone(name)
  }

  delete(name: string): Answer {
    if (!this.find(name)) return gone(name)
    this.#stored.delete(name)
    return { status: 200, body: {} }
  }

  download(name: string, query: URLSearchParams): Answer {
    const file = this.find(name)
    if (!file) return gone(name)
    if (!file.generated) return invalidArgument('Only generated files can be downloaded.')
    if (query.get('alt') !== 'media') return this.get(name, 'v1')
    return { status: 200, headers: { 'content-type': file.mimeType }, body: file.bytes }
  }

  #resource({ name, displayName, mimeType, bytes, createdAt, generated }: StoredFile, version: string): object {
    return {
      name,
      ...(displayName === null ? {} : { displayName }),
      mimeType,
      sizeBytes: String(bytes.length),
      createTime: new Date(createdAt).toISOString(),
      updateTime: new Date(createdAt).toISOString(),
      expirationTime: new Date(createdAt + KEPT_MS).toISOString(),
      sha256Hash: createHash('sha256').update(bytes).digest('base64'),
      uri: `${this.#url()}/${version}/${name}`,
      ...(generated ? { downloadUri: `${this.#url()}/${version}/${name}:download?alt=media` } : {}),
      state: 'ACTIVE',
      source: generated ? 'GENERATED' : 'UPLOADED',
    }
  }
}

function gone(name: string): Answer {
  const id = name.replace('files/', '')
  return googleError(
    403,
    'PERMISSION_DENIED',
    `You do not have permission to access the File ${id} or it may not exist.`,
  )
}
