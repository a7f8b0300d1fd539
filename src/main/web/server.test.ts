import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { openTestDesk, type TestDesk } from '../dispatch/open-test-desk.ts'
import { serveDesk, type WindowServer } from './server.ts'
import { LARGEST_UPLOAD } from './upload-response.ts'
import { windowFiles } from './window-files.ts'

const NOIR = { style: 'noir', lang: 'en' }
let desk: TestDesk
let server: WindowServer
let files: string
let cookie: string
let takeId: string

beforeAll(async () => {
  files = mkdtempSync(join(tmpdir(), 'panelwright-files-'))
  mkdirSync(join(files, 'assets'))
  writeFileSync(join(files, 'index.html'), '<!doctype html><meta name="csp-nonce" content="__NONCE__">')
  writeFileSync(join(files, 'assets', 'app.js'), 'window.ran = true')
  writeFileSync(join(files, 'assets', 'app.js.map'), '{}')
  desk = await openTestDesk()
  server = await serveDesk(desk.desk, windowFiles(files), 0)
  cookie = await comeIn(server.newLink())
  await desk.ask('book.open', { folder: desk.folder })
  await desk.ask('batch.generate', { styles: ['noir'], gate: 1 })
  await desk.desk.book().work.idle()
  takeId = (await desk.ask('takes.gallery', { edition: NOIR })).panels[0]!.takes[0]!.id
})

afterAll(async () => {
  await server.close()
  await desk.close()
  rmSync(files, { recursive: true, force: true })
})

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

