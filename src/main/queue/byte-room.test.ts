import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byteRoom, type CallRoom } from './byte-room.ts'

const signal = new AbortController().signal

/** Asks for bytes, and tells afterwards whether they were given. */
function ask(room: CallRoom, bytes: number, stop: AbortSignal = signal) {
  const asked = { given: false, error: null as unknown }
  const end = room.hold(bytes, stop).then(
    () => {
      asked.given = true
    },
    (error: unknown) => {
      asked.error = error
    },
  )
  return Object.assign(asked, { end })
}

/** Lets everything that is ready happen. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('room for bytes', () => {
  test('is given as long as there is some, and again when a call gives its part back', async () => {
    const room = byteRoom(100)
    const [a, b, c] = [room.open(), room.open(), room.open()]
    const asked = [ask(a, 60), ask(b, 40), ask(c, 10)]
    await settled()
    expect(asked.map(({ given }) => given)).toEqual([true, true, false])
    b.release()
    await settled()
    expect(asked[2]!.given).toBe(true)
    expect(room.held()).toBe(70)
  })

  test('goes in the order of asking: small replies do not pass a large one for ever', async () => {
    const room = byteRoom(100)
    const [a, large, small] = [room.open(), room.open(), room.open()]
    await a.hold(50, signal)
    const asked = [ask(large, 80), ask(small, 10)]
    await settled()
    expect(asked.map(({ given }) => given)).toEqual([false, false])
    a.release()
    await settled()
    expect(asked.map(({ given }) => given)).toEqual([true, true])
  })

  test('is given to one reply that is larger than all of it, alone', async () => {
    const room = byteRoom(100)
    const [a, huge, b] = [room.open(), room.open(), room.open()]
    await a.hold(1, signal)
    const asked = [ask(huge, 500), ask(b, 1)]
    await settled()
    expect(asked[0]!.given).toBe(false)
    a.release()
    await settled()
    expect(asked.map(({ given }) => given)).toEqual([true, false])
    huge.release()
    await settled()
    expect(asked[1]!.given).toBe(true)
  })

  test('of one call is that of its largest reply', async () => {
    const room = byteRoom(100)
    const call = room.open()
    for (let look = 0; look < 50; look++) await call.hold(6, signal)
    await call.hold(40, signal)
    expect(room.held()).toBe(40)
  })

  test('is not waited for any longer once the call is stopped', async () => {
    const room = byteRoom(100)
    const [a, b, c] = [room.open(), room.open(), room.open()]
    await a.hold(90, signal)
    const stop = new AbortController()
    const asked = [ask(b, 50, stop.signal), ask(c, 10)]
    const reason = new Error('stopped')
    stop.abort(reason)
    await settled()
    expect(asked[0]!.error).toBe(reason)
    expect(asked[1]!.given).toBe(true)
    await expect(b.hold(1, stop.signal)).rejects.toBe(reason)
  })

  test('counts what is there already, also beyond its end', async () => {
    const room = byteRoom(100)
    const [a, b] = [room.open(), room.open()]
    a.count(300)
    const asked = ask(b, 10)
    await settled()
    expect([room.held(), asked.given]).toEqual([300, false])
    a.release()
    a.count(50)
    await settled()
    expect([room.held(), asked.given]).toEqual([10, true])
  })

  test('is given to the first of those who all hold something and all want more', async () => {
    const room = byteRoom(100)
    const [a, b] = [room.open(), room.open()]
    await a.hold(40, signal)
    await b.hold(40, signal)
    const asked = [ask(a, 90), ask(b, 90)]
    await settled()
    expect(asked.map(({ given }) => given)).toEqual([true, false])
    a.release()
    await settled()
    expect(asked[1]!.given).toBe(true)
  })
})

test('whatever calls ask for, hold and give back: all come through, and none but a lone one goes over', async () => {
  const calls = fc.array(fc.array(fc.integer({ min: 1, max: 150 }), { minLength: 1, maxLength: 4 }), { maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(calls, fc.scheduler(), async (asked, scheduler) => {
      const room = byteRoom(100)
      let done = 0
      const work = asked.map(async (replies) => {
        const call = room.open()
        for (const bytes of replies) {
          await scheduler.schedule(Promise.resolve())
          await call.hold(bytes, signal)
        }
        await scheduler.schedule(Promise.resolve())
        call.release()
        done++
      })
      await scheduler.waitFor(Promise.all(work))
      expect([done, room.held()]).toEqual([asked.length, 0])
    }),
    { numRuns: 60 },
  )
})

test('replies that are known from the start never hold more together than there is room', async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(sizes, fc.scheduler(), async (asked, scheduler) => {
      const room = byteRoom(100)
      const work = asked.map(async (bytes) => {
        const call = room.open()
        await scheduler.schedule(Promise.resolve())
        await call.hold(bytes, signal)
        expect(room.held()).toBeLessThanOrEqual(100)
        await scheduler.schedule(Promise.resolve())
        call.release()
      })
      await scheduler.waitFor(Promise.all(work))
    }),
    { numRuns: 60 },
  )
})
