import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Desk, filesWith, openDesk } from '../harness/desk.ts'
import { OpenAiServer } from '../harness/vendors/openai/openai-server.ts'
import { VENDOR_CASES } from '../harness/vendors/vendor-cases.ts'

const STRIPS = `# Chapter 1: Quay

## Scene 1: The quay

### Strip 001
A woman waits on a stone quay.
---
A boat comes round the breakwater.
---
A gull takes off.
`
const BOOK = 'quay.panelwright'
const KEY = 'sk-proj-Quay0123456789abcdefSecretTail'

let desk: Desk
const open: { close(): unknown }[] = []
beforeEach(async () => {
  desk = openDesk({ 'strips.txt': STRIPS })
  expect((await desk.panelwright('new', BOOK)).code).toBe(0)
  expect((await desk.panelwright('import', BOOK, 'strips.txt')).code).toBe(0)
})
afterEach(async () => {
  desk.remove()
  for (const one of open.splice(0)) await one.close()
})

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push({ close: () => server.closeAllConnections() }, server)
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function openAi(options: Parameters<typeof OpenAiServer.start>[0] = {}): Promise<OpenAiServer> {
  const server = await OpenAiServer.start({ imagesPerMinute: 6_000, key: KEY, ...options })
  open.push(server)
  return server
}

const generate = (...args: string[]) => desk.panelwright('generate', BOOK, '--style', 'noir', ...args)

/** The three pictures wait, nothing was spent, and the book tells what to do. */
async function expectWaiting(says: RegExp): Promise<void> {
  const { code, out, err } = await generate('--provider', 'openai')
  expect(code).toBe(3)
  expect(`${out}${err}`).toMatch(says)
  const status = JSON.parse((await desk.panelwright('status', BOOK, '--json')).out.trim().split('\n')[0]!)
  expect(status).toMatchObject({ jobs: { queued: 3, failed: 0, unknown: 0 }, spentUsd: 0, maybeCalls: 0 })
  expect(status.lanes[0]).toMatchObject({ state: 'halted', queued: 3 })
  expect(`${status.lanes[0].message} ${status.lanes[0].action}`.length).toBeGreaterThan(40)
}

describe('a batch whose provider cannot be used waits, and says in a line what to do', () => {
  test('without a key', async () => {
    await expectWaiting(/There is no key for OpenAI: OPENAI_API_KEY is not set\./)
  })

  test('with a wrong key', async () => {
    const server = await openAi()
    desk.env = { OPENAI_BASE_URL: `${server.url}/v1`, OPENAI_API_KEY: 'sk-wrong-0123456789' }
    await expectWaiting(/does not accept the key/)
    expect(server.orders).toHaveLength(0)
  })

  test('with a key that has no right', async () => {
    const server = await openAi({ unverified: true })
    desk.env = { OPENAI_BASE_URL: `${server.url}/v1`, OPENAI_API_KEY: KEY }
    await expectWaiting(/only organisations that have proved who they are/)
  })

  test('at an address where something else answers', async () => {
    const host = await listen(createServer((_, response) => response.writeHead(404).end('<h1>Not found</h1>')))
    desk.env = { OPENAI_BASE_URL: `http://${host}/api`, OPENAI_API_KEY: KEY }
    await expectWaiting(/knows no such path/)
  })

  test('at an address where nobody answers', async () => {
    const server = createServer()
    const host = await listen(server)
    for (const one of open.splice(0)) one.close()
    desk.env = { OPENAI_BASE_URL: `http://${host}/v1`, OPENAI_API_KEY: KEY }
    await expectWaiting(new RegExp(`Nothing answers at ${host}`))
  })

  test('offline, or with a name that does not exist', async () => {
    desk.env = { OPENAI_BASE_URL: 'https://api.nobody.invalid/v1', OPENAI_API_KEY: KEY }
    await expectWaiting(/There is no way to api\.nobody\.invalid/)
  })

  test('over a connection whose certificate is not trusted', async () => {
    const pem = (ending: string) => readFileSync(`e2e/harness/tls/self-signed.${ending}`)
    const host = await listen(createTlsServer({ key: pem('key'), cert: pem('crt') }))
    desk.env = { OPENAI_BASE_URL: `https://${host}/v1`, OPENAI_API_KEY: KEY }
    await expectWaiting(/certificate is not trusted/)
  })

  test('and goes on with the same command once all is well', async () => {
    await expectWaiting(/no key/)
    const server = await openAi()
    desk.env = { OPENAI_BASE_URL: `${server.url}/v1`, OPENAI_API_KEY: KEY }
    const { code, err } = await generate('--provider', 'openai')
    expect(err).not.toMatch(/error/i)
    expect(code).toBe(0)
    expect(server.orders).toHaveLength(3)
  })
})

