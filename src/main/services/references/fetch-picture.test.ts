import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { fetchPicture, type Passage } from './fetch-picture.ts'
import { isPublicAddress } from './public-address.ts'

let server: Server | null = null
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  server = null
})

/** A server on this computer, and a passage that lets through to it as if it were out on the internet. */
async function serve(answer: RequestListener): Promise<string> {
  server = createServer(answer)
  await new Promise<void>((listening) => server!.listen(0, '127.0.0.1', listening))
  return `http://pictures.example:${(server.address() as AddressInfo).port}`
}

const OPEN: Passage = {
  lookup: async (host) => (host === 'inside.example' ? ['10.0.0.7'] : ['127.0.0.1']),
  isAllowed: (address) => address === '127.0.0.1',
  longestMs: 5_000,
  mostBytes: 1_000,
}

describe('a picture from a web address', () => {
  test('is fetched without anything that tells who asks, and named by its address', async () => {
    let seen: object = {}
    const base = await serve((request, response) => {
      seen = request.headers
      response.end('bytes')
    })
    const { name, content } = await fetchPicture(`${base}/a/nell%20close.png?x=1`, OPEN)
    expect([name, Buffer.from(content).toString()]).toEqual(['nell close.png', 'bytes'])
    expect(Object.keys(seen).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent'])
  })

  test('is looked for where it was sent on to, but never inside', async () => {
    const base = await serve(({ url }, response) => {
      if (url === '/there') response.end('bytes')
      else response.writeHead(302, { location: url === '/on' ? '/there' : 'http://inside.example/x.png' }).end()
    })
    expect(await fetchPicture(`${base}/on`, OPEN)).toMatchObject({ name: 'there' })
    await expect(fetchPicture(`${base}/in`, OPEN)).rejects.toThrow('inside.example lies on this computer')
  })

  test.each<[what: string, answer: RequestListener, message: string]>([
    ['is not there', (_, response) => response.writeHead(404).end(), 'answers 404: the picture is not there'],
    ['is not for everybody', (_, response) => response.writeHead(403).end(), 'answers 403: it does not give'],
    [
      'is announced as too heavy',
      (_, response) => response.writeHead(200, { 'content-length': '5000' }).end(),
      'more than 1 KB',
    ],
    [
      'turns out too heavy',
      (_, response) => {
        response.write('x'.repeat(900))
        response.end('x'.repeat(900))
      },
      'more than 1 KB',
    ],
    [
      'is sent round in circles',
      (_, response) => response.writeHead(302, { location: '/again' }).end(),
      'more than 5 times',
    ],
    [
      'breaks off',
      (_, response) => {
        response.writeHead(200, { 'content-length': '500' })
        response.write('x')
        response.destroy()
      },
      'cannot be reached',
    ],
  ])('that %s is refused with what to do', async (_, answer, message) => {
    const base = await serve(answer)
    await expect(fetchPicture(`${base}/x.png`, OPEN)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining(message),
      remedy: expect.stringContaining('drop the file here'),
    })
  })

  test('that never comes is given up', async () => {
    const base = await serve(() => {})
    await expect(fetchPicture(base, { ...OPEN, longestMs: 50 })).rejects.toThrow('takes longer than')
  })

  test.each([
    ['no address', 'nell.png', 'no web address'],
    ['a file', 'file:///etc/passwd', 'not from file:'],
    ['words that run', 'javascript:alert(1)', 'not from javascript:'],
    ['a password', 'https://me:secret@pictures.example/x.png', 'with a name or a password'],
    ['this computer', 'http://127.0.0.1:8188/view', 'lies on this computer'],
    ['this computer by name', 'http://localhost/x.png', 'lies on this computer'],
    ['this computer in another spelling', 'http://2130706433/', 'lies on this computer'],
    ['this computer in IPv6', 'http://[::1]/', 'lies on this computer'],
    ['this computer, IPv4 in IPv6', 'http://[::ffff:127.0.0.1]/', 'lies on this computer'],
    ['the cloud’s own answers', 'http://169.254.169.254/latest/meta-data', 'lies on this computer'],
    ['the author’s router', 'http://192.168.1.1/x.png', 'lies on this computer'],
  ])('is not fetched from %s', async (_, address, message) => {
    await expect(fetchPicture(address)).rejects.toThrow(message)
  })
})

test.each([
  ['8.8.8.8', true],
  ['2606:4700::6810:84e5', true],
  ['0.0.0.0', false],
  ['100.64.0.1', false],
  ['172.31.255.255', false],
  ['172.32.0.1', true],
  ['fd00::1', false],
  ['fe80::1', false],
  ['64:ff9b::a00:1', false],
  ['2002:a00:1::', false],
  ['::', false],
  ['pictures.example', false],
])('%s is somewhere on the public internet: %s', (address, is) => {
  expect(isPublicAddress(address)).toBe(is)
})
