import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

/**
 * The peers: pages without a program. `gallery` has as many `<img loading="lazy">` over the same small files, `tree` as
 * many rows with a small picture, words and a mark, all of them in the page.
 */
export async function servePlainPages(
  book: string,
  { panels, takes }: { panels: number; takes: number },
): Promise<{ gallery: string; tree: string; close(): void }> {
  const small = join(book, 'previews', 'small')
  const files = readdirSync(small).filter((name) => name.endsWith('-320.webp'))
  if (files.length === 0) throw new Error('The gallery has made no small pictures')
  const image = (at: number, [width, height]: readonly [number, number]) =>
    `<img loading="lazy" decoding="async" width="${width}" height="${height}" src="/${at}/${files[at % files.length]}">`
  const many = (count: number, one: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => one(at)).join('')
  const page = (body: string) =>
    `<!doctype html><body style="margin:0"><div id="all" style="height:100vh;overflow:auto">${body}</div>`
  const pages: Record<string, string> = {
    gallery: page(many(panels * takes, (at) => image(at, [222, 148]))),
    tree: page(
      many(
        panels,
        (at) =>
          `<div style="display:flex;gap:8px;height:28px;width:260px">${image(at, [27, 18])}A woman waits on a stone quay ${at}<span>○</span></div>`,
      ),
    ),
  }
  const server = createServer((request, response) => {
    const name = request.url?.split('/').at(-1) ?? ''
    if (files.includes(name))
      response.writeHead(200, { 'content-type': 'image/webp' }).end(readFileSync(join(small, name)))
    else response.writeHead(200, { 'content-type': 'text/html' }).end(pages[name] ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { gallery: `${address}/gallery`, tree: `${address}/tree`, close: () => server.close() }
}
