import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventLog } from '../../main/dispatch/event-log.ts'
import type { WireEvent } from '../../shared/contract/index.ts'
import { followEvents } from './event-follower.ts'

const event = (seq: number) => ({ seq, at: 0, name: 'changed', data: { nouns: [] } }) as WireEvent

/** A follower over a real log, whose answers the test lets through one by one. */
function follow(log: ReturnType<typeof eventLog>) {
  const heard: number[] = []
  let resets = 0
  const answers: (() => void)[] = []
  const follower = followEvents(
    (life, seq) =>
      new Promise((resolve) => {
        const answer = log.since(life, seq)
        answers.push(() => resolve(answer))
      }),
    ({ seq }) => heard.push(seq),
    () => resets++,
  )
  return {
    follower,
    heard,
    resets: () => resets,
    async answer() {
      answers.shift()?.()
      await Promise.resolve()
      await Promise.resolve()
    },
  }
}

describe('following events', () => {
  test('starts where main stands, without hearing of the past', async () => {
    const log = eventLog(() => 0)
    log.publish('changed', { nouns: [] })
    const one = follow(log)
    one.follower.contact()
    one.follower.receive(event(2))
    await one.answer()
    one.follower.receive(event(3))
    expect(one.heard).toEqual([2, 3])
    expect(one.resets()).toBe(0)
  })

  test('asks for what it missed, and keeps the order', async () => {
    const log = eventLog(() => 0)
    const one = follow(log)
    one.follower.contact()
    await one.answer()
    for (let n = 0; n < 5; n++) log.publish('changed', { nouns: [] })
    one.follower.receive(event(1))
    one.follower.receive(event(4))
    one.follower.receive(event(5))
    await one.answer()
    expect(one.heard).toEqual([1, 2, 3, 4, 5])
  })

  test('asks for everything anew when main has started again', async () => {
    const one = follow(eventLog(() => 0))
    one.follower.contact()
    await one.answer()
    const heard: number[] = []
    let resets = 0
    const lives = [eventLog(() => 0), eventLog(() => 0)]
    let now = lives[0]!
    const follower = followEvents(
      async (life, seq) => now.since(life, seq),
      ({ seq }) => heard.push(seq),
      () => resets++,
    )
    follower.contact()
    await Promise.resolve()
    await Promise.resolve()
    now = lives[1]!
    follower.contact()
    await Promise.resolve()
    await Promise.resolve()
    expect(resets).toBe(1)
  })

  test('hears each event once and in order, whatever is lost on the way', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('tell', 'lose', 'contact', 'answer'), { maxLength: 60 }),
        async (steps) => {
          const log = eventLog(() => 0)
          const one = follow(log)
          one.follower.contact()
          await one.answer()
          let seq = 0
          for (const step of steps) {
            if (step === 'tell' || step === 'lose') log.publish('changed', { nouns: [] })
            if (step === 'tell') one.follower.receive(event(++seq))
            if (step === 'lose') seq++
            if (step === 'contact') one.follower.contact()
            if (step === 'answer') await one.answer()
          }
          for (let n = 0; n < 100; n++) await one.answer()
          one.follower.contact()
          for (let n = 0; n < 3; n++) await one.answer()
          expect(one.heard).toEqual(Array.from({ length: seq }, (_, index) => index + 1))
          expect(one.resets()).toBe(0)
        },
      ),
    )
  })
})