/** Without a browser's help: paths go out as they are written. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options
    const out = request(
      { host: '127.0.0.1', port: server.port, path, method, headers: { cookie, ...headers } },
      (incoming) => {
        const pieces: Buffer[] = []
        incoming.on('data', (piece) => pieces.push(piece))
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode!, headers: incoming.headers, body: Buffer.concat(pieces) }),
        )
        incoming.on('error', reject)
      },
    )
    out.on('error', reject)
    out.end(body)
  })
}

async function comeIn(link: string): Promise<string> {
  const answer = await fetch(link, { redirect: 'manual' })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/')
  return answer.headers.get('set-cookie')!.split(';')[0]!
}

const origin = () => `http://127.0.0.1:${server.port}`

describe('the door', () => {
  test('stays shut without a cookie, and opens once for a link', async () => {
    expect((await ask('/', { headers: { cookie: '' } })).status).toBe(401)
    expect((await ask(`/asset/take/${takeId}`, { headers: { cookie: '' } })).status).toBe(401)
    const link = server.newLink()
    await comeIn(link)
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(403)
  })

  test('lets no other site in', async () => {
    expect((await ask('/', { headers: { host: 'evil.example' } })).status).toBe(421)
    expect((await ask('/', { headers: { origin: 'https://evil.example' } })).status).toBe(403)
    expect((await ask('/', { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
  })

  test('is on this computer only', async () => {
    const others = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
    const addresses = others
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address)
    for (const address of ['::1', ...addresses]) {
      const there = connect(server.port, address)
      const [error] = await once(there, 'error')
      expect(['ECONNREFUSED', 'EADDRNOTAVAIL', 'ENETUNREACH'], address).toContain(error.code)
      there.destroy()
    }
  })

  test('says no to what it does not know', async () => {
    expect((await ask('/', { method: 'DELETE', headers: { origin: origin() } })).status).toBe(405)
    expect((await ask('/upload')).status).toBe(405)
    expect((await ask(`/asset/take/${takeId}`, { method: 'POST', headers: { origin: origin() } })).status).toBe(405)
    expect((await ask('http://evil.example/')).status).toBe(400)
  })
})

describe('the page', () => {
  test('comes with a policy that names its one nonce, and no site may frame it', async () => {
    const { headers, body } = await ask('/')
    const [, nonce] = /content="([\w-]+)"/.exec(String(body))!
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`)
    expect(policy).toMatch(/default-src 'none'.*script-src 'self';.*frame-ancestors 'none'/)
    expect(policy).not.toContain('unsafe')
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    })
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect(String((await ask('/')).body)).not.toContain(nonce)
  })

  test('brings its files, and no others', async () => {
    expect(String((await ask('/assets/app.js')).body)).toBe('window.ran = true')
    expect((await ask('/assets/app.js.map')).status).toBe(404)
  })

  test.each([
    '/../package.json',
    '/assets/../../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/..%5cpackage.json',
    '/assets/..%00/index.html',
    '//etc/passwd',
    '/asset/take/..%2f..%2fbook.sqlite',
    '/asset/take/../../book.sqlite',
    '/asset/export/..%2f..%2fbook.sqlite',
    '/asset/export/%2e%2e%2f%2e%2e%2fbook.sqlite',
    '/asset/take/%',
    '/asset/take/',
    '/asset/script/x',
  ])('%s leads nowhere', async (path) => {
    const { status, body } = await ask(path)
    expect([400, 404]).toContain(status)
    expect(String(body)).not.toMatch(/panelwright"|root:|SQLite format/)
  })
})

describe('pictures', () => {
  test('come by id, whole and in parts, with what they are', async () => {
    const whole = await ask(`/asset/take/${takeId}`)
    expect(whole.status).toBe(200)
    expect(whole.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'; sandbox"),
    })
    const part = await ask(`/asset/take/${takeId}`, { headers: { range: 'bytes=2-5' } })
    expect(part.status).toBe(206)
    expect(part.body).toEqual(whole.body.subarray(2, 6))
    expect(part.headers['content-range']).toBe(`bytes 2-5/${whole.body.length}`)
    expect((await ask(`/asset/take/${takeId}`, { headers: { range: 'bytes=99999999-' } })).status).toBe(416)
    const again = await ask(`/asset/take/${takeId}`, { headers: { 'if-none-match': String(whole.headers.etag) } })
    expect(again.status).toBe(304)
  })

  test('come small where a width is asked for, made once', async () => {
    const [one, other] = await Promise.all([ask(`/asset/take/${takeId}?w=100`), ask(`/asset/take/${takeId}?w=150`)])
    expect(one.headers['content-type']).toBe('image/webp')
    expect(one.body).toEqual(other.body)
    expect((await ask(`/asset/take/${takeId}?w=0`)).status).toBe(404)
    expect((await ask(`/asset/take/${takeId}?w=-3`)).status).toBe(404)
    expect((await ask(`/asset/take/${takeId}?w=1e9`)).status).toBe(404)
  })

  test('are not there for an id nobody has, nor for a path out of the book', async () => {
    expect((await ask('/asset/take/nobody')).status).toBe(404)
    const { sqlite } = desk.desk.book().project.store
    const secret = join(desk.folder, '..', 'secret.png')
    writeFileSync(secret, 'outside')
    const { path } = sqlite.prepare('select path from take where id = ?').get(takeId) as { path: string }
    try {
      for (const wrong of ['../secret.png', '/etc/passwd', 'takes/../../secret.png']) {
        sqlite.prepare('update take set path = ? where id = ?').run(wrong, takeId)
        expect((await ask(`/asset/take/${takeId}`)).status, wrong).toBe(404)
      }
      symlinkSync(secret, join(desk.folder, 'takes', 'link.png'))
      sqlite.prepare('update take set path = ? where id = ?').run('takes/link.png', takeId)
      expect((await ask(`/asset/take/${takeId}`)).status).toBe(404)
    } finally {
      sqlite.prepare('update take set path = ? where id = ?').run(path, takeId)
    }
  })
})

describe('files that are handed over', () => {
  const post = (path: string, body: Buffer, headers: Record<string, string> = {}) =>
    ask(path, { method: 'POST', body, headers: { origin: origin(), ...headers } })

  test('are taken under a harmless name', async () => {
    const { status, body } = await post(`/upload?name=${encodeURIComponent('../../évil.md')}`, Buffer.from('# One'))
    expect(status).toBe(200)
    const { upload, name } = JSON.parse(String(body))
    expect(name).toBe('évil.md')
    const [file] = await desk.desk.uploads.files([{ upload }])
    expect(file!.path).toContain('uploads')
  })

  test('come from our own page only', async () => {
    expect((await ask('/upload?name=a.md', { method: 'POST', body: Buffer.from('x') })).status).toBe(403)
    expect((await post('/upload?name=a.md', Buffer.from('x'), { origin: 'https://evil.example' })).status).toBe(403)
  })

  test('need a name', async () => {
    expect((await post('/upload', Buffer.from('x'))).status).toBe(400)
    expect((await post(`/upload?name=${'x'.repeat(500)}`, Buffer.from('x'))).status).toBe(400)
  })

  test('are refused when they are too large, by what is announced and by what comes', async () => {
    const announced = await post('/upload?name=a.md', Buffer.alloc(10), {
      'content-length': String(LARGEST_UPLOAD + 1),
    }).catch((error: NodeJS.ErrnoException) => ({ status: error.code }))
    expect([413, 'ECONNRESET']).toContain(announced.status)
    const streamed = await new Promise<number | string | undefined>((resolve) => {
      const headers = { cookie, origin: origin(), 'transfer-encoding': 'chunked' }
      const out = request(
        { host: '127.0.0.1', port: server.port, path: '/upload?name=a.md', method: 'POST', headers },
        (incoming) => {
          resolve(incoming.statusCode)
          incoming.resume()
        },
      )
      out.on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
      const piece = Buffer.alloc(4 * 1024 * 1024)
      let sent = 0
      const push = () => {
        if (sent > LARGEST_UPLOAD) return out.end()
        sent += piece.length
        if (out.write(piece)) setImmediate(push)
        else out.once('drain', push)
      }
      push()
    })
    expect([413, 'ECONNRESET', 'EPIPE']).toContain(streamed)
  })
})

/** A client as a browser has it. */
async function socket(headers: Record<string, string> = {}) {
  const ws = new WebSocket(`ws://127.0.0.1:${server.port}/socket`, {
    headers: { cookie, origin: origin(), ...headers },
  })
  const messages: {
    id?: number
    reply?: unknown
    event?: { seq: number; name: string }
    hello?: { life: string; seq: number }
  }[] = []
  const waiting = new Set<() => void>()
  ws.on('message', (data) => {
    messages.push(JSON.parse(String(data)))
    for (const look of [...waiting]) look()
  })
  await Promise.race([
    once(ws, 'open'),
    once(ws, 'unexpected-response').then(([, { statusCode }]) => Promise.reject(new Error(String(statusCode)))),
  ])
  return {
    ws,
    messages,
    async until(isMeant: (message: (typeof messages)[number]) => boolean) {
      return new Promise<(typeof messages)[number]>((resolve) => {
        const look = () => {
          const found = messages.find(isMeant)
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      })
    },
  }
}

describe('the socket', () => {
  test.each([
    ['without a cookie', { cookie: '' }, '401'],
    ['of another site', { origin: 'https://evil.example' }, '403'],
    ['by another name', { host: 'evil.example' }, '421'],
  ])('stays shut for a client %s', async (_, headers, status) => {
    await expect(socket(headers)).rejects.toThrow(status)
  })

  test('stays shut for a client that does not say where it comes from', async () => {
    const ws = new WebSocket(`ws://127.0.0.1:${server.port}/socket`, { headers: { cookie } })
    const [, { statusCode }] = await once(ws, 'unexpected-response')
    expect(statusCode).toBe(403)
  })

  test('answers requests, and tells two clients of one change', async () => {
    const [one, other] = await Promise.all([socket(), socket()])
    one.ws.send(JSON.stringify({ id: 4, name: 'app.change', input: { theme: 'light' } }))
    const { reply } = await one.until(({ id }) => id === 4)
    expect(reply).toMatchObject({ ok: true, data: { theme: 'light' } })
    for (const client of [one, other]) await client.until(({ event }) => event?.name === 'settings.changed')
    one.ws.close()
    other.ws.close()
  })

  test('gives a client that was away what it missed', async () => {
    const first = await socket()
    const { hello } = await first.until(({ hello }) => hello !== undefined)
    first.ws.close()
    await once(first.ws, 'close')
    await desk.ask('app.change', { theme: 'dark' })
    const back = await socket()
    back.ws.send(JSON.stringify({ id: 1, name: 'events.since', input: hello }))
    const { reply } = await back.until(({ id }) => id === 1)
    expect(reply).toMatchObject({
      ok: true,
      data: { life: hello!.life, complete: true, events: [{ name: 'settings.changed' }] },
    })
    back.ws.close()
  })

  test.each(['no json', '[]', '{"name":"app.about"}', 'null'])('lets a client go that sends %j', async (text) => {
    const client = await socket()
    client.ws.send(text)
    const [code] = await once(client.ws, 'close')
    expect(code).toBe(1007)
  })

  test('lets a client go whose message is too long', async () => {
    const client = await socket()
    client.ws.on('error', () => {})
    client.ws.send(JSON.stringify({ id: 1, name: 'app.about', input: { x: 'x'.repeat(25 * 1024 * 1024) } }))
    const [code] = await once(client.ws, 'close')
    expect([1006, 1009]).toContain(code)
  })
})

test('a port that is taken is said in a sentence', async () => {
  await expect(serveDesk(desk.desk, windowFiles(files), server.port)).rejects.toMatchObject({
    code: 'WRONG_USE',
    message: `Port ${server.port} is taken by another program.`,
  })
})

test('a window that was not built is said in a sentence', () => {
  expect(() => windowFiles(join(files, 'nowhere'))).toThrow('The window is not built yet.')
})
