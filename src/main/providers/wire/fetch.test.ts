import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ProviderError } from '../provider.ts'
import { transportFailure } from './failure.ts'

const open: { close(): unknown }[] = []
const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy']
let before: NodeJS.ProcessEnv
beforeEach(() => {
  before = { ...process.env }
  for (const name of PROXY_VARIABLES) delete process.env[name]
})
afterEach(() => {
  process.env = before
  for (const one of open.splice(0)) one.close()
})

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({ close: () => server.closeAllConnections() }, server)
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Proxy and agents are settled at the first call, so each test has its own copy of the module. */
async function freshFetch(io?: { hold(bytes: number): Promise<void> }) {
  vi.resetModules()
  return (await import('./fetch.ts')).wireFetch(io)
}

async function failureAt(url: string): Promise<ProviderError> {
  const fetch = await freshFetch()
  const thrown = await fetch(url).then(
    () => null,
    (error: unknown) => error,
  )
  return transportFailure(thrown, new AbortController().signal)
}

const tls = (file: string) => readFileSync(join('e2e/harness/tls', file))

describe('a connection that cannot be made', () => {
  test('to a name that does not exist says so', async () => {
    expect(await failureAt('https://nobody.invalid/v1')).toMatchObject({
      kind: 'unreachable',
      maybeBilled: false,
      says: 'There is no way to nobody.invalid: this computer is offline, or the name is wrong.',
    })
  })

  test('because the certificate is not trusted says so', async () => {
    const host = await listen(createTlsServer({ key: tls('self-signed.key'), cert: tls('self-signed.crt') }))
    const failure = await failureAt(`https://${host}/v1`)
    expect(failure).toMatchObject({ kind: 'insecure', maybeBilled: false })
    expect(failure.says).toContain('its certificate is not trusted')
  })

  test('because the server speaks no TLS says so', async () => {
    const host = await listen(createServer((_, response) => response.end('hello')))
    const failure = await failureAt(`https://${host}/v1`)
    expect(failure).toMatchObject({ kind: 'insecure', maybeBilled: false })
    expect(failure.says).toContain('begins with http, not https')
  })
})

describe('behind a proxy', () => {
  const proxy = (tunnel: (request: IncomingMessage, socket: Socket) => void) =>
    listen(createServer().on('connect', tunnel))

  test('calls go through it, those to this computer do not', async () => {
    const target = await listen(createServer((request, response) => response.end(request.headers.host)))
    const tunnelled: string[] = []
    const host = await proxy((request, socket) => {
      tunnelled.push(request.url ?? '')
      const [name, port] = target.split(':')
      const through = connect(Number(port), name, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        through.pipe(socket).pipe(through)
      })
      open.push({ close: () => through.destroy() })
    })
    process.env.HTTP_PROXY = `http://${host}`
    const fetch = await freshFetch()
    expect(await (await fetch('http://api.test/v1')).text()).toBe('api.test')
    expect(await (await fetch(`http://${target}/v1`)).text()).toBe(target)
    expect(tunnelled).toEqual(['api.test:80'])
  })

  test.each([
    [407, 'The proxy asks for a name and a password.'],
    [403, 'The proxy does not let the connection through (403).'],
  ])('that answers %i the author is told so', async (status, says) => {
    const host = await proxy((_, socket) => socket.end(`HTTP/1.1 ${status} No\r\n\r\n`))
    process.env.HTTPS_PROXY = `http://${host}`
    expect(await failureAt('https://api.test/v1')).toMatchObject({ kind: 'proxy', maybeBilled: false, says })
  })

  test('that is not there the author is told so, without its password', async () => {
    const host = await listen(createServer())
    for (const one of open.splice(0)) one.close()
    process.env.HTTPS_PROXY = `http://me:my-password@${host}`
    const failure = await failureAt('https://api.test/v1')
    expect(failure).toMatchObject({ kind: 'proxy', says: `The proxy at ${host} does not answer.` })
    expect(`${failure.message} ${failure.detail}`).not.toContain('my-password')
  })
})

test('a reply is read once there is room for what its headers announce', async () => {
  const host = await listen(createServer((_, response) => response.setHeader('content-length', '5').end('hello')))
  const asked: number[] = []
  const room = Promise.withResolvers<void>()
  const fetch = await freshFetch({
    hold(bytes) {
      asked.push(bytes)
      return room.promise
    },
  })
  let read = false
  const reading = fetch(`http://${host}`).then(async (reply) => {
    read = true
    return reply.text()
  })
  while (asked.length === 0) await new Promise(setImmediate)
  expect([asked, read]).toEqual([[5], false])
  room.resolve()
  expect(await reading).toBe('hello')
})
