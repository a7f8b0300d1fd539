import { describe, expect, test, vi } from 'vitest'
import type { Reply, WireEvent } from '../../shared/contract/index.ts'
import { createClient, RequestError } from './client.ts'
import { socketTransport, type WebSocketLike } from './socket-transport.ts'
import type { Transport } from './transport.ts'

function clientOver(replies: Record<string, Reply>) {
  let hear: (event: WireEvent) => void = () => {}
  let contact: (isThere: boolean) => void = () => {}
  const asked: string[] = []
  const transport: Transport = {
    async send(name) {
      asked.push(name)
      return replies[name] ?? { ok: true, data: { life: 'one', seq: 0, complete: true, events: [] } }
    },
    listen(onEvent, onContact) {
      hear = onEvent
      contact = onContact
    },
  }
  const client = createClient(transport)
  return { client, asked, hear: (event: WireEvent) => hear(event), contact: (isThere: boolean) => contact(isThere) }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('the client', () => {
  test('gives data, and throws what main says went wrong', async () => {
    const problem = { code: 'NOT_FOUND', message: 'There is none.', remedy: 'Look again.' }
    const { client } = clientOver({
      'app.forget': { ok: false, error: problem },
      'book.current': { ok: true, data: { book: null } },
    })
    expect(await client.request('book.current', {})).toEqual({ book: null })
    const error = await client.request('app.forget', { id: 'a' }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(RequestError)
    expect((error as RequestError).problem).toEqual(problem)
  })

  test('tells who watches a noun that it changed, and nobody else', async () => {
    const { client, hear, contact } = clientOver({})
    contact(true)
    await settled()
    const told: string[] = []
    client.onChange(['tree'], () => told.push('tree'))
    const end = client.onChange(['cast'], () => told.push('cast'))
    hear({ seq: 1, at: 0, name: 'changed', data: { nouns: ['tree', 'takes'] } })
    expect(told).toEqual(['tree'])
    end()
    hear({ seq: 2, at: 0, name: 'changed', data: { nouns: ['cast'] } })
    expect(told).toEqual(['tree'])
  })

  test('tells of many finished pictures once', async () => {
    vi.useFakeTimers()
    try {
      const { client, hear, contact } = clientOver({})
      contact(true)
      await vi.advanceTimersByTimeAsync(0)
      let told = 0
      client.onChange(['takes'], () => told++)
      for (let seq = 1; seq <= 20; seq++)
        hear({
          seq,
          at: 0,
          name: 'take.arrived',
          data: { takeId: 't', panelId: 'p', jobId: 'j', style: 's', lang: 'en' },
        })
      expect(told).toBe(0)
      await vi.advanceTimersByTimeAsync(1_000)
      expect(told).toBe(1)
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('the socket', () => {
  function world() {
    const sockets: (WebSocketLike & { sent: string[] })[] = []
    const timers: { ms: number; work: () => void }[] = []
    const transport = socketTransport({
      open() {
        const own = {
          sent: [] as string[],
          send: (text: string) => void own.sent.push(text),
          onopen: null,
          onclose: null,
          onmessage: null,
        }
        sockets.push(own)
        return own
      },
      after: (ms, work) => void timers.push({ ms, work }),
      random: () => 1,
    })
    return { transport, sockets, timers }
  }

  test('sends what was asked before there was a connection, and gives each its answer', async () => {
    const { transport, sockets } = world()
    const answer = transport.send('app.about', {})
    transport.listen(
      () => {},
      () => {},
    )
    sockets[0]!.onopen!()
    const { id } = JSON.parse(sockets[0]!.sent[0]!)
    sockets[0]!.onmessage!({ data: JSON.stringify({ id, reply: { ok: true, data: 1 } }) })
    expect(await answer).toEqual({ ok: true, data: 1 })
  })

  test('says what was under way when the connection broke, and never asks twice by itself', async () => {
    const { transport, sockets, timers } = world()
    const contact: boolean[] = []
    transport.listen(
      () => {},
      (isThere) => contact.push(isThere),
    )
    sockets[0]!.onopen!()
    const answer = transport.send('batch.generate', { styles: ['noir'] })
    sockets[0]!.onclose!()
    expect(await answer).toMatchObject({ ok: false, error: { code: 'NOT_REACHED' } })
    timers[0]!.work()
    sockets[1]!.onopen!()
    expect(sockets[1]!.sent).toEqual([])
    expect(contact).toEqual([true, false, true])
  })

  test('comes back slower and slower, and at once again after a success', () => {
    const { transport, sockets, timers } = world()
    transport.listen(
      () => {},
      () => {},
    )
    for (let n = 0; n < 7; n++) {
      sockets[n]!.onclose!()
      timers[n]!.work()
    }
    expect(timers.map(({ ms }) => ms)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000])
    sockets[7]!.onopen!()
    sockets[7]!.onclose!()
    expect(timers[7]!.ms).toBe(250)
  })
})