describe('what cannot be made is refused before it is queued', () => {
  test.each([
    ['a size the model has not', ['--provider', 'openai', '--size', '1000x1000'], /1000/],
    ['a model that is gone', ['--provider', 'openai', '--model', 'gpt-image-1'], /shut down on 2026-10-23/],
    ['a quality it has not', ['--provider', 'openai', '--quality', 'hihg'], /Did you mean high\?/],
    ['a workflow nobody added', ['--provider', 'comfyui', '--workflow', 'mine'], /mine/],
  ])('%s', async (_name, args, says) => {
    const { code, out, err } = await generate(...args)
    expect(`${out}${err}`).toMatch(says)
    expect(code).not.toBe(0)
    const status = JSON.parse((await desk.panelwright('status', BOOK, '--json')).out.trim().split('\n')[0]!)
    expect(status.jobs.queued).toBe(0)
  })
})

describe.each(VENDOR_CASES.filter(({ mostUsd }) => mostUsd > 0))('the key of $id', (vendor) => {
  test('is in no file, no report and no line, whatever happens', async () => {
    const server = await vendor.start()
    open.push(server)
    const scripted = server as unknown as { script: () => string }
    const key = Object.values(vendor.env(server)).find((value) => !value.startsWith('http'))!
    // Without the account's pace: what is looked at here is what is written down.
    const unhurried = { PANELWRIGHT_OPENAI_TIER: '5', PANELWRIGHT_GOOGLE_PER_MINUTE: '600' }
    const set = () => {
      desk.env = { ...vendor.env(server), ...unhurried }
    }
    set()
    let said = ''
    const say = async (...args: string[]) => {
      const { out, err } = await desk.panelwright(...args)
      said += `${out}${err}`
    }
    // Both stand-ins know these: a picture, a key that is repeated in the answer, a page, half an answer.
    for (const behaviour of ['ok', 'bad-key', 'wrong-mime', 'cut-in-body']) {
      scripted.script = () => behaviour
      await say('generate', BOOK, '--style', 'noir', '--provider', vendor.id, '--gate', '1')
    }
    scripted.script = () => 'ok'
    desk.env = Object.fromEntries(
      Object.entries(desk.env).map(([name, value]) => [name, value === key ? `${value}Wrong` : value]),
    )
    await say('generate', BOOK, '--style', 'noir', '--provider', vendor.id)
    await say('provider', 'check', vendor.id)
    await say('provider', 'show', vendor.id, '--json')
    set()
    await say('generate', BOOK, '--style', 'noir', '--provider', vendor.id, '--retry-interrupted')
    await say('status', BOOK, '--json')
    await say('report', BOOK, '--out', 'report.html')
    await say('report', BOOK, '--json')
    await say('doctor', BOOK)
    await say('export', BOOK, '--style', 'noir', '--format', 'pdf', 'cbz', '--out', 'out')
    expect(said).not.toContain(key)
    expect(said).not.toContain(key.slice(-12))
    expect(filesWith(desk.folder, key)).toEqual([])
    expect(filesWith(desk.folder, key.slice(-12))).toEqual([])
    // The search finds what is there.
    expect(filesWith(desk.folder, 'A woman waits').map((file) => file.replace(join(desk.folder, ''), ''))).toContain(
      '/strips.txt',
    )
  })
})
