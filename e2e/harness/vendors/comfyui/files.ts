import type { ServerResponse } from 'node:http'
import { type Answer, formOf, type Seen } from '../vendor-server.ts'

/** How the server names a file. */
export interface SavedImage {
  filename: string
  subfolder: string
  type: string
}

/** The folders of a server: input, output and temp. They outlive the process. */
export class ServerFiles {
  /** Bytes by `type/subfolder/filename`. */
  readonly all = new Map<string, Buffer>()

  /** A file of the input folder by the name a LoadImage node has for it. */
  hasInput(name: string): boolean {
    const at = name.lastIndexOf('/')
    const subfolder = name.slice(0, Math.max(0, at))
    return this.all.has(keyOf({ filename: name.slice(at + 1), subfolder, type: 'input' }))
  }

  get inputs(): string[] {
    return [...this.all.keys()].filter((name) => name.startsWith('input//')).map((name) => name.slice(7))
  }

  /** Keeps a picture under the next free number of its prefix, `folder/name`. */
  save(prefix: string, type: string, bytes: Buffer): SavedImage {
    const parts = prefix.split('/')
    const stem = parts.pop() ?? ''
    const subfolder = parts.join('/')
    let counter = 1
    const image = () => ({ filename: `${stem}_${String(counter).padStart(5, '0')}_.png`, subfolder, type })
    while (this.all.has(keyOf(image()))) counter++
    this.all.set(keyOf(image()), bytes)
    return image()
  }

  /** `POST /upload/image`: the same content is kept once, another of the same name gets a number. */
  async upload(seen: Seen): Promise<Answer> {
    const form = await formOf(seen)
    const image = form.get('image')
    if (!(image instanceof File)) throw { status: 400, body: '' }
    const bytes = Buffer.from(await image.arrayBuffer())
    const type = String(form.get('type') ?? 'input')
    const subfolder = String(form.get('subfolder') ?? '')
    const overwrite = ['true', '1'].includes(String(form.get('overwrite')))
    let filename = image.name
    for (let n = 1; !overwrite; n++) {
      const there = this.all.get(keyOf({ filename, subfolder, type }))
      if (!there || there.equals(bytes)) break
      filename = image.name.replace(/(\.\w+)?$/, ` (${n})$1`)
    }
    this.all.set(keyOf({ filename, subfolder, type }), bytes)
    return { status: 200, body: { name: filename, subfolder, type } }
  }

  /** `GET /view` */
  view(
    { query }: Seen,
    deliver: (response: ServerResponse, answer: Answer) => Promise<null>,
    response: ServerResponse,
  ): Promise<null> {
    const filename = query.get('filename')
    if (!filename) throw { status: 400, body: '' }
    if (filename.includes('..')) throw { status: 403, body: '' }
    const file = { filename, subfolder: query.get('subfolder') ?? '', type: query.get('type') ?? 'output' }
    const bytes = this.all.get(keyOf(file))
    if (!bytes) throw { status: 404, body: '' }
    const headers = { 'content-type': 'image/png', 'content-length': String(bytes.byteLength) }
    return deliver(response, { status: 200, headers, body: bytes })
  }
}

function keyOf({ type, subfolder, filename }: SavedImage): string {
  return `${type}/${subfolder}/${filename}`
}
