import { expect, test } from 'vitest'
import { ProviderError } from '../provider.ts'
import { serverPool } from './pool.ts'
import type { ComfyServer } from './server.ts'

const signal = new AbortController().signal

/** A server that is only asked how much it has to do. */
function server(host: string) {
  const state = { queue: [] as string[], down: false, asked: 0 }
  const answer = async <T>(value: T): Promise<T> => {
    state.asked++
    if (state.down) throw new ProviderError('unreachable', `${host} is down`, { says: `Nothing answers at ${host}.` })
    return value
  }
  const fake: Partial<ComfyServer> = {
    address: { url: `http://${host}`, host, authorization: null },
    stats: () => answer({ version: '1', memory: null }),
    queue: () => {
      const [running, ...pending] = state.queue.map((id) => ({ id, clientId: null }))
      return answer({ running: running ? [running] : [], pending })
    },
  }
  return { server: fake as ComfyServer, state }
}

function poolOf(...names: string[]) {
  const all = names.map(server)
  let now = 0
  const pool = serverPool(
    all.map((one) => one.server),
    30_000,
    () => now,
  )
  return {
    pool,
    states: all.map(({ state }) => state),
    take: async () => {
      const seat = await pool.take(signal)
      return { ...seat, host: seat.server.address.host }
    },
    later: (ms: number) => {
      now += ms
    },
  }
}

test('pictures are spread over servers, the least loaded first', async () => {
  const { take, states } = poolOf('a', 'b', 'c')
  states[0]!.queue = ['theirs-1', 'theirs-2']
  states[1]!.queue = ['theirs-3']
  expect([(await take()).host, (await take()).host]).toEqual(['c', 'b'])
})

test('pictures asked for at the same moment do not take the same seat', async () => {
  const { take } = poolOf('a', 'b', 'c')
  const seats = await Promise.all([take(), take(), take()])
  expect(seats.map(({ host }) => host).sort()).toEqual(['a', 'b', 'c'])
})

test('our own prompts count once, not as ours and again as part of the queue', async () => {
  const { take, states } = poolOf('a', 'b')
  const seat = await take()
  seat.drawing('mine')
  states[0]!.queue = ['mine']
  states[1]!.queue = ['theirs', 'theirs too']
  expect((await take()).host).toBe('a')
})

test('a seat that is given back is free again', async () => {
  const { take } = poolOf('a', 'b')
  const [one] = [await take(), await take()]
  one.release()
  expect((await take()).host).toBe('a')
})

test('a server that does not answer is left alone for a while, then asked again', async () => {
  const { take, states, later } = poolOf('a', 'b')
  states[0]!.down = true
  expect((await take()).host).toBe('b')
  const { asked } = states[0]!
  expect((await take()).host).toBe('b')
  expect(states[0]!.asked).toBe(asked)
  states[0]!.down = false
  later(30_000)
  expect((await take()).host).toBe('a')
})

test('servers that rest are asked all the same when no other answers', async () => {
  const { take, states, pool } = poolOf('a', 'b')
  pool.rest(pool.servers[0]!)
  states[1]!.down = true
  expect((await take()).host).toBe('a')
})

test('that none answers is said with the names of all', async () => {
  const { take, states } = poolOf('a', 'b')
  for (const state of states) state.down = true
  await expect(take()).rejects.toMatchObject({
    kind: 'unreachable',
    says: 'None of the ComfyUI servers can be used: a, b. Nothing answers at a.',
  })
})

test('whether another one answers leaves out the one that failed, and those that rest', async () => {
  const { pool, states } = poolOf('a', 'b')
  expect(await pool.hasOther(pool.servers[0]!, signal)).toBe(true)
  states[1]!.down = true
  expect(await pool.hasOther(pool.servers[0]!, signal)).toBe(false)
})
